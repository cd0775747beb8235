import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import {
  buildKey,
  buildPerson,
  codeOf,
  fieldOf,
  goodPassword,
  mutate,
  openToMany,
  type Person,
} from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

const userFields = "user { id username email displayName bio role suspended dailyMessageLimit }";
interface UserAnswer {
  readonly user: Readonly<Record<string, unknown>> & { readonly id: string };
}

describe("administrators", () => {
  test("make users with everything that users have", async () => {
    const input = {
      username: "Grace",
      password: goodPassword,
      email: "Grace@Example.com",
      displayName: "Grace Hopper",
      bio: "Admiral",
      role: "MANAGER",
      dailyMessageLimit: 12,
    };
    const answer = await mutate<UserAnswer>(server, "createUser", input, userFields);
    expect(answer.data?.["createUser"]?.user).toMatchObject({
      username: "Grace",
      email: "grace@example.com",
      displayName: "Grace Hopper",
      bio: "Admiral",
      role: "MANAGER",
      suspended: false,
      dailyMessageLimit: 12,
    });
  });

  test("make no second user of a name or an address, whatever its case", async () => {
    await mutate(server, "createUser", { username: "Alan", email: "alan@example.com" }, userFields);
    const sameName = await mutate(server, "createUser", { username: "ＡＬＡＮ" }, userFields);
    expect([codeOf(sameName), fieldOf(sameName)]).toEqual(["CONFLICT", "username"]);
    const sameAddress = await mutate(
      server,
      "createUser",
      { username: "alan2", email: "ALAN@example.com" },
      userFields,
    );
    expect([codeOf(sameAddress), fieldOf(sameAddress)]).toEqual(["CONFLICT", "email"]);
  });

  test.each([
    [{ username: "a" }, "username"],
    [{ username: " padded" }, "username"],
    [{ username: "shorty", password: "hunter2" }, "password"],
    [{ username: "mail", email: "nobody" }, "email"],
    [{ username: "limit", dailyMessageLimit: -1 }, "dailyMessageLimit"],
  ])("make none of %j", async (input, field) => {
    const answer = await mutate(server, "createUser", input, userFields);
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
  });

  test("change what they name and nothing else", async () => {
    const person = await buildPerson(server, { email: "kept@example.com", bio: "kept" });
    const answer = await mutate<UserAnswer>(
      server,
      "updateUser",
      { userId: person.id, displayName: "New", dailyMessageLimit: 5 },
      userFields,
    );
    expect(answer.data?.["updateUser"]?.user).toMatchObject({
      username: person.username,
      email: "kept@example.com",
      bio: "kept",
      displayName: "New",
      dailyMessageLimit: 5,
    });
    const cleared = await mutate<UserAnswer>(
      server,
      "updateUser",
      { userId: person.id, email: null, dailyMessageLimit: null },
      userFields,
    );
    expect(cleared.data?.["updateUser"]?.user).toMatchObject({ email: null, dailyMessageLimit: null });
    const blank = await mutate(server, "updateUser", { userId: person.id, role: null }, userFields);
    expect([codeOf(blank), fieldOf(blank)]).toEqual(["BAD_USER_INPUT", "role"]);
  });

  test("suspend users, whose keys stop at once and work again later", async () => {
    const person = await buildPerson(server);
    await mutate(server, "updateUser", { userId: person.id, suspended: true }, userFields);
    expect((await request(person, "{ viewer { credential } }")).status).toBe(401);
    await mutate(server, "updateUser", { userId: person.id, suspended: false }, userFields);
    expect((await request(person, "{ viewer { credential } }")).status).toBe(200);
  });

  test("end the sessions of those whom they suspend or give another password", async () => {
    for (const change of [{ suspended: true }, { password: "another password" }]) {
      const person = await buildPerson(server);
      await server.database.pool.query(
        "INSERT INTO session (user_id, refresh_hash, expires_at) VALUES ($1, 'x', now() + interval '1 day')",
        [person.databaseId],
      );
      await mutate(server, "updateUser", { userId: person.id, ...change }, userFields);
      const { rows } = await server.database.pool.query<{ open: number }>(
        "SELECT count(*)::int AS open FROM session WHERE user_id = $1 AND revoked_at IS NULL",
        [person.databaseId],
      );
      expect(rows[0]?.open).toBe(0);
    }
  });

  test("find users by parts of names, by role and by suspension", async () => {
    const person = await buildPerson(server, { displayName: "The 100%_Sure", email: "needle@haystack.example" });
    const find = async (filter: object) =>
      (
        await data<{ users: { nodes: { id: string }[]; totalCount: number } }>(
          server,
          "query ($filter: UserFilterInput) { users(first: 100, filter: $filter) { totalCount nodes { id } } }",
          { filter },
        )
      ).users.nodes.map(({ id }) => id);
    expect(await find({ search: "100%_s" })).toEqual([person.id]);
    expect(await find({ search: "NEEDLE@" })).toEqual([person.id]);
    expect(await find({ search: "needle@", suspended: true })).toEqual([]);
    expect(await find({ role: "ADMIN" })).toContain(admin.id);
  });

  test("leave a trace of every change, without secrets", async () => {
    const person = await buildPerson(server);
    await mutate(
      server,
      "updateUser",
      { userId: person.id, role: "MANAGER", password: "a canary password" },
      userFields,
    );
    const { rows } = await server.database.pool.query<{ type: string; data: unknown }>(
      "SELECT type, data FROM event_log WHERE subject_type = 'User' AND subject_id = $1 ORDER BY id",
      [person.databaseId],
    );
    expect(rows.map(({ type }) => type)).toEqual(["user.created", "user.updated", "user.passwordChanged"]);
    expect(rows[1]?.data).toEqual({ changes: { role: { from: "default", to: "manager" } } });
    expect(JSON.stringify(rows)).not.toContain("canary");
  });
});

describe("others", () => {
  test("managers see users, but neither addresses nor limits; members see themselves", async () => {
    const person = await buildPerson(server, { email: "private@example.com", dailyMessageLimit: 7 });
    const manager = await buildPerson(server, { role: "MANAGER" });
    const query = "query ($id: ID!) { user(id: $id) { username email dailyMessageLimit role } }";
    expect((await request(manager, query, { id: person.id })).data).toEqual({
      user: { username: person.username, email: null, dailyMessageLimit: null, role: "DEFAULT" },
    });
    expect(codeOf(await request(person, query, { id: person.id }))).toBe("FORBIDDEN");
    const self = await data(person, "{ viewer { user { email dailyMessageLimit } } }");
    expect(self).toEqual({ viewer: { user: { email: "private@example.com", dailyMessageLimit: 7 } } });
    expect(
      (await data<{ node: unknown }>(person, "query ($id: ID!) { node(id: $id) { id } }", { id: admin.id })).node,
    ).toBeNull();
  });

  test.each(["MANAGER", "DEFAULT"])("a %s manages no users", async (role) => {
    const person = await buildPerson(server, { role });
    for (const [name, input] of [
      ["createUser", { username: "intruder" }],
      ["updateUser", { userId: person.id, role: "ADMIN" }],
    ] as const) {
      expect(codeOf(await mutate(person, name, input, userFields))).toBe("FORBIDDEN");
    }
  });

  test("an administrator's key without the admin scope manages no users", async () => {
    const key = await buildKey(server, admin.databaseId, { scopes: ["write"] });
    expect(codeOf(await mutate(key, "createUser", { username: "scoped" }, userFields))).toBe("FORBIDDEN");
  });
});
