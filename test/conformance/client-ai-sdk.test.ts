import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, embed, embedMany, generateText, streamText } from "ai";
import { buildModel } from "../support/models.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
let model: string;
beforeAll(async () => {
  server = await startTestServer();
  model = await buildModel(server);
});
afterAll(() => server.stop());

const provider = (apiKey = server.apiKey) =>
  createOpenAICompatible({ name: "docent", apiKey, baseURL: `${server.url}/v1/openai`, includeUsage: true });
const prompt = "Who was the keeper of the lighthouse?";

test("generateText asks", async () => {
  const { text, usage, finishReason } = await generateText({
    model: provider()(model),
    system: "Be brief.",
    prompt,
    temperature: 0.2,
    maxRetries: 0,
  });
  expect(text).toContain("Ada Moreau");
  expect(finishReason).toBe("stop");
  expect(usage.totalTokens).toBeGreaterThan(0);
});

test("streamText streams", async () => {
  const result = streamText({ model: provider()(model), prompt, maxRetries: 0 });
  const pieces: string[] = [];
  for await (const piece of result.textStream) pieces.push(piece);
  expect(pieces.join("")).toContain("Ada Moreau");
  expect(pieces.length).toBeGreaterThan(1);
  expect(await result.finishReason).toBe("stop");
  expect((await result.usage).totalTokens).toBeGreaterThan(0);
});

test("embed and embedMany embed", async () => {
  const embedding = provider().embeddingModel("any");
  const one = await embed({ model: embedding, value: "herons eat frogs", maxRetries: 0 });
  const many = await embedMany({ model: embedding, values: ["winter", "herons eat frogs"], maxRetries: 0 });
  expect(many.embeddings).toHaveLength(2);
  expect(many.embeddings[1]).toEqual(one.embedding);
  expect(many.usage.tokens).toBeGreaterThan(0);
});

test("what is refused is an APICallError with the server's words", async () => {
  const failureOf = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!APICallError.isInstance(error)) throw new Error(`not the client's own error: ${String(error)}`);
    return error;
  };
  const unknown = await failureOf(generateText({ model: provider()("nope"), prompt, maxRetries: 0 }));
  expect(unknown).toMatchObject({ statusCode: 404, isRetryable: false, message: expect.stringContaining("'nope'") });
  expect(unknown.data).toMatchObject({ error: { code: "model_not_found", param: "model" } });
  const wrongKey = await failureOf(generateText({ model: provider("wrong")(model), prompt, maxRetries: 0 }));
  expect(wrongKey).toMatchObject({ statusCode: 403, isRetryable: false, message: "No valid api key found." });
  const refused = await failureOf(generateText({ model: provider()(model), prompt, topP: 0.5, maxRetries: 0 }));
  expect(refused).toMatchObject({ statusCode: 400, message: expect.stringContaining("'top_p'") });
});
