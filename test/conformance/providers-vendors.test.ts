import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "@jest/globals";
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatModels, streamAnswer } from "../../src/providers/index.js";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Body = Record<string, unknown>;
interface Received {
  readonly path: string;
  readonly body: Body;
  readonly headers: IncomingMessage["headers"];
  readonly closed: Promise<void>;
}

/** A vendor's server on loopback that answers with the given lines and, when told to hold, does not end. */
async function startVendor(
  contentType: string,
  lines: readonly string[],
  holds = false,
  status = 200,
): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const closed = new Promise<void>((resolve) => response.once("close", () => resolve()));
    received.push({
      path: request.url ?? "",
      body: JSON.parse(Buffer.concat(chunks).toString()) as Body,
      headers: request.headers,
      closed,
    });
    response.writeHead(status, { "content-type": contentType });
    for (const line of lines) response.write(line);
    if (!holds) response.end();
  };
  server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { baseUrl: `http://127.0.0.1:${address.port}`, received };
}

const messages = [new SystemMessage("Be brief."), new HumanMessage("One"), new AIMessage("1"), new HumanMessage("Two")];

async function ask(
  provider: "anthropic" | "ollama",
  baseUrl: string,
  signal: AbortSignal,
  onPiece: (piece: string) => void = () => undefined,
  limits: {
    readonly maxTokens?: number;
    readonly stop?: readonly string[];
    readonly streaming?: boolean;
    readonly asked?: BaseMessage[];
  } = {},
) {
  const models = new ChatModels({
    LLM_PROVIDER: provider,
    LLM_MODEL: "test-model",
    LLM_BASE_URL: baseUrl,
    LLM_API_KEY: "configured-key",
    LLM_CONTEXT_WINDOW: 4_096,
    LLM_TIMEOUT_SECONDS: 5,
    LLM_STREAMING: limits.streaming ?? true,
  });
  const answer = streamAnswer(await models.get({ temperature: 0.5, maxTokens: limits.maxTokens }), {
    messages: limits.asked ?? messages,
    passages: [],
    stop: limits.stop ?? [],
    signal,
    silenceMs: 5_000,
  });
  let text = "";
  for (let piece = await answer.next(); ; piece = await answer.next()) {
    if (piece.done === true) return { text, usage: piece.value };
    text += piece.value;
    onPiece(piece.value);
  }
}

const anthropicEvents = [
  {
    type: "message_start",
    message: {
      id: "m",
      type: "message",
      role: "assistant",
      content: [],
      model: "test-model",
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 9, output_tokens: 1 },
    },
  },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "two " } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "it is" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 4 } },
  { type: "message_stop" },
];
const sse = (events: readonly { type: string }[]) =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

const ollamaLines = [
  {
    model: "test-model",
    created_at: "2026-01-01T00:00:00Z",
    message: { role: "assistant", content: "", thinking: "hm" },
    done: false,
  },
  {
    model: "test-model",
    created_at: "2026-01-01T00:00:00Z",
    message: { role: "assistant", content: "two" },
    done: false,
  },
  {
    model: "test-model",
    created_at: "2026-01-01T00:00:00Z",
    message: { role: "assistant", content: "" },
    done: true,
    done_reason: "stop",
    prompt_eval_count: 9,
    eval_count: 4,
  },
].map((line) => `${JSON.stringify(line)}\n`);

test("anthropic: speaks to the configured server and reads text, usage and end", async () => {
  const { baseUrl, received } = await startVendor("text/event-stream", sse(anthropicEvents));
  const { text, usage } = await ask("anthropic", baseUrl, new AbortController().signal);
  expect(text).toBe("two it is");
  expect(usage).toEqual({ promptTokens: 9, completionTokens: 4, finishReason: "stop" });
  expect(received).toMatchObject([
    {
      path: "/v1/messages",
      headers: { "x-api-key": "configured-key" },
      body: { model: "test-model", temperature: 0.5, stream: true },
    },
  ]);
});

test("anthropic: an answer that breaks off is an error", async () => {
  const { baseUrl } = await startVendor("text/event-stream", sse(anthropicEvents.slice(0, 4)));
  await expect(ask("anthropic", baseUrl, new AbortController().signal)).rejects.toMatchObject({
    code: "UPSTREAM_INTERRUPTED",
  });
});

test.each([
  ["anthropic", 401, "UPSTREAM_UNAUTHORIZED"],
  ["anthropic", 404, "UPSTREAM_MODEL_NOT_FOUND"],
  ["anthropic", 429, "UPSTREAM_RATE_LIMITED"],
  ["anthropic", 529, "UPSTREAM_ERROR"],
  ["anthropic", 504, "UPSTREAM_TIMEOUT"],
  ["ollama", 401, "UPSTREAM_UNAUTHORIZED"],
  ["ollama", 404, "UPSTREAM_MODEL_NOT_FOUND"],
  ["ollama", 429, "UPSTREAM_RATE_LIMITED"],
  ["ollama", 500, "UPSTREAM_ERROR"],
] as const)("%s: status %i is %s", async (provider, status, code) => {
  const body = JSON.stringify({ type: "error", error: { type: "some_error", message: "It is so." } });
  const said = provider === "ollama" ? JSON.stringify({ error: "It is so." }) : body;
  const { baseUrl, received } = await startVendor("application/json", [said], false, status);
  await expect(ask(provider, baseUrl, new AbortController().signal)).rejects.toMatchObject({ code });
  expect(received).toHaveLength(1);
});

