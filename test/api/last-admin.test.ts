import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { request } from "../support/graphql-client.js";
import { buildPerson, codeOf, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
let first: Person;
let opener: Person;

beforeAll(async () => {
  server = await startTestServer();
  opener = await openToMany(server);
});
afterAll(() => server.stop());

/** A new administrator, who is the only one. */
beforeEach(async () => {
  await server.database.pool.query("UPDATE app_user SET role = 'admin' WHERE id = $1", [opener.databaseId]);
  first = await buildPerson(server, { role: "ADMIN" });
  await server.database.pool.query("UPDATE app_user SET role = 'default' WHERE id <> $1", [first.databaseId]);
});

/** Another administrator, made by the first. */
function buildAdmin(): Promise<Person> {
  return buildPerson({ ...server, apiKey: first.apiKey }, { role: "ADMIN" });
}

type Act = (by: Person, whom: Person) => Promise<unknown>;
const change = (input: object) => async (by: Person, whom: Person) =>
  codeOf(await mutate(by, "updateUser", { userId: whom.id, ...input }, "user { id }"));
const changes = [{ role: "MANAGER" }, { suspended: true }] as const;
const acts: readonly (readonly [string, Act])[] = [
  ["demoted", change(changes[0])],
  ["suspended", change(changes[1])],
  [
    "deleted",
    async (by, whom) =>
      codeOf(
        await request(by, "mutation ($userId: ID!) { deleteUser(userId: $userId, chats: PURGE) { deletedUserId } }", {
          userId: whom.id,
        }),
      ),
  ],
];

/** Whoever was demoted, suspended or deleted meanwhile is refused for that; nothing fails unexpectedly. */
const allowedCodes = new Set<unknown>([undefined, "LAST_ADMIN", "FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND"]);

async function activeAdmins(): Promise<number> {
  const { rows } = await server.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM app_user WHERE role = 'admin' AND NOT suspended",
  );
  return rows[0]?.count ?? 0;
}

test.each(acts)("the last administrator cannot be %s, not even beside a suspended one", async (_name, act) => {
  expect(await act(first, first)).toBe("LAST_ADMIN");
  const asleep = await buildAdmin();
  await change({ suspended: true })(first, asleep);
  expect(await act(first, first)).toBe("LAST_ADMIN");
  expect(await activeAdmins()).toBe(1);
});

test.each(acts)("of two administrators who have each other %s at once, one is left", async (_name, act) => {
  const second = await buildAdmin();
  const codes = await Promise.all([act(first, second), act(second, first)]);
  expect(codes.filter((code) => !allowedCodes.has(code))).toEqual([]);
  expect(await activeAdmins()).toBe(1);
});

test.each(acts)("an administrator can be %s while another is left", async (_name, act) => {
  const second = await buildAdmin();
  expect(await act(second, first)).toBeUndefined();
  expect(await activeAdmins()).toBe(1);
});

test("of many who step down at once, the last is refused", async () => {
  const admins = [first];
  for (let index = 0; index < 5; index++) admins.push(await buildAdmin());
  const codes = await Promise.all(admins.map((admin, index) => change(changes[index % 2] ?? {})(admin, admin)));
  expect(codes.filter((code) => code !== undefined)).toEqual(["LAST_ADMIN"]);
  expect(await activeAdmins()).toBe(1);
});
