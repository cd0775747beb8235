import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { streamAnswer, UpstreamError, UpstreamTimeoutError } from "../../src/providers/index.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import { modelsOn, passages, run } from "../support/chat-models.js";

let upstream: OpenAiUpstream;

beforeAll(async () => {
  upstream = await startOpenAiUpstream();
});
const modelsFor = (settings: Parameters<typeof modelsOn>[1] = {}) => modelsOn(upstream, settings);
afterAll(() => upstream.close());

for (const provider of ["builtin", "openai-compatible"] as const) {
  const model = () => modelsFor().get({ provider });

  test(`${provider}: streams in pieces and is a LangChain chat model`, async () => {
    const { pieces } = await run(await model(), "How many cats did the keeper have?");
    expect(pieces.length).toBeGreaterThan(5);
    let streamed = new AIMessageChunk("");
    for await (const chunk of await (
      await model()
    ).langchain.stream([new HumanMessage("How many cats?")], { passages } as object))
      streamed = streamed.concat(chunk);
    expect(streamed.text).not.toBe("");
  });

  test(`${provider}: an abort ends the stream without an error`, async () => {
    const abort = new AbortController();
    const pieces: string[] = [];
    for await (const piece of streamAnswer(await model(), {
      messages: [new HumanMessage("[[HOLD]] cats")],
      passages,
      stop: [],
      signal: abort.signal,
      silenceMs: 5_000,
    })) {
      pieces.push(piece);
      if (pieces.length === 3) abort.abort();
    }
    expect(pieces).toHaveLength(3);
    abort.abort();
    expect((await run(await model(), "cats", abort.signal)).pieces).toEqual([]);
  });
}

for (const provider of ["builtin", "openai-compatible"] as const) {
  test(`${provider}: an answer ends before a stop string, wherever the pieces are cut`, async () => {
    const model = await modelsFor().get({ provider });
    const question = "How many cats did the keeper have?";
    const whole = (await run(model, question)).pieces.join("");
    const stop = whole.slice(11, 15);
    const { pieces, usage } = await run(model, question, undefined, 5_000, ["never said", stop]);
    expect(pieces.join("")).toBe(whole.slice(0, whole.indexOf(stop)));
    expect(usage.finishReason).toBe("stop");
  });
}

test("builtin: a limit of tokens cuts the answer between words, and says so", async () => {
  const question = "How many cats did the keeper have?";
  const whole = (await run(await modelsFor().get({ provider: "builtin" }), question)).pieces.join("");
  const { pieces, usage } = await run(await modelsFor().get({ provider: "builtin", maxTokens: 5 }), question);
  expect(whole.startsWith(pieces.join(""))).toBe(true);
  expect(pieces.join("").length).toBeLessThan(whole.length);
  expect(usage.finishReason).toBe("length");
});

test("openai-compatible: the limit and the stop strings reach the server, which says that it cut", async () => {
  const limited = await modelsFor().get({ model: "limited", maxTokens: 7 });
  const { pieces, usage } = await run(limited, "Hello", undefined, 5_000, ["END"]);
  expect(pieces).toHaveLength(7);
  expect(usage).toEqual({ promptTokens: 11, completionTokens: 7, finishReason: "length" });
  const request = upstream.requests.find(({ body }) => body.model === "limited");
  expect(request?.body).toMatchObject({ max_tokens: 7, stop: ["END"] });
  await run(await modelsFor().get({ model: "unlimited" }), "Hello");
  const plain = upstream.requests.find(({ body }) => body.model === "unlimited");
  expect(plain?.body).not.toHaveProperty("max_tokens");
  expect(plain?.body).not.toHaveProperty("stop");
});

test("openai-compatible: of many stop strings the server is given what it takes, and all are heeded", async () => {
  const stop = ["a!", "b!", "c!", "d!", "word2"];
  const { pieces, usage } = await run(await modelsFor().get({ model: "many" }), "[[HOLD]]", undefined, 5_000, stop);
  expect(pieces.join("")).toBe("word0 word1 ");
  expect(usage).toEqual({ promptTokens: null, completionTokens: null, finishReason: "stop" });
  const request = upstream.requests.find(({ body }) => body.model === "many");
  expect(request?.body.stop).toEqual(stop.slice(0, 4));
  // The server would still be waiting to go on.
  await request?.closed;
  await run(await modelsFor().get({ model: "openai/o3" }), "Hello", undefined, 5_000, ["END"]);
  expect(upstream.requests.find(({ body }) => body.model === "openai/o3")?.body).not.toHaveProperty("stop");
});

test("reasoning is not searched for stop strings", async () => {
  const { pieces } = await run(await modelsFor().get({}), "[[THINK]]", undefined, 5_000, ["me", "word1"]);
  expect(pieces.join("")).toBe("<think>let me see</think>word0 ");
});

test("builtin: the smallest limit still leaves a character", async () => {
  const { pieces, usage } = await run(await modelsFor().get({ provider: "builtin", maxTokens: 1 }), "How many cats?");
  expect(pieces.join("")).not.toBe("");
  expect(usage.finishReason).toBe("length");
});

