import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request, type Target } from "../support/graphql-client.js";
import { buildKey, buildPerson, codeOf, fieldOf, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

const keyFields =
  "secret apiKey { id name prefix kind scopes expiresAt previousExpiresAt workspaces { id } owner { id } }";
interface Key {
  readonly secret: string;
  readonly apiKey: {
    readonly id: string;
    readonly prefix: string;
    readonly expiresAt: string | null;
    readonly workspaces: readonly { readonly id: string }[] | null;
  };
}

const create = (by: Target, input: Readonly<Record<string, unknown>>) =>
  mutate<Key>(by, "createApiKey", { name: "New", scopes: ["READ"], ...input }, keyFields);
const rotate = (by: Target, input: Readonly<Record<string, unknown>>) =>
  mutate<Key>(by, "rotateApiKey", input, keyFields);
const statusOf = async (secret: string) =>
  (await request(server, "{ viewer { credential } }", {}, `Bearer ${secret}`)).status;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe("a new key", () => {
  test("has an owner, and only the workspaces that it names", async () => {
    const workspace = await buildWorkspace(server);
    await buildWorkspace(server);
    const made = (await create(server, { workspaceIds: [workspace.id] })).data?.["createApiKey"];
    expect(made?.apiKey).toMatchObject({ workspaces: [{ id: workspace.id }], owner: { id: admin.id } });
    const seen = await request(server, "{ workspaces(first: 9) { nodes { id } } }", {}, `Bearer ${made?.secret}`);
    expect(seen.data).toEqual({ workspaces: { nodes: [{ id: workspace.id }] } });
  });

  test("is no more than the key that makes it", async () => {
    const [inside, outside] = [await buildWorkspace(server), await buildWorkspace(server)];
    const expiresAt = new Date(inDays(2));
    const limited = await buildKey(server, admin.databaseId, { workspaceIds: [inside.databaseId], expiresAt });
    const inherited = (await create(limited, {})).data?.["createApiKey"]?.apiKey;
    expect(inherited).toMatchObject({ workspaces: [{ id: inside.id }], expiresAt: expiresAt.toISOString() });
    const beyond = await create(limited, { workspaceIds: [inside.id, outside.id] });
    expect([codeOf(beyond), fieldOf(beyond)]).toEqual(["NOT_FOUND", "workspaceIds"]);
    const longer = await create(limited, { expiresAt: inDays(3) });
    expect([codeOf(longer), fieldOf(longer)]).toEqual(["FORBIDDEN", "expiresAt"]);
    expect(codeOf(await create(limited, { expiresAt: inDays(1) }))).toBeUndefined();
  });

  test("reaches no workspace that its owner does not", async () => {
    const foreign = await buildWorkspace(server);
    const person = await buildPerson(server);
    expect(codeOf(await create(person, { workspaceIds: [foreign.id] }))).toBe("NOT_FOUND");
    const made = (await create(person, { scopes: ["ADMIN"] })).data?.["createApiKey"];
    const answer = await request(server, "{ users(first: 1) { nodes { id } } }", {}, `Bearer ${made?.secret}`);
    expect(codeOf(answer)).toBe("FORBIDDEN");
  });

  test("for a browser extension reads and adds documents, and manages nothing", async () => {
    const answer = await mutate<Key>(server, "createBrowserExtensionKey", { name: "Firefox" }, keyFields);
    const made = answer.data?.["createBrowserExtensionKey"];
    expect(made?.apiKey).toMatchObject({ kind: "BROWSER_EXTENSION", scopes: ["READ", "WRITE"] });
    expect(made?.secret).toMatch(/^docent_ext_/);
    expect(made?.secret.startsWith(made.apiKey.prefix)).toBe(true);
    const by = { url: server.url, apiKey: made?.secret ?? "" };
    expect(await data(by, "{ viewer { credential } }")).toEqual({ viewer: { credential: "BROWSER_EXTENSION_KEY" } });
    expect(
      codeOf(await request(by, '{ workspaces(first: 1, filter: { search: "x" }) { nodes { id } } }')),
    ).toBeUndefined();
    expect(codeOf(await create(by, {}))).toBe("FORBIDDEN");
  });
});

describe("rotation", () => {
  test("gives a new secret, and lets the old one work until the grace is over", async () => {
    const key = await buildKey(server, admin.databaseId);
    const rotated = (await rotate(server, { apiKeyId: key.keyId, graceSeconds: 600 })).data?.["rotateApiKey"];
    expect(rotated?.secret).not.toBe(key.apiKey);
    expect([await statusOf(key.apiKey), await statusOf(rotated?.secret ?? "")]).toEqual([200, 200]);
    await server.database.pool.query("UPDATE api_key SET previous_expires_at = now() WHERE previous_hash IS NOT NULL");
    expect([await statusOf(key.apiKey), await statusOf(rotated?.secret ?? "")]).toEqual([401, 200]);
  });

  test("without grace ends the old secret at once, and a second rotation ends the first one's", async () => {
    const key = await buildKey(server, admin.databaseId);
    const first = (await rotate(server, { apiKeyId: key.keyId, graceSeconds: 0 })).data?.["rotateApiKey"];
    expect(await statusOf(key.apiKey)).toBe(401);
    const second = (await rotate(server, { apiKeyId: key.keyId, graceSeconds: 60 })).data?.["rotateApiKey"];
    const third = (await rotate(server, { apiKeyId: key.keyId, graceSeconds: 60 })).data?.["rotateApiKey"];
    const works = [];
    for (const made of [first, second, third]) works.push(await statusOf(made?.secret ?? ""));
    expect(works).toEqual([401, 200, 200]);
  });

  test("is open to the key itself by its present secret, and to no secret before it", async () => {
    const key = await buildKey(server, admin.databaseId);
    const answer = await rotate(key, { currentSecret: key.apiKey, name: "Renewed" });
    expect(answer.data?.["rotateApiKey"]?.apiKey).toMatchObject({ id: key.keyId, name: "Renewed" });
    expect(await statusOf(key.apiKey)).toBe(200);
    expect(codeOf(await rotate(key, { apiKeyId: key.keyId }))).toBe("FORBIDDEN");
    expect(codeOf(await rotate(key, { currentSecret: key.apiKey }))).toBe("NOT_FOUND");
  });

  test("lends a limited key nothing of a stronger one, and an administrator nobody's name", async () => {
    const workspace = await buildWorkspace(server);
    const limited = await buildKey(server, admin.databaseId, { workspaceIds: [workspace.databaseId] });
    const strong = await buildKey(server, admin.databaseId);
    expect(codeOf(await rotate(limited, { apiKeyId: strong.keyId }))).toBe("FORBIDDEN");
    const person = await buildPerson(server);
    const theirs = await buildKey(server, person.databaseId);
    expect(codeOf(await rotate(server, { apiKeyId: theirs.keyId }))).toBe("FORBIDDEN");
    expect(codeOf(await rotate(person, { apiKeyId: strong.keyId }))).toBe("NOT_FOUND");
  });

  test("by many at once happens one after the other, or not at all", async () => {
    const key = await buildKey(server, admin.databaseId);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => rotate(server, { apiKeyId: key.keyId, graceSeconds: 0 })),
    );
    const secrets = answers.flatMap((answer) => answer.data?.["rotateApiKey"]?.secret ?? []);
    const works = await Promise.all(secrets.map(statusOf));
    expect(works.filter((status) => status === 200)).toHaveLength(1);
  });

  test.each([
    [{ graceSeconds: 604_801 }, "graceSeconds"],
    [{ graceSeconds: -1 }, "graceSeconds"],
    [{ currentSecret: "both" }, "apiKeyId"],
  ])("refuses %j", async (input, field) => {
    const key = await buildKey(server, admin.databaseId);
    const answer = await rotate(server, { apiKeyId: key.keyId, ...input });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
  });
});

