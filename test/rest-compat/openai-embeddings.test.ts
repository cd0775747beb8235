import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ok, rest } from "../support/rest-client.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import { startTestServer, type TestServer } from "../support/server.js";

let upstream: OpenAiUpstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await startOpenAiUpstream();
  server = await startTestServer({
    EMBEDDING_PROVIDER: "openai-compatible",
    EMBEDDING_MODEL: "test-embedding",
    EMBEDDING_BASE_URL: upstream.baseUrl,
  });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

interface Embeddings {
  readonly object: string;
  readonly data: readonly { readonly object: string; readonly embedding: number[] | string; readonly index: number }[];
  readonly model: string;
  readonly usage: { readonly prompt_tokens: number; readonly total_tokens: number };
}

const embed = (body: object) => ok<Embeddings>(server, "/v1/openai/embeddings", { body });
/** What the model was last asked to embed. */
const lastInput = () => upstream.requests.at(-1)?.body.input;

test("a text, and a list of texts, in order", async () => {
  const one = await embed({ input: "hello", model: null });
  expect(one).toMatchObject({ object: "list", model: "test-embedding", data: [{ object: "embedding", index: 0 }] });
  expect(one.usage.prompt_tokens).toBeGreaterThan(0);
  expect(one.usage.total_tokens).toBe(one.usage.prompt_tokens);
  const many = await embed({ input: ["world", "hello"] });
  expect(many.data.map(({ index }) => index)).toEqual([0, 1]);
  expect(many.data[1]?.embedding).toEqual(one.data[0]?.embedding);
});

test("older AnythingLLM servers call the texts `inputs`", async () => {
  await embed({ inputs: ["hello"] });
  expect(lastInput()).toEqual(["hello"]);
});

test("base64 holds the same numbers as 32-bit floats", async () => {
  const [{ embedding: floats } = { embedding: [] }] = (await embed({ input: "hello" })).data;
  const [{ embedding: text } = { embedding: "" }] = (await embed({ input: "hello", encoding_format: "base64" })).data;
  const bytes = Buffer.from(String(text), "base64");
  const decoded = Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
  expect(decoded).toEqual((floats as number[]).map(Math.fround));
});

test("tokens are decoded by the vocabulary of OpenAI's embedding models", async () => {
  // "hello world" and "heron" in cl100k_base, as OpenAI's tokenizer gives them.
  await embed({ input: [15339, 1917] });
  expect(lastInput()).toEqual(["hello world"]);
  await embed({
    input: [
      [15339, 1917],
      [1964, 263],
    ],
  });
  expect(lastInput()).toEqual(["hello world", expect.any(String)]);
});

test.each([
  ["nothing", {}, "input"],
  ["an empty list", { input: [] }, "input"],
  ["an empty text", { input: "" }, "input"],
  ["a number", { input: 5 }, "input"],
  ["texts and numbers", { input: ["a", 5] }, "input"],
  ["a token that there is not", { input: [199_999] }, "input"],
  ["too long a text", { input: "a".repeat(50_001) }, "input"],
  ["too many texts", { input: Array.from({ length: 2_049 }, () => "a") }, "input"],
  ["too much text", { input: Array.from({ length: 41 }, () => "a".repeat(50_000)) }, "input"],
  ["another number of dimensions", { input: "a", dimensions: 256 }, "dimensions"],
  ["an unknown encoding", { input: "a", encoding_format: "hex" }, "encoding_format"],
])("%s is refused, and the model is not asked", async (_name, body, param) => {
  await embed({ input: "the model has been asked for its dimensions" });
  const before = upstream.requests.length;
  await expect(rest(server, "/v1/openai/embeddings", { body })).resolves.toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error", param: expect.stringMatching(new RegExp(`^${param}`)) } },
  });
  expect(upstream.requests).toHaveLength(before);
});

test("the number of dimensions may be named when it is right", async () => {
  const { data } = await embed({ input: "a", dimensions: 8 });
  expect(data[0]?.embedding).toHaveLength(8);
});

test("a model that refuses its key is the server's fault, not the client's", async () => {
  await expect(rest(server, "/v1/openai/embeddings", { body: { input: "[[DENY]]" } })).resolves.toMatchObject({
    status: 502,
    body: { error: { type: "server_error" } },
  });
});
