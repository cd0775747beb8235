import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { EmbeddingModels } from "../../src/providers/index.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";

let upstream: OpenAiUpstream;

beforeAll(async () => {
  upstream = await startOpenAiUpstream();
});
afterAll(() => upstream.close());

const build = (settings: Partial<ConstructorParameters<typeof EmbeddingModels>[0]> = {}) =>
  new EmbeddingModels({
    EMBEDDING_PROVIDER: "openai-compatible",
    EMBEDDING_MODEL: "test-embedding",
    EMBEDDING_BASE_URL: upstream.baseUrl,
    EMBEDDING_API_KEY: "sk-the-configured-key",
    EMBEDDING_BATCH_SIZE: 3,
    ...settings,
  });

const texts = ["one", "two", "", "four", "five", "six", "seven"];

for (const provider of ["builtin", "openai-compatible"] as const) {
  test(`${provider}: gives one vector for each text, in order, of the space's dimensions`, async () => {
    const model = await build({ EMBEDDING_PROVIDER: provider }).get();
    const vectors = await model.embedDocuments(texts);
    expect(vectors.map((vector) => vector.length)).toEqual(texts.map(() => model.space.dimensions));
    const alone = await Promise.all(texts.map((text) => model.embedDocuments([text])));
    expect(alone.flat()).toEqual(vectors);
    expect(await model.embedQuery("two")).toHaveLength(model.space.dimensions);
    expect(await model.embedDocuments([])).toEqual([]);
    expect(model.space.provider).toBe(provider);
    expect(model.space.version).not.toBe("");
  });
}

test("openai-compatible: texts travel in batches, with the configured key", async () => {
  const models = build();
  const model = await models.get();
  expect(await models.get()).toBe(model);
  expect(model.space).toEqual({ provider: "openai-compatible", model: "test-embedding", dimensions: 8, version: "1" });
  const before = upstream.requests.length;
  await model.embedDocuments(texts);
  const sent = upstream.requests.slice(before);
  expect(sent.map(({ body }) => body.input?.length)).toEqual([3, 3, 1]);
  for (const { headers } of sent) expect(headers["authorization"]).toBe("Bearer sk-the-configured-key");
});

test("openai-compatible: a busy server is asked again; a refusal is not", async () => {
  const model = await build().get();
  expect(await model.embedDocuments(["[[BUSY]]"])).toHaveLength(1);
  const before = upstream.requests.length;
  await expect(model.embedDocuments(["[[DENY]]"])).rejects.toMatchObject({
    code: "UPSTREAM_UNAUTHORIZED",
    message: expect.stringContaining("credentials"),
  });
  expect(upstream.requests).toHaveLength(before + 1);
});

test("openai-compatible: vectors of other dimensions are refused", async () => {
  const model = await build().get();
  await expect(model.embedQuery("[[SHORT]]")).rejects.toMatchObject({
    code: "UPSTREAM_ERROR",
    message: expect.stringContaining("8 dimensions"),
  });
});

test("openai-compatible: an abort gives up between attempts", async () => {
  const model = await build().get();
  await expect(model.embedDocuments(["x"], { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
    "enough",
  );
});
