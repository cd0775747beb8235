import { form } from "../../support/rest-client.js";
import type { BadRequest } from "./bad-request.js";

const settings = "/v1/workspace/new";
const stream = "/v1/workspace/:slug/stream-chat";
const upload = "/v1/document/upload";
const completions = "/v1/openai/chat/completions";
const json = { "content-type": "application/json" };
const noKey = "No valid api key found.";

/** Requests without a valid key. */
export const credentials: readonly BadRequest[] = [
  { name: "no key", path: "/v1/workspaces", authorization: null, status: 403, says: noKey },
  { name: "an unknown key", path: "/v1/workspaces", authorization: "Bearer docent_unknown", status: 403, says: noKey },
  {
    name: "a key that is SQL",
    path: "/v1/workspaces",
    authorization: "Bearer '/**/OR/**/1=1--",
    status: 403,
    says: noKey,
  },
  {
    name: "no key for an upload",
    path: upload,
    body: form({ name: "a.txt", content: "x" }),
    authorization: null,
    status: 403,
    says: noKey,
  },
  { name: "no key for a stream", path: stream, body: { message: "x" }, authorization: null, status: 403, says: noKey },
  { name: "no key for OpenAI", path: completions, body: {}, authorization: null, status: 403, says: "invalid_api_key" },
];

/** Bodies that are none. */
export const bodies: readonly BadRequest[] = [
  { name: "malformed JSON", path: settings, body: '{"name": ', status: 400, says: "JSON" },
  {
    name: "malformed JSON in text/plain",
    path: settings,
    body: '{"name": ',
    headers: { "content-type": "text/plain" },
    status: 400,
    says: "JSON",
  },
  { name: "malformed JSON for a stream", path: stream, body: "{", status: 400, says: "abort" },
  { name: "malformed JSON for OpenAI", path: completions, body: "{", status: 400, says: "invalid_request_error" },
  { name: "a list for an object", path: settings, body: ["x"], status: 400, says: "expected object" },
  { name: "a text for an object", path: settings, body: '"x"', status: 400, says: "expected object" },
  { name: "null for an object", path: settings, body: "null", headers: json, status: 400, says: "expected object" },
  { name: "no body", path: settings, method: "POST", status: 400, says: "name cannot be null" },
  {
    name: "a content type that nobody speaks",
    path: settings,
    body: "<a/>",
    headers: { "content-type": "application/xml" },
    status: 415,
    says: "workspace",
  },
  {
    name: "a body of 17 MiB",
    path: settings,
    body: JSON.stringify({ name: "x".repeat(17_825_792) }),
    status: 413,
    says: "workspace",
  },
];
