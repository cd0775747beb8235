import { afterAll, beforeAll, expect, test } from "@jest/globals";
import OpenAI from "openai";
import { eventsIn, ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;
let client: OpenAI;
beforeAll(async () => {
  server = await startTestServer();
  client = new OpenAI({ apiKey: server.apiKey, baseURL: `${server.url}/api/v1/openai`, maxRetries: 0 });
});
afterAll(() => server.stop());

/** A workspace that knows one thing; its slug is the model. */
async function buildModel(): Promise<string> {
  const workspace = await buildWorkspace(server);
  const text = "The lighthouse at Cape Verdant was built in 1873. Its keeper, Ada Moreau, logged every passing ship.";
  await buildDocument(server, text, { title: "Lighthouse", workspaceIds: [workspace.id] });
  return workspace.slug;
}

/** What AnythingLLM's clients find beside OpenAI's fields. */
interface Extra {
  readonly type: string;
  readonly textResponse: string;
  readonly textChunk?: string;
  readonly sources: readonly { readonly title: string }[];
  readonly close: boolean;
}

const keeper = { role: "user", content: "Who was the keeper of the lighthouse?" } as const;

test("workspaces are models", async () => {
  const model = await buildModel();
  const { data } = await client.models.list();
  expect(data.find(({ id }) => id === model)).toEqual({
    id: model,
    object: "model",
    created: expect.any(Number),
    owned_by: "builtin",
    name: expect.stringMatching(/^Workspace /),
  });
  await expect(client.models.retrieve(model)).resolves.toMatchObject({ id: model });
});

test("a completion comes whole, with citations and the other dialect's fields beside OpenAI's", async () => {
  const model = await buildModel();
  const messages = [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hello?" },
    { role: "assistant", content: "Hi" },
    keeper,
  ] as const;
  const completion = await client.chat.completions.create({ model, messages: [...messages], temperature: 0.7 });
  expect(completion).toMatchObject({
    object: "chat.completion",
    model,
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant" } }],
  });
  const content = completion.choices[0]?.message.content ?? "";
  expect(content).toContain("Ada Moreau");
  expect(completion.usage?.total_tokens).toBe(
    (completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0),
  );
  const extra = completion as unknown as Extra;
  expect(extra).toMatchObject({
    type: "textResponse",
    textResponse: content,
    close: true,
    sources: [{ title: "Lighthouse" }],
  });
});

test("a completion streams as OpenAI's chunks do", async () => {
  const model = await buildModel();
  const stream = await client.chat.completions.create({
    model,
    messages: [keeper],
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  expect(chunks.every(({ object }) => object === "chat.completion.chunk")).toBe(true);
  expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: "" });
  expect(chunks.slice(1).some(({ choices }) => choices[0]?.delta.role !== undefined)).toBe(false);
  expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toContain("Ada Moreau");
  expect(chunks.filter(({ choices }) => choices[0]?.finish_reason === "stop")).toHaveLength(1);
  expect(chunks.at(-2)).toMatchObject({
    choices: [{ delta: {}, finish_reason: "stop" }],
    sources: [{ title: "Lighthouse" }],
  });
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
});

test("on the wire the stream ends with [DONE], and has usage only when it is asked for", async () => {
  const model = await buildModel();
  const answer = await rest(server, "/v1/openai/chat/completions", {
    body: { model, messages: [keeper], stream: "true" },
  });
  const events = eventsIn(answer.text) as (Extra & { usage: unknown })[];
  expect(events.pop()).toBe("[DONE]");
  expect(events.map(({ usage }) => usage)).toEqual(events.map(() => null));
  expect(events[1]).toMatchObject({ type: "textResponseChunk", textChunk: events[1]?.textResponse, close: false });
});

test("the messages are the conversation, and the server keeps none", async () => {
  const model = await buildModel();
  await ok(server, "/v1/openai/chat/completions", { body: { model, messages: [keeper], user: "somebody" } });
  await expect(ok(server, `/v1/workspace/${model}/chats`)).resolves.toEqual({ history: [], chats: [] });
  await expect(ok(server, `/v1/workspace/${model}/chats?apiSessionId=somebody`)).resolves.toEqual({
    history: [],
    chats: [],
  });
});

test("a session is named on purpose, by metadata or by a header; then the server keeps it", async () => {
  const model = await buildModel();
  await client.chat.completions.create({ model, messages: [keeper], metadata: { sessionId: "s-1" } });
  await client.chat.completions.create({ model, messages: [keeper] }, { headers: { "x-session-id": "s-1" } });
  await expect(ok(server, `/v1/workspace/${model}/chats?apiSessionId=s-1`)).resolves.toMatchObject({
    chats: [{ prompt: keeper.content }, { prompt: keeper.content }],
  });
});

const image = (url: string) => ({ type: "image_url", image_url: { url } }) as const;

test("content may come in parts, images as data URLs", async () => {
  const model = await buildModel();
  const content = [{ type: "text", text: "Who was the keeper?" }, image("data:image/png;base64,iVBORw0KGgo=")] as const;
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: "user", content: [...content] }],
  });
  expect(completion.choices[0]?.message.content).not.toBe("");
});