test.each(["anthropic", "ollama"] as const)("%s: nobody listening is told from other failures", async (provider) => {
  await expect(ask(provider, "http://127.0.0.1:9", new AbortController().signal)).rejects.toMatchObject({
    code: "UPSTREAM_UNREACHABLE",
  });
});

test("anthropic: without streaming the answer comes whole", async () => {
  const whole = {
    id: "m",
    type: "message",
    role: "assistant",
    model: "test-model",
    content: [{ type: "text", text: "two it is" }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 9, output_tokens: 4 },
  };
  const { baseUrl, received } = await startVendor("application/json", [JSON.stringify(whole)]);
  const { text, usage } = await ask("anthropic", baseUrl, new AbortController().signal, undefined, {
    streaming: false,
  });
  expect(text).toBe("two it is");
  expect(usage).toEqual({ promptTokens: 9, completionTokens: 4, finishReason: "stop" });
  expect(received[0]?.body["stream"]).not.toBe(true);
});

test("images reach the vendors' servers in their own words", async () => {
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };
  const asked = [new HumanMessage({ content: [{ type: "text", text: "What is it?" }, image] })];
  const anthropic = await startVendor("text/event-stream", sse(anthropicEvents));
  await ask("anthropic", anthropic.baseUrl, new AbortController().signal, undefined, { asked });
  expect(JSON.stringify(anthropic.received[0]?.body)).toContain('"media_type":"image/png","data":"AAAA"');
  server?.close();
  const ollama = await startVendor("application/x-ndjson", ollamaLines);
  await ask("ollama", ollama.baseUrl, new AbortController().signal, undefined, { asked });
  expect(JSON.stringify(ollama.received[0]?.body)).toContain('"images":["AAAA"]');
});

test("ollama: gives its window, reads reasoning, text, usage and end", async () => {
  const { baseUrl, received } = await startVendor("application/x-ndjson", ollamaLines);
  const { text, usage } = await ask("ollama", baseUrl, new AbortController().signal);
  expect(text).toBe("<think>hm</think>two");
  expect(usage).toEqual({ promptTokens: 9, completionTokens: 4, finishReason: "stop" });
  expect(received).toMatchObject([
    {
      path: "/api/chat",
      headers: { authorization: "Bearer configured-key" },
      body: { model: "test-model", options: { num_ctx: 4_096, temperature: 0.5 } },
    },
  ]);
});

test("anthropic: limits reach the server, which says whether they cut", async () => {
  const lines = sse(anthropicEvents).map((line) => line.replace('"end_turn"', '"max_tokens"'));
  const { baseUrl, received } = await startVendor("text/event-stream", lines);
  const limits = { maxTokens: 7, stop: ["END", "\n\n"] };
  const { usage } = await ask("anthropic", baseUrl, new AbortController().signal, undefined, limits);
  expect(usage.finishReason).toBe("length");
  // It refuses strings of white space; those are for us.
  expect(received).toMatchObject([{ body: { max_tokens: 7, stop_sequences: ["END"] } }]);
});

test("anthropic: a temperature that its models do not take is refused by name, before it is asked", async () => {
  const models = new ChatModels({
    LLM_PROVIDER: "anthropic",
    LLM_MODEL: "test-model",
    LLM_BASE_URL: "http://127.0.0.1:9",
    LLM_API_KEY: "configured-key",
    LLM_CONTEXT_WINDOW: 4_096,
    LLM_TIMEOUT_SECONDS: 5,
  });
  await expect(models.get({ temperature: 1 })).resolves.toMatchObject({ provider: "anthropic" });
  await expect(models.get({ temperature: 1.5 })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    field: "temperature",
    message: expect.stringContaining("temperature"),
  });
});

test("ollama: limits reach the server, which says whether they cut", async () => {
  const lines = ollamaLines.map((line) => line.replace('"done_reason":"stop"', '"done_reason":"length"'));
  const { baseUrl, received } = await startVendor("application/x-ndjson", lines);
  const limits = { maxTokens: 7, stop: ["END", "\n\n"] };
  const { usage } = await ask("ollama", baseUrl, new AbortController().signal, undefined, limits);
  expect(usage.finishReason).toBe("length");
  expect(received).toMatchObject([{ body: { options: { num_predict: 7, stop: ["END", "\n\n"] } } }]);
});

for (const [provider, type, lines, said] of [
  ["anthropic", "text/event-stream", sse(anthropicEvents.slice(0, 4)), "two it "],
  ["ollama", "application/x-ndjson", ollamaLines.slice(0, 2), "<think>hm</think>t"],
] as const) {
  test(`${provider}: a stop string that the server let through ends the answer and the connection`, async () => {
    const { baseUrl, received } = await startVendor(type, lines, true);
    const limits = { stop: [provider === "anthropic" ? "is" : "wo"] };
    const { text, usage } = await ask(provider, baseUrl, new AbortController().signal, undefined, limits);
    expect(text).toBe(said);
    // What was counted at the beginning is not what was written.
    expect(usage).toMatchObject({ completionTokens: null, finishReason: "stop" });
    await received[0]?.closed;
  });
}

for (const [provider, type, lines] of [
  ["anthropic", "text/event-stream", sse(anthropicEvents.slice(0, 4))],
  ["ollama", "application/x-ndjson", ollamaLines.slice(0, 2)],
] as const) {
  test(`${provider}: an abort closes the connection while the server is silent`, async () => {
    const { baseUrl, received } = await startVendor(type, lines, true);
    const abort = new AbortController();
    const asked = ask(provider, baseUrl, abort.signal, () => abort.abort());
    expect((await asked).text).not.toBe("");
    await received[0]?.closed;
  });
}