test("the same choice is the same model, another is not", async () => {
  const models = modelsFor();
  expect(await models.get({})).toBe(await models.get({ provider: "openai-compatible", model: "test-model" }));
  expect(await models.get({ temperature: 1 })).not.toBe(await models.get({}));
  // Nothing about the built-in answerer is left to chance.
  expect(await models.get({ provider: "builtin", temperature: 1 })).toBe(await models.get({ provider: "builtin" }));
});

test("builtin: without passages it says what it can do, and invoking is the same as streaming", async () => {
  const model = await modelsFor().get({ provider: "builtin" });
  expect((await model.langchain.invoke([new HumanMessage("Cats?")])).text).toContain("can only quote your documents");
  const { pieces } = await run(model, "How many cats did the keeper have?");
  expect(
    (await model.langchain.invoke([new HumanMessage("How many cats did the keeper have?")], { passages } as object))
      .text,
  ).toBe(pieces.join(""));
});

test("openai-compatible: the request is what was asked for, and the usage what the server says", async () => {
  const { pieces, usage } = await run(await modelsFor().get({ model: "other-model", temperature: 0.25 }), "Hello");
  expect(pieces.join("")).toBe(upstream.answer);
  expect(usage).toEqual({ promptTokens: 11, completionTokens: 20, finishReason: "stop" });
  expect((await run(await modelsFor().get({}), "[[UNCOUNTED]]")).usage).toEqual({
    promptTokens: null,
    completionTokens: null,
    finishReason: "stop",
  });
  const request = upstream.requests.find(({ body }) => body.model === "other-model");
  expect(request).toMatchObject({
    path: "/v1/chat/completions",
    headers: { authorization: "Bearer sk-the-configured-key" },
    body: { temperature: 0.25, messages: [{ role: "user", content: "Hello" }] },
  });
  expect(request?.body).not.toHaveProperty("passages");
});

test("openai-compatible: an abort closes the connection", async () => {
  const abort = new AbortController();
  const model = await modelsFor().get({});
  let text = "";
  for await (const piece of streamAnswer(model, {
    messages: [new HumanMessage("[[HOLD]]")],
    passages,
    stop: [],
    signal: abort.signal,
    silenceMs: 5_000,
  })) {
    text += piece;
    if (text === "word0 word1 word2") abort.abort();
  }
  await upstream.requests.at(-1)?.closed;
  expect(text).toBe("word0 word1 word2");
});

test.each([
  ["[[FAIL]]", "UPSTREAM_ERROR", "500"],
  ["[[DENY]]", "UPSTREAM_UNAUTHORIZED", "credentials"],
  ["[[MISSING]]", "UPSTREAM_MODEL_NOT_FOUND", "does not have the model"],
  ["[[LIMIT]]", "UPSTREAM_RATE_LIMITED", "too many requests"],
  ["[[CUT]]", "UPSTREAM_INTERRUPTED", "ended its answer early"],
  ["[[STUMP]]", "UPSTREAM_INTERRUPTED", "ended its answer early"],
])("openai-compatible: %s is %s, asked once, whose message is safe", async (question, code, said) => {
  const before = upstream.requests.length;
  const error: unknown = await run(await modelsFor().get({}), question).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({ kind: "upstream", code, message: expect.stringContaining(said) });
  expect((error as Error).message).not.toMatch(/sk-|secret|internal\.example|https?:/);
  expect(upstream.requests).toHaveLength(before + 1);
});

test("openai-compatible: silence is a timeout, and closes the connection", async () => {
  const error: unknown = await run(await modelsFor().get({}), "[[SILENT]]", undefined, 50).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamTimeoutError);
  expect(error).toMatchObject({ kind: "timeout", code: "UPSTREAM_TIMEOUT" });
  await upstream.requests.at(-1)?.closed;
});

test("openai-compatible: nobody listening is an upstream error", async () => {
  for (const LLM_BASE_URL of ["http://127.0.0.1:9/v1", "http://user:secret@127.0.0.1:9/v1"]) {
    const model = await modelsFor({ LLM_BASE_URL }).get({});
    await expect(run(model, "Hello")).rejects.toMatchObject({
      code: "UPSTREAM_UNREACHABLE",
      message: "The model's server cannot be reached.",
    });
  }
});

test("openai-compatible: reasoning, nothing, and unruly characters come as they are", async () => {
  const model = await modelsFor().get({});
  expect((await run(model, "[[THINK]]")).pieces.slice(0, 3)).toEqual(["<think>let me ", "see", "</think>word0"]);
  expect((await run(model, "[[EMPTY]]")).pieces).toEqual([]);
  // Halves of a pair do not survive UTF-8 as such; what arrives is joined and cleaned by the live text.
  expect((await run(model, "[[ODD]]")).pieces.join("")).toMatch(/^a\0b .* 🚀 end$/u);
});