test("errors come out as the client's own typed errors", async () => {
  const model = await buildModel();
  const ask = (body: object) => client.chat.completions.create({ model, messages: [keeper], ...body } as never);
  await expect(ask({ model: "nope" })).rejects.toMatchObject({
    name: "Error",
    status: 404,
    code: "model_not_found",
    param: "model",
  });
  await expect(ask({ model: "nope", stream: true })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  await expect(ask({ messages: [] })).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  await expect(ask({ messages: [{ role: "system", content: "x" }] })).rejects.toMatchObject({
    status: 400,
    param: "messages",
  });
  await expect(ask({ messages: [{ role: "tool", content: "x" }] })).rejects.toMatchObject({
    status: 400,
    param: "messages.0.role",
  });
  const stranger = new OpenAI({ apiKey: "wrong", baseURL: `${server.url}/v1/openai`, maxRetries: 0 });
  await expect(stranger.models.list()).rejects.toBeInstanceOf(OpenAI.PermissionDeniedError);
});

test("what is not valid is told by the client's own names, whatever the schema calls it", async () => {
  const model = await buildModel();
  const faults: readonly (readonly [object, string])[] = [
    [{ model: "a\0b" }, "model"],
    [{ messages: [{ role: "system", content: "x".repeat(100_001) }, keeper] }, "messages"],
    [{ messages: [{ role: "user", content: "x".repeat(100_001) }] }, "messages"],
    [{ messages: [{ role: "user", content: [{ type: "input_audio" }] }] }, "messages.0.content"],
    [{ messages: [{ role: "user", content: [image("https://site.example/a.png")] }] }, "messages.0.content.0"],
    [{ metadata: { sessionId: "a\0b" } }, "metadata.sessionId"],
    [{ metadata: { sessionId: 5 } }, "metadata.sessionId"],
    [{ metadata: { threadSlug: "a\0b" } }, "metadata.threadSlug"],
    [{ temperature: 2.1 }, "temperature"],
    [{ max_tokens: 0 }, "max_tokens"],
    [{ max_completion_tokens: 1_000_001 }, "max_completion_tokens"],
    [{ stop: Array.from({ length: 17 }, String) }, "stop"],
  ];
  for (const [body, param] of faults) {
    const asking = client.chat.completions.create({ model, messages: [keeper], ...body } as never);
    await expect(asking).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(asking).rejects.toMatchObject({
      type: "invalid_request_error",
      param: expect.stringContaining(param),
      message: expect.stringContaining(param),
    });
  }
});

test("a limit of tokens cuts the answer and says so; a stop string ends it", async () => {
  const model = await buildModel();
  const ask = (body: object) => client.chat.completions.create({ model, messages: [keeper], ...body });
  const whole = (await ask({})).choices[0]?.message.content ?? "";
  const cut = (await ask({ max_tokens: 4 })).choices[0];
  expect(cut?.finish_reason).toBe("length");
  expect(whole.startsWith(cut?.message.content ?? "?")).toBe(true);
  const stop = whole.slice(8, 12);
  const ended = (await ask({ stop })).choices[0];
  expect(ended).toMatchObject({ finish_reason: "stop", message: { content: whole.slice(0, whole.indexOf(stop)) } });
});

test("parameters that would not be honoured are refused by name, their neutral values are not", async () => {
  const model = await buildModel();
  const ask = (body: object) => client.chat.completions.create({ model, messages: [keeper], ...body } as never);
  const tool = { type: "function", function: { name: "f" } };
  const asking = {
    tools: [tool],
    n: 2,
    top_p: 0.5,
    seed: 1,
    logprobs: true,
    response_format: { type: "json_object" },
  };
  for (const [name, value] of Object.entries(asking)) {
    await expect(ask({ [name]: value })).rejects.toMatchObject({
      status: 400,
      code: "unsupported_parameter",
      param: name,
    });
  }
  const neutral = {
    tools: [],
    tool_choice: "auto",
    n: 1,
    top_p: 1,
    stop: null,
    seed: null,
    verbosity: "medium",
    max_tokens: null,
    logprobs: false,
  };
  await expect(
    ask({ ...neutral, response_format: { type: "text" }, user: "u", parallel_tool_calls: true }),
  ).resolves.toMatchObject({ model });
});
