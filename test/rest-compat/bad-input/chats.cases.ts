import type { BadRequest } from "./bad-request.js";

const chat = "/v1/workspace/:slug/chat";
const stream = "/v1/workspace/:slug/stream-chat";
const search = "/v1/workspace/:slug/vector-search";
const completions = "/v1/openai/chat/completions";
const hello = { role: "user", content: "hello" };

/** Questions, searches and their history. */
export const questions: readonly BadRequest[] = [
  ...[chat, stream].flatMap((path): BadRequest[] => [
    { name: `no message to ${path}`, path, body: {}, status: 400, says: "Message is empty" },
    { name: `a blank message to ${path}`, path, body: { message: " " }, status: 400, says: "Message is empty" },
    { name: `a number for a message to ${path}`, path, body: { message: 42 }, status: 400, says: "Message is empty" },
    { name: `a list for a message to ${path}`, path, body: { message: ["a"] }, status: 400, says: "Message is empty" },
    {
      name: `a message of 100,001 characters to ${path}`,
      path,
      body: { message: "x".repeat(100_001) },
      status: 400,
      says: "message",
    },
    { name: `a NUL in a message to ${path}`, path, body: { message: "a\u0000b" }, status: 400, says: "message" },
    {
      name: `a mode that is none to ${path}`,
      path,
      body: { message: "a", mode: "CHAT" },
      status: 400,
      says: "CHAT is not a valid mode.",
    },
    {
      name: `a mode that is none with a reset to ${path}`,
      path,
      body: { reset: true, mode: "banana" },
      status: 400,
      says: "banana",
    },
    {
      name: `an operator object for a session to ${path}`,
      path,
      body: { message: "a", sessionId: { $gt: "" } },
      status: 400,
      says: "sessionId",
    },
    {
      name: `attachments that are none to ${path}`,
      path,
      body: { message: "a", attachments: ["x"] },
      status: 400,
      says: "attachments",
    },
    {
      name: `an unknown workspace to ${path}`,
      path: path.replace(":slug", "nope"),
      body: { message: "a" },
      status: 400,
      says: "Workspace nope is not a valid workspace.",
    },
  ]),
  { name: "the chats of an unknown workspace", path: "/v1/workspace/nope/chats", status: 400, says: "nope" },
  {
    name: "a session given twice",
    path: "/v1/workspace/:slug/chats?apiSessionId=a&apiSessionId=b",
    status: 400,
    says: "apiSessionId",
  },
  { name: "an empty query", path: search, body: { query: "" }, status: 400, says: "Query parameter cannot be empty." },
  {
    name: "a query that is a number",
    path: search,
    body: { query: 4 },
    status: 400,
    says: "Query parameter cannot be empty.",
  },
  {
    name: "a query of 10,001 characters",
    path: search,
    body: { query: "x".repeat(10_001) },
    status: 400,
    says: "query",
  },
  {
    name: "a query to an unknown workspace",
    path: "/v1/workspace/nope/vector-search",
    body: { query: "a" },
    status: 400,
    says: "nope",
  },
];

/** The same in OpenAI's format. */
export const openai: readonly BadRequest[] = [
  { name: "no model", path: completions, body: { messages: [hello] }, status: 400, says: "model" },
  {
    name: "an unknown model",
    path: completions,
    body: { model: "nope", messages: [hello] },
    status: 404,
    says: "model_not_found",
  },
  { name: "no messages", path: completions, body: { model: ":slug" }, status: 400, says: "messages" },
  { name: "empty messages", path: completions, body: { model: ":slug", messages: [] }, status: 400, says: "messages" },
  {
    name: "an answer as the last message",
    path: completions,
    body: { model: ":slug", messages: [{ role: "assistant", content: "x" }] },
    status: 400,
    says: "No user prompt found",
  },
  {
    name: "a role that is none",
    path: completions,
    body: { model: ":slug", messages: [{ role: "robot", content: "x" }] },
    status: 400,
    says: "messages.0.role",
  },
  {
    name: "a part that is none",
    path: completions,
    body: { model: ":slug", messages: [{ role: "user", content: [{ type: "file" }] }] },
    status: 400,
    says: "messages.0.content",
  },
  {
    name: "an image to be fetched",
    path: completions,
    body: {
      model: ":slug",
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "http://127.0.0.1/a.png" } }] }],
    },
    status: 400,
    says: "image_url",
  },
  {
    name: "a temperature of 3",
    path: completions,
    body: { model: ":slug", messages: [hello], temperature: 3 },
    status: 400,
    says: "temperature",
  },
  {
    name: "a limit of no tokens",
    path: completions,
    body: { model: ":slug", messages: [hello], max_tokens: 0 },
    status: 400,
    says: "max_tokens",
  },
  {
    name: "a limit of half a token",
    path: completions,
    body: { model: ":slug", messages: [hello], max_completion_tokens: 0.5 },
    status: 400,
    says: "max_completion_tokens",
  },
  {
    name: "an empty stop string among others",
    path: completions,
    body: { model: ":slug", messages: [hello], stop: ["x", ""] },
    status: 400,
    says: "stop",
  },
  {
    name: "17 stop strings",
    path: completions,
    body: { model: ":slug", messages: [hello], stop: Array.from({ length: 17 }, () => "x") },
    status: 400,
    says: "stop",
  },
  {
    name: "a tool",
    path: completions,
    body: { model: ":slug", messages: [hello], tools: [{ type: "function" }] },
    status: 400,
    says: "tools",
  },
  {
    name: "a session that is an object",
    path: completions,
    body: { model: ":slug", messages: [hello], metadata: { sessionId: {} } },
    status: 400,
    says: "sessionId",
  },
  { name: "an unknown model to look at", path: "/v1/openai/models/nope", status: 404, says: "model_not_found" },
];
