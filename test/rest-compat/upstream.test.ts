import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import OpenAI from "openai";
import { startModelServer } from "../support/model-server.js";
import type { OpenAiUpstream } from "../support/openai-upstream.js";
import { eventsIn, ok, rest, send } from "../support/rest-client.js";
import type { TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
let slug: string;
let client: OpenAI;
beforeAll(async () => {
  ({ server, upstream } = await startModelServer({ LLM_TIMEOUT_SECONDS: "1" }));
  ({ slug } = await buildWorkspace(server));
  client = new OpenAI({ apiKey: server.apiKey, baseURL: `${server.url}/v1/openai`, maxRetries: 0 });
});
afterAll(() => server.stop());

/** Asks and reads the whole answer, streamed or not. */
function ask(route: "chat" | "stream-chat", message: string) {
  return rest(server, `/v1/workspace/${slug}/${route}`, { body: { message } });
}

interface Event {
  readonly type: string;
  readonly textResponse: string | null;
  readonly error: unknown;
}

describe("a model that fails", () => {
  test("is 502 to whoever waits, and an abort to whoever reads the stream", async () => {
    const waited = await ask("chat", "[[FAIL]]");
    expect([waited.status, waited.body]).toEqual([
      502,
      expect.objectContaining({ type: "abort", textResponse: null, error: expect.any(String) }),
    ]);
    const streamed = await ask("stream-chat", "[[FAIL]]");
    expect([streamed.status, eventsIn(streamed.text)]).toEqual([
      200,
      [expect.objectContaining({ type: "abort", close: true, error: expect.any(String) })],
    ]);
    for (const { text } of [waited, streamed]) expect(text).not.toMatch(/secret|sk-abcdef/);
  });

  test("is 504 when it says nothing for too long", async () => {
    await expect(ask("chat", "[[SILENT]]")).resolves.toMatchObject({ status: 504, body: { type: "abort" } });
  });

  test("in the middle of an answer leaves what it said: chunks, an abort, and the stored part's number", async () => {
    const { text } = await ask("stream-chat", "[[CUT]]");
    const events = eventsIn(text) as Event[];
    const types = events.map(({ type }) => type);
    expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
      "textResponseChunk",
      "abort",
      "finalizeResponseStream",
    ]);
  });

  test("and says nothing at all is no answer", async () => {
    const { status, body } = await ask("chat", "[[EMPTY]]");
    expect([status, body]).toEqual([200, expect.objectContaining({ type: "abort", error: expect.any(String) })]);
  });

  test("comes out as the OpenAI client's own errors", async () => {
    const messages = (content: string) => [{ role: "user" as const, content }];
    const waited = client.chat.completions.create({ model: slug, messages: messages("[[FAIL]]") });
    await expect(waited).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await expect(waited).rejects.toMatchObject({ status: 502, type: "server_error", code: "upstream_error" });
    const stream = await client.chat.completions.create({ model: slug, messages: messages("[[CUT]]"), stream: true });
    const read = async () => {
      for await (const chunk of stream) expect(chunk.object).toBe("chat.completion.chunk");
    };
    await expect(read()).rejects.toMatchObject({ name: "Error", code: "upstream_interrupted" });
    const empty = await client.chat.completions.create({ model: slug, messages: messages("[[EMPTY]]") });
    expect(empty.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: "" } });
  });
});

test("a question that is too long for the model is the client's fault, in the words of its dialect", async () => {
  const before = upstream.requests.length;
  const content = "word ".repeat(19_000);
  const messages = [{ role: "user" as const, content }];
  const waited = client.chat.completions.create({ model: slug, messages });
  await expect(waited).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  const told = { code: "context_length_exceeded", type: "invalid_request_error", param: "messages" };
  await expect(waited).rejects.toMatchObject({ status: 400, ...told });
  const streamed = await rest(server, "/v1/openai/chat/completions", { body: { model: slug, messages, stream: true } });
  expect(eventsIn(streamed.text).at(-1)).toMatchObject({ error: told });
  await expect(ask("chat", content)).resolves.toMatchObject({ status: 413, body: { type: "abort" } });
  expect(upstream.requests).toHaveLength(before);
});

describe("what a model is asked", () => {
  test("an OpenAI client's system prompt, history, temperature and images reach it", async () => {
    const image = "data:image/png;base64,iVBORw0KGgo=";
    await client.chat.completions.create({
      model: slug,
      temperature: 0.3,
      messages: [
        { role: "system", content: "Answer in rhymes." },
        { role: "user", content: "Hello?" },
        { role: "assistant", content: "Hi." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image_url", image_url: { url: image } },
          ],
        },
      ],
    });
    const body = upstream.requests.at(-1)?.body ?? {};
    expect(body.temperature).toBe(0.3);
    const sent = JSON.stringify(body.messages);
    for (const part of ["Answer in rhymes.", "Hello?", "Hi.", "What is this?", image]) expect(sent).toContain(part);
  });

  test("a session's second question comes with the first, another session's does not", async () => {
    const path = `/v1/workspace/${slug}/chat`;
    await ok(server, path, { body: { message: "My name is Ada.", sessionId: "a" } });
    await ok(server, path, { body: { message: "What is my name?", sessionId: "a" } });
    expect(JSON.stringify(upstream.requests.at(-1)?.body.messages)).toContain("My name is Ada.");
    await ok(server, path, { body: { message: "What is my name?", sessionId: "b" } });
    expect(JSON.stringify(upstream.requests.at(-1)?.body.messages)).not.toContain("My name is Ada.");
  });
});

describe("closing the connection", () => {
  test.each([
    ["stream-chat", () => `/v1/workspace/${slug}/stream-chat`, { message: "[[HOLD]] one", sessionId: "closed" }],
    ["chat", () => `/v1/workspace/${slug}/chat`, { message: "[[HOLD]] two", sessionId: "closed" }],
    [
      "chat completions",
      () => "/v1/openai/chat/completions",
      { messages: [{ role: "user", content: "[[HOLD]] three" }], stream: true, metadata: { sessionId: "closed" } },
    ],
  ])("of %s stops the model, and what it said is kept", async (_name, path, body) => {
    const before = upstream.requests.length;
    const controller = new AbortController();
    const answer = send(server, path(), {
      body: "messages" in body ? { model: slug, ...body } : body,
      signal: controller.signal,
    });
    answer.catch(() => undefined);
    const request = await asked(before);
    controller.abort();
    await request.closed;
    await expect(answer.then((response) => response.text())).rejects.toThrow(/abort/i);
  });
});

/** The upstream's request after so many others. */
async function asked(before: number) {
  for (;;) {
    const request = upstream.requests[before];
    if (request !== undefined) return request;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
