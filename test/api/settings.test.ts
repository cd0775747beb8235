import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { startOpenAiUpstream } from "../support/openai-upstream.js";
import { codeOf, fieldOf, mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Setting {
  readonly name: string;
  readonly value: unknown;
  readonly isSet: boolean;
  readonly isSecret: boolean;
  readonly source: string;
}

const fields = "settings { name value isSet isSecret source }";
const update = (values: Readonly<Record<string, unknown>>, reset: readonly string[] = []) =>
  mutate<Setting[]>(
    server,
    "updateSettings",
    { values: Object.entries(values).map(([name, value]) => ({ name, value })), reset },
    fields,
  );
async function read(name: string): Promise<Setting | undefined> {
  const { settings } = await data<{ settings: Setting[] }>(server, `{ ${fields} }`);
  return settings.find((setting) => setting.name === name);
}

test("a setting is changed, holds, and gets its default back", async () => {
  expect(await read("supportEmail")).toMatchObject({ value: null, isSet: false, source: "DEFAULT" });
  await update({ supportEmail: "help@example.com" });
  expect(await read("supportEmail")).toMatchObject({ value: "help@example.com", isSet: true, source: "DATABASE" });
  expect(await data(server, "{ instance { supportEmail } }")).toEqual({
    instance: { supportEmail: "help@example.com" },
  });
  await update({}, ["supportEmail"]);
  expect(await read("supportEmail")).toMatchObject({ value: null, source: "DEFAULT" });
});

test("changes are made all or none, and every fault is named", async () => {
  const answer = await update({
    supportEmail: "x",
    passwordMinimumLength: 3,
    nothing: 1,
    publicUrl: "https://a.example",
  });
  const message = answer.errors?.[0]?.message ?? "";
  expect(codeOf(answer)).toBe("BAD_USER_INPUT");
  for (const name of ["supportEmail", "passwordMinimumLength", "nothing"]) expect(message).toContain(name);
  expect(message).not.toContain("publicUrl");
  expect(await read("publicUrl")).toMatchObject({ value: null });
});

test("settings that contradict each other are refused together", async () => {
  const answer = await update({ chatProvider: "openai" });
  expect(answer.errors?.[0]?.message).toContain("chatModel");
  expect(answer.errors?.[0]?.message).toContain("chatApiKey");
  expect(await read("chatProvider")).toMatchObject({ value: "builtin" });
});

test("a secret is stored encrypted and never shown, not even when it is refused", async () => {
  const canary = "canary-9f1c77d2";
  const answers: unknown[] = [
    await update({ chatApiKey: canary }),
    await update({ mailUrl: `not-a-url-${canary}` }),
    await update({ chatApiKey: { [canary]: canary } }),
    await mutate(server, "updateSettings", { values: [{ name: "mailUrl", value: canary, more: 1 }] }, fields),
    await mutate(server, "testProvider", { kind: "CHAT", apiKey: [canary] }, "ok"),
    await data(server, `{ ${fields} }`),
  ];
  expect(await read("chatApiKey")).toMatchObject({ value: null, isSet: true, isSecret: true });
  expect(JSON.stringify(answers)).not.toContain(canary);
  for (const table of ["setting", "event_log"]) {
    const { rows } = await server.database.pool.query(`SELECT to_jsonb(${table})::text AS row FROM ${table}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(canary);
  }
  await update({}, ["chatApiKey"]);
});

test("another provider answers from the next question on, without a restart", async () => {
  const upstream = await startOpenAiUpstream();
  const { id } = await buildWorkspace(server);
  await buildDocument(server, "Seals bark at the third pier.", { workspaceIds: [id] });
  const before = await ask(server, { workspaceId: id, message: "Where do seals bark?" });
  expect(before.text).not.toContain("word0");
  try {
    await update({
      chatProvider: "openai-compatible",
      chatModel: "mock-model",
      chatBaseUrl: upstream.baseUrl,
      chatApiKey: "a key of the upstream",
    });
    const after = await ask(server, { workspaceId: id, message: "Where do seals bark?" });
    expect(after.text).toBe(upstream.answer);
    expect(upstream.requests.at(-1)?.headers["authorization"]).toBe("Bearer a key of the upstream");
  } finally {
    await update({}, ["chatProvider", "chatModel", "chatBaseUrl", "chatApiKey"]);
    await upstream.close();
  }
});

test("another embedder takes over; what was embedded before is still found by its words", async () => {
  const upstream = await startOpenAiUpstream();
  const { id } = await buildWorkspace(server);
  await buildDocument(server, "Herons nest in the old mill.", { workspaceIds: [id] });
  try {
    await update({
      embeddingProvider: "openai-compatible",
      embeddingModel: "mock-embedding",
      embeddingBaseUrl: upstream.baseUrl,
    });
    await buildDocument(server, "Otters sleep below the weir.", { workspaceIds: [id] });
    const search = (query: string) =>
      data<{ search: { hits: { text: string }[] } }>(
        server,
        "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
        { input: { workspaceId: id, query, similarityThreshold: 0 } },
      );
    expect((await search("herons mill")).search.hits[0]?.text).toContain("Herons");
    expect((await search("otters weir")).search.hits[0]?.text).toContain("Otters");
  } finally {
    await update({}, ["embeddingProvider", "embeddingModel", "embeddingBaseUrl"]);
    await upstream.close();
  }
});

test("a provider is tried before it is relied on, and the stored key goes to its own address alone", async () => {
  const upstream = await startOpenAiUpstream();
  const elsewhere = await startOpenAiUpstream();
  const attempt = (input: Readonly<Record<string, unknown>>) =>
    mutate<unknown>(server, "testProvider", input, "ok dimensions error { code message }");
  try {
    await update({
      chatProvider: "openai-compatible",
      chatModel: "mock-model",
      chatBaseUrl: upstream.baseUrl,
      chatApiKey: "kept to itself",
    });
    expect((await attempt({ kind: "CHAT" })).data).toMatchObject({ testProvider: { ok: true, error: null } });
    expect(upstream.requests.at(-1)?.headers["authorization"]).toBe("Bearer kept to itself");
    expect((await attempt({ kind: "CHAT", baseUrl: elsewhere.baseUrl })).data).toMatchObject({
      testProvider: { ok: true },
    });
    expect(JSON.stringify(elsewhere.requests.map(({ headers }) => headers))).not.toContain("kept to itself");
    const embedding = { provider: "openai-compatible", model: "mock", baseUrl: elsewhere.baseUrl };
    expect((await attempt({ kind: "EMBEDDING", ...embedding })).data).toMatchObject({
      testProvider: { ok: true, dimensions: 8 },
    });
    const nobody = await attempt({ kind: "CHAT", baseUrl: "http://127.0.0.1:1/v1" });
    expect(nobody.data).toMatchObject({ testProvider: { ok: false } });
    expect(codeOf(await attempt({ kind: "CHAT", provider: "no-such-provider" }))).toBe("BAD_USER_INPUT");
  } finally {
    await update({}, ["chatProvider", "chatModel", "chatBaseUrl", "chatApiKey"]);
    await upstream.close();
    await elsewhere.close();
  }
});

test("a provider that cannot be asked at all is refused with the field at fault", async () => {
  const attempt = async (input: Readonly<Record<string, unknown>>) => {
    const answer = await mutate<unknown>(server, "testProvider", { kind: "CHAT", ...input }, "ok");
    return [codeOf(answer), fieldOf(answer)];
  };
  expect(await attempt({ provider: "openai", model: "m" })).toEqual(["BAD_USER_INPUT", "apiKey"]);
  expect(await attempt({ provider: "openai", apiKey: "k" })).toEqual(["BAD_USER_INPUT", "model"]);
  const compatible = { provider: "openai-compatible", model: "m" };
  expect(await attempt(compatible)).toEqual(["BAD_USER_INPUT", "baseUrl"]);
  expect(await attempt({ ...compatible, baseUrl: "not an address" })).toEqual(["BAD_USER_INPUT", "baseUrl"]);
  expect(await attempt({ ...compatible, baseUrl: "http://u:p@127.0.0.1/v1" })).toEqual(["BAD_USER_INPUT", "baseUrl"]);
  const builtin = await mutate<unknown>(server, "testProvider", { kind: "EMBEDDING" }, "ok dimensions");
  expect(builtin.data).toMatchObject({ testProvider: { ok: true, dimensions: expect.any(Number) } });
});

test("settings are the administrators'", async () => {
  const { createApiKey } = await data<{ createApiKey: { secret: string } }>(
    server,
    'mutation { createApiKey(input: { name: "Writer", scopes: [WRITE] }) { secret } }',
  );
  const answer = await request(server, `{ ${fields} }`, {}, `Bearer ${createApiKey.secret}`);
  expect(codeOf(answer)).toBe("FORBIDDEN");
});
