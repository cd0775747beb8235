import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { buildKey } from "../support/people.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument } from "../support/world.js";

interface Changed {
  readonly newValues: Readonly<Record<string, unknown>>;
  readonly error: string | false;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "first-model",
    LLM_BASE_URL: "http://127.0.0.1:9/v1",
    LLM_API_KEY: "a-secret-of-the-environment",
  });
});
afterAll(() => server.stop());

const change = (body: unknown) => ok<Changed>(server, "/v1/system/update-env", { body });
const shown = async () => (await ok<{ settings: Record<string, unknown> }>(server, "/v1/system")).settings;
async function setting(name: string): Promise<unknown> {
  const { settings } = await data<{ settings: { name: string; value: unknown }[] }>(
    server,
    "{ settings { name value } }",
  );
  return settings.find((one) => one.name === name)?.value;
}

describe("the settings by AnythingLLM's names", () => {
  test("are shown with secrets as booleans, and without places on the server", async () => {
    const settings = await shown();
    expect(settings).toMatchObject({
      LLMProvider: "generic-openai",
      LLMModel: "first-model",
      GenericOpenAiModelPref: "first-model",
      GenericOpenAiBasePath: "http://127.0.0.1:9/v1",
      GenericOpenAiTokenLimit: "8192",
      GenericOpenAiKey: true,
      OpenAiKey: false,
      EmbeddingEngine: "native",
      VectorDB: "pgvector",
      MultiUserMode: false,
      SimpleSSOEnabled: true,
    });
    expect(JSON.stringify(settings)).not.toContain(server.dataDir);
    expect(JSON.stringify(settings)).not.toContain("a-secret-of-the-environment");
  });

  test("are changed, and shown as they are now", async () => {
    await expect(change({ GenericOpenAiTokenLimit: "16384" })).resolves.toEqual({
      newValues: { GenericOpenAiTokenLimit: "16384" },
      error: false,
    });
    expect(await setting("chatContextWindow")).toBe(16_384);
    expect(await shown()).toMatchObject({ GenericOpenAiTokenLimit: "16384" });
  });

  test("are changed singly: what is refused is told, and the rest holds", async () => {
    const { newValues, error } = await change({
      GenericOpenAiModelPref: "second-model",
      NoSuchKey: "1",
      EmbeddingEngine: "nope",
      VectorDB: "lancedb",
      AnthropicApiKey: "sk-ant-1",
      GenericOpenAiTokenLimit: "many",
    });
    expect(newValues).toEqual({ GenericOpenAiModelPref: "second-model" });
    for (const reason of [
      /NoSuchKey: there is no such setting/,
      /EmbeddingEngine: must be one of native, openai, generic-openai, ollama/,
      /VectorDB: vectors are in the instance's own database/,
      /AnthropicApiKey: needs LLMProvider anthropic/,
      /GenericOpenAiTokenLimit: must be a number/,
    ]) {
      expect(error).toMatch(reason);
    }
    expect(await setting("chatModel")).toBe("second-model");
    expect(await setting("embeddingProvider")).toBe("builtin");
  });

  test("a value beyond a setting's rule is refused under the name that was given", async () => {
    const { newValues, error } = await change({ GenericOpenAiTokenLimit: "1" });
    expect([newValues, error]).toEqual([{}, "GenericOpenAiTokenLimit: must be at least 512."]);
  });

  test("a provider comes with its model, address and key, or not at all", async () => {
    const before = await shown();
    const alone = await change({ LLMProvider: "anthropic", AnthropicModelPref: "a-model" });
    expect(alone.newValues).toEqual({});
    expect(alone.error).toMatch(/AnthropicApiKey: (is required|must be given anew) with.*LLMProvider/);
    expect(await shown()).toEqual(before);

    const whole = await change({
      LLMProvider: "anthropic",
      AnthropicModelPref: "a-model",
      AnthropicApiKey: "sk-ant-1",
    });
    expect(whole).toEqual({
      newValues: { LLMProvider: "anthropic", AnthropicModelPref: "a-model", AnthropicApiKey: "********" },
      error: false,
    });
    expect(await shown()).toMatchObject({ LLMProvider: "anthropic", AnthropicApiKey: true, GenericOpenAiKey: false });
    // A secret that comes back as it was shown stays.
    await expect(change({ AnthropicApiKey: "********" })).resolves.toEqual({ newValues: {}, error: false });
    expect(await shown()).toMatchObject({ AnthropicApiKey: true });
    const back = await change({
      LLMProvider: "generic-openai",
      GenericOpenAiModelPref: "third-model",
      GenericOpenAiBasePath: "http://127.0.0.1:9/v1",
      GenericOpenAiKey: "",
    });
    expect(back.error).toBe(false);
  });

  test("a value that is no text is 400, and nothing is changed by nothing", async () => {
    for (const value of [8_192, true, null, { a: 1 }]) {
      const answer = await rest(server, "/v1/system/update-env", { body: { GenericOpenAiTokenLimit: value } });
      expect([answer.status, answer.body]).toEqual([
        400,
        { newValues: {}, error: "GenericOpenAiTokenLimit: must be a text" },
      ]);
    }
    await expect(change({})).resolves.toEqual({ newValues: {}, error: false });
    await expect(change(JSON.parse('{"__proto__": "x", "toString": "x"}'))).resolves.toMatchObject({ newValues: {} });
  });
});

describe("the dump", () => {
  test("is a file of the data folder that nobody else reads, without secrets", async () => {
    await change({ GenericOpenAiKey: "a-secret-of-the-dump", GenericOpenAiModelPref: 'it\'s a "model"' });
    const answer = await rest(server, "/v1/system/env-dump");
    expect([answer.status, answer.type, answer.text]).toEqual([200, "text/plain; charset=utf-8", "OK"]);
    const path = join(server.dataDir, "settings.env");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const lines = (await readFile(path, "utf8")).split("\n");
    expect(lines).toContain("LLM_PROVIDER='openai-compatible'");
    expect(lines).toContain('LLM_MODEL=`it\'s a "model"`');
    expect(lines).toContain("# LLM_API_KEY: a secret that is set");
    expect(lines).toContain("# registrationOpen: false");
    expect(lines.join("\n")).not.toContain("a-secret-of-the-dump");
  });

  test("needs a key, and the admin scope", async () => {
    const nobody = await rest(server, "/v1/system/env-dump", { authorization: null });
    expect([nobody.status, nobody.body]).toEqual([403, { error: "No valid api key found." }]);
    const { rows } = await server.database.pool.query<{ id: number }>("SELECT id FROM app_user LIMIT 1");
    const { apiKey } = await buildKey(server, rows[0]?.id ?? 0, { scopes: ["write"] });
    const writer = await rest(server, "/v1/system/env-dump", { authorization: `Bearer ${apiKey}` });
    expect([writer.status, writer.body]).toEqual([403, { error: "This needs the admin scope." }]);
  });
});

test("vectors are counted: one for each chunk that is searched", async () => {
  const count = async () => (await ok<{ vectorCount: number }>(server, "/v1/system/vector-count")).vectorCount;
  const before = await count();
  const { id } = await buildDocument(server, "The lighthouse at Cape Verdant was built in 1873.");
  expect(await count()).toBe(before + 1);
  await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { __typename } }", { ids: [id] });
  expect(await count()).toBe(before);
});
