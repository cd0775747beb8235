import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ChatModels } from "../../src/providers/index.js";
import { modelsOn, run } from "../support/chat-models.js";
import { withEnvironment } from "../support/env.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";

let upstream: OpenAiUpstream;
const modelsFor = (settings: Parameters<typeof modelsOn>[1] = {}) => modelsOn(upstream, settings);

beforeAll(async () => {
  upstream = await startOpenAiUpstream();
});
afterAll(() => upstream.close());

test("workspaces may name vendors beside the instance's own, once their keys are set", async () => {
  const settings = {
    otherVendors: {
      anthropic: { baseUrl: null, apiKey: "anthropics-key" },
      openai: { baseUrl: null, apiKey: null },
      ollama: { baseUrl: "http://ollama.test:11434", apiKey: null },
    },
  };
  const models = modelsFor(settings);
  expect(await models.get({ provider: "anthropic", model: "claude-sonnet-4-5" })).toMatchObject({
    provider: "anthropic",
    contextWindow: 200_000,
    tokenizer: "estimate",
  });
  expect(await models.get({ provider: "ollama", model: "llama3" })).toMatchObject({ contextWindow: 8_192 });
  await expect(models.get({ provider: "openai", model: "gpt-4o" })).rejects.toMatchObject({ field: "chatProvider" });
  await expect(modelsFor().get({ provider: "anthropic", model: "claude" })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
  });
  // Its own address and key are for the instance's own vendor alone.
  const own = new ChatModels({
    LLM_PROVIDER: "anthropic",
    LLM_MODEL: "claude-sonnet-4-5",
    LLM_API_KEY: "anthropics-key",
    LLM_CONTEXT_WINDOW: 8_192,
    LLM_TIMEOUT_SECONDS: 5,
    otherVendors: { "openai-compatible": { baseUrl: upstream.baseUrl, apiKey: "sk-the-second-key" } },
  });
  await run(await own.get({ provider: "openai-compatible", model: "second-vendor" }), "Hello");
  const request = upstream.requests.find(({ body }) => body.model === "second-vendor");
  expect(request?.headers["authorization"]).toBe("Bearer sk-the-second-key");
});

test("windows of the instance's model are as set; those of others of its vendor as they are known", async () => {
  const models = new ChatModels({
    LLM_PROVIDER: "openai",
    LLM_MODEL: "gpt-4o",
    LLM_API_KEY: "key",
    LLM_CONTEXT_WINDOW: 30_000,
    LLM_TIMEOUT_SECONDS: 5,
  });
  const windows = await Promise.all(
    ["gpt-4o", "gpt-4", "gpt-4.1-mini", "o3-mini", "gpt-3.5-turbo", "ft:own"].map(async (model) => {
      const { contextWindow } = await models.get({ model });
      return contextWindow;
    }),
  );
  expect(windows).toEqual([30_000, 8_192, 1_047_576, 200_000, 16_385, 30_000]);
});

test("environment variables of the vendors' own have no say", async () => {
  const elsewhere = await startOpenAiUpstream();
  const variables = {
    OPENAI_API_KEY: "sk-from-the-environment",
    OPENAI_BASE_URL: elsewhere.baseUrl,
    OPENAI_ORG_ID: "org-from-the-environment",
    OPENAI_PROJECT_ID: "project-from-the-environment",
    LANGSMITH_TRACING: "true",
    LANGSMITH_ENDPOINT: elsewhere.baseUrl,
    LANGSMITH_API_KEY: "ls-from-the-environment",
    LANGSMITH_GATEWAY: elsewhere.baseUrl,
  };
  await withEnvironment(variables, async () => {
    const models = modelsFor();
    expect((await run(await models.get({ model: "environment" }), "Hello")).pieces.join("")).toBe(upstream.answer);
  });
  const request = upstream.requests.find(({ body }) => body.model === "environment");
  expect(JSON.stringify(request?.headers)).not.toContain("from-the-environment");
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.close();
});

test("a provider that is unknown or not set up, and a missing model, are faults of the input", async () => {
  const models = modelsFor({ LLM_PROVIDER: "builtin" });
  for (const choice of [
    { provider: "nobody" },
    { provider: "openai", model: "x" },
    { provider: "anthropic", model: "x" },
  ]) {
    await expect(models.get(choice)).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "chatProvider" });
  }
  await expect(models.get({ provider: "ollama" })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    field: "chatModel",
  });
});