describe("a key", () => {
  const update = (by: Target, input: Readonly<Record<string, unknown>>) =>
    mutate<{ apiKey: object }>(by, "updateApiKey", input, "apiKey { name scopes expiresAt }");

  test("is renamed, ended and narrowed, and never widened", async () => {
    const key = await buildKey(server, admin.databaseId, { scopes: ["write"] });
    const expiresAt = inDays(5);
    const narrowed = await update(server, { apiKeyId: key.keyId, name: "Reader", scopes: ["READ"], expiresAt });
    expect(narrowed.data?.["updateApiKey"]?.apiKey).toEqual({ name: "Reader", scopes: ["READ"], expiresAt });
    expect(codeOf(await update(server, { apiKeyId: key.keyId, scopes: ["WRITE"] }))).toBe("FORBIDDEN");
    const endless = await update(server, { apiKeyId: key.keyId, expiresAt: null });
    expect(endless.data?.["updateApiKey"]?.apiKey).toEqual({ name: "Reader", scopes: ["READ"], expiresAt: null });
  });

  test("that is revoked stays so, with both its secrets", async () => {
    const key = await buildKey(server, admin.databaseId);
    const rotated = (await rotate(server, { apiKeyId: key.keyId })).data?.["rotateApiKey"];
    await data(server, "mutation ($id: ID!) { revokeApiKey(apiKeyId: $id) { apiKey { id } } }", { id: key.keyId });
    expect([await statusOf(key.apiKey), await statusOf(rotated?.secret ?? "")]).toEqual([401, 401]);
    expect(codeOf(await rotate(server, { apiKeyId: key.keyId }))).toBe("CONFLICT");
    expect(codeOf(await update(server, { apiKeyId: key.keyId, name: "Alive" }))).toBe("CONFLICT");
  });

  test("is seen by its owner and by administrators", async () => {
    const person = await buildPerson(server);
    const key = await buildKey(server, person.databaseId);
    const list = (by: Target, filter: object | null) =>
      data<{ apiKeys: { nodes: { id: string }[] } }>(
        by,
        "query ($filter: ApiKeyFilterInput) { apiKeys(first: 100, filter: $filter) { nodes { id owner { id } } } }",
        { filter },
      );
    const own = (await list(person, null)).apiKeys.nodes;
    expect(own.map(({ id }) => id)).toContain(key.keyId);
    expect(new Set(own.map((one) => JSON.stringify({ ...one, id: "" }))).size).toBe(1);
    expect((await list(server, { ownerId: person.id })).apiKeys.nodes).toEqual(own);
    expect((await list(person, { ownerId: admin.id })).apiKeys.nodes).toEqual([]);
  });

  test("can be checked by anybody, who learns whether it works and no more", async () => {
    const key = await buildKey(server, admin.databaseId);
    const verify = async (secret: string) =>
      (await mutate(server, "verifyApiKey", { secret }, "valid", null)).data?.["verifyApiKey"];
    expect(await verify(key.apiKey)).toEqual({ valid: true });
    expect(await verify(`${key.apiKey}x`)).toEqual({ valid: false });
    await data(server, "mutation ($id: ID!) { revokeApiKey(apiKeyId: $id) { apiKey { id } } }", { id: key.keyId });
    expect(await verify(key.apiKey)).toEqual({ valid: false });
  });

  test("leaves a trace of its life, and its secret nowhere", async () => {
    const made = (await create(server, { name: "Traced" })).data?.["createApiKey"];
    const rotated = (await rotate(server, { apiKeyId: made?.apiKey.id })).data?.["rotateApiKey"];
    await update(server, { apiKeyId: made?.apiKey.id, name: "Renamed" });
    await data(server, "mutation ($id: ID!) { revokeApiKey(apiKeyId: $id) { apiKey { id } } }", {
      id: made?.apiKey.id,
    });
    const { rows } = await server.database.pool.query<{ type: string }>(
      "SELECT * FROM event_log WHERE subject_type = 'ApiKey' AND subject_id = $1 ORDER BY id",
      [
        Number(
          Buffer.from(made?.apiKey.id ?? "", "base64url")
            .toString()
            .split(":")[1],
        ),
      ],
    );
    expect(rows.map(({ type }) => type)).toEqual([
      "apiKey.created",
      "apiKey.rotated",
      "apiKey.updated",
      "apiKey.revoked",
    ]);
    for (const secret of [made?.secret, rotated?.secret]) expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
