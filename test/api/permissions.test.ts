import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function buildKey(scopes: readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  const query =
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id prefix scopes } } }";
  const answer = await data<{ createApiKey: { secret: string; apiKey: { id: string; prefix: string } } }>(
    server,
    query,
    {
      input: { name: "A key", scopes, ...more },
    },
  );
  return answer.createApiKey;
}

const as = (secret: string, query: string, variables: Record<string, unknown> = {}) =>
  request(server, query, variables, `Bearer ${secret}`);
const codeOf = (answer: { errors?: readonly { extensions: Readonly<Record<string, unknown>> }[] }) =>
  answer.errors?.[0]?.extensions["code"];

test("a key does what its scope says, and what the scopes below say", async () => {
  const reader = await buildKey(["READ"]);
  const writer = await buildKey(["WRITE"]);
  const read = "{ workspaces(first: 1) { totalCount } }";
  const write = 'mutation { createWorkspace(input: { name: "By a writer" }) { workspace { id } } }';
  const administer = "{ apiKeys(first: 1) { totalCount } }";
  expect([
    codeOf(await as(reader.secret, read)),
    codeOf(await as(reader.secret, write)),
    codeOf(await as(reader.secret, administer)),
  ]).toEqual([undefined, "FORBIDDEN", "FORBIDDEN"]);
  expect([
    codeOf(await as(writer.secret, read)),
    codeOf(await as(writer.secret, write)),
    codeOf(await as(writer.secret, administer)),
  ]).toEqual([undefined, undefined, "FORBIDDEN"]);
});

test("a key without the admin scope cannot see keys or embeds by their ids either", async () => {
  const reader = await buildKey(["READ"]);
  const answer = await as(reader.secret, "query ($id: ID!) { node(id: $id) { id } }", { id: reader.apiKey.id });
  expect(answer.data).toEqual({ node: null });
});

test("a revoked key stops at once, and stays in the list", async () => {
  const key = await buildKey(["READ"]);
  await data(server, "mutation ($id: ID!) { revokeApiKey(apiKeyId: $id) { apiKey { revokedAt } } }", {
    id: key.apiKey.id,
  });
  const answer = await as(key.secret, "{ viewer { scopes } }");
  expect([answer.status, codeOf(answer)]).toEqual([401, "UNAUTHENTICATED"]);
  const { node } = await data<{ node: { revokedAt: string } }>(
    server,
    "query ($id: ID!) { node(id: $id) { ... on ApiKey { revokedAt } } }",
    {
      id: key.apiKey.id,
    },
  );
  expect(Date.parse(node.revokedAt)).toBeLessThanOrEqual(Date.now());
});

test("a suspended owner's keys stop at once", async () => {
  const other = await startTestServer();
  try {
    await other.database.pool.query("UPDATE app_user SET suspended = true");
    const answer = await request(other, "{ viewer { scopes } }");
    expect(answer.status).toBe(401);
  } finally {
    await other.stop();
  }
});

test("secrets are nowhere but in the answer that makes them", async () => {
  const key = await buildKey(["READ"]);
  expect(key.secret.startsWith(key.apiKey.prefix)).toBe(true);
  const stored = await server.database.pool.query("SELECT to_jsonb(api_key)::text AS row FROM api_key");
  expect(JSON.stringify(stored.rows)).not.toContain(key.secret);
});

test("the viewer is who the key says", async () => {
  const { viewer } = await data<{ viewer: unknown }>(
    server,
    "{ viewer { user { username role } apiKey { name } scopes } }",
  );
  expect(viewer).toEqual({
    user: { username: "owner", role: "ADMIN" },
    apiKey: { name: "First key" },
    scopes: ["READ", "WRITE", "ADMIN"],
  });
});

test("embeds are made for origins, and say so", async () => {
  const { id } = await buildWorkspace(server);
  const { createEmbed } = await data<{ createEmbed: unknown }>(
    server,
    "mutation ($input: CreateEmbedInput!) { createEmbed(input: $input) { embed { enabled chatMode allowedOrigins maxChatsPerDay workspace { id } } } }",
    {
      input: {
        workspaceId: id,
        allowedOrigins: ["https://Example.com/path", "https://example.com"],
        maxChatsPerDay: 5,
      },
    },
  );
  expect(createEmbed).toEqual({
    embed: {
      enabled: true,
      chatMode: "QUERY",
      allowedOrigins: ["https://example.com"],
      maxChatsPerDay: 5,
      workspace: { id },
    },
  });
});
