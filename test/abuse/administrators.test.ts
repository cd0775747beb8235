import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildPerson, codeOf, mutate, openToMany, type Person } from "../support/people.js";
import { request } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
let opener: Person;

beforeAll(async () => {
  server = await startTestServer();
  opener = await openToMany(server);
});
afterAll(() => server.stop());

const update = (input: object) => (by: Person, whom: Person) =>
  mutate(by, "updateUser", { userId: whom.id, ...input }, "user { id }");
const remove = (chats: string) => (by: Person, whom: Person) =>
  request(by, `mutation ($id: ID!) { deleteUser(userId: $id, chats: ${chats}) { deletedUserId } }`, { id: whom.id });
const acts = {
  demote: update({ role: "DEFAULT" }),
  "make a manager of": update({ role: "MANAGER" }),
  suspend: update({ suspended: true }),
  "demote and suspend": update({ role: "DEFAULT", suspended: true }),
  "delete and keep the chats of": remove("KEEP"),
  "delete and purge the chats of": remove("PURGE"),
};
const names = Object.keys(acts) as (keyof typeof acts)[];
const pairs = names.flatMap((first, index) => names.slice(index).map((second) => [first, second] as const));

/** Whoever loses the race has lost the right, or the account, or is told to be the last. */
const refusals = new Set<unknown>(["LAST_ADMIN", "FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND"]);

test.each(pairs)("of two administrators who %s and %s each other at once, one is left", async (first, second) => {
  await server.database.pool.query("UPDATE app_user SET role = 'admin', suspended = false WHERE id = $1", [
    opener.databaseId,
  ]);
  const [a, b] = [await buildPerson(server, { role: "ADMIN" }), await buildPerson(server, { role: "ADMIN" })];
  await server.database.pool.query("UPDATE app_user SET role = 'default' WHERE NOT id = ANY($1)", [
    [a.databaseId, b.databaseId],
  ]);
  const codes = (await Promise.all([acts[first](a, b), acts[second](b, a)])).map(codeOf);
  expect(codes.filter((code) => code !== undefined && !refusals.has(code))).toEqual([]);
  const { rows } = await server.database.pool.query("SELECT 1 FROM app_user WHERE role = 'admin' AND NOT suspended");
  expect(rows).toHaveLength(1);
});

test("a suspended or demoted administrator counts for nobody's", async () => {
  await server.database.pool.query("UPDATE app_user SET role = 'default' WHERE id <> $1", [opener.databaseId]);
  await server.database.pool.query("UPDATE app_user SET role = 'admin', suspended = false WHERE id = $1", [
    opener.databaseId,
  ]);
  await buildPerson(server, { role: "MANAGER" });
  const asleep = await buildPerson(server, { role: "ADMIN" });
  await acts.suspend(opener, asleep);
  for (const name of names) expect([name, codeOf(await acts[name](opener, opener))]).toEqual([name, "LAST_ADMIN"]);
});
