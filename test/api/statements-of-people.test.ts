import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ApiKeyScope, encodeGlobalId } from "../../src/entities/index.js";
import { insertChat, insertWorkspace } from "../support/chats.js";
import { data, type Target } from "../support/graphql-client.js";
import { buildKey, buildPerson, openToMany, type Person } from "../support/people.js";
import { insertDocuments, insertThreads } from "../support/rows.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { readsDuring } from "../support/statements.js";

let server: TestServer;
let admin: Person;
beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

const tables =
  /"?\b(?:workspace|workspace_member|workspace_document|document|thread|chat|app_user|api_key|invite|event_log)\b"?/;
const [few, many] = [3, 30];

/** Workspaces with threads, chats and documents; the person's own and a neighbour's, whom the person may not know. */
async function buildWorkspaces(count: number, memberId: number): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await insertWorkspace(server.database, { name: `Place ${randomUUID()}` });
    await server.database.pool.query("INSERT INTO workspace_member (workspace_id, user_id) VALUES ($1, $2)", [
      id,
      memberId,
    ]);
    const [threadId = null] = await insertThreads(server.database, id, ["one", "two"]);
    for (const userId of [memberId, admin.databaseId]) {
      await insertChat(server.database, id, { threadId, userId, status: "completed" });
    }
    await insertDocuments(server.database, id, ["one", "two"]);
    ids.push(id);
  }
  return ids;
}

/** How many statements a query takes, once what a server reads only once has been read. */
async function countReads(by: Target, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const ask = () => data<Record<string, { nodes?: unknown[] }>>(by, query, variables);
  const [list] = Object.values(await ask());
  return { rows: list?.nodes?.length, statements: (await readsDuring(server.database, ask, tables)).length };
}

type Build = (count: number) => Promise<{ readonly by: Target; readonly workspaceIds: readonly number[] }>;

const asMember: Build = async (count) => {
  const by = await buildPerson(server);
  return { by, workspaceIds: await buildWorkspaces(count, by.databaseId) };
};
const asLimitedKey: Build = async (count) => {
  const { databaseId } = await buildPerson(server);
  const workspaceIds = await buildWorkspaces(count, databaseId);
  return { by: await buildKey(server, admin.databaseId, { workspaceIds, scopes: [ApiKeyScope.READ] }), workspaceIds };
};

describe.each([
  ["a member", asMember],
  ["a key that is limited to workspaces", asLimitedKey],
])("for %s", (_who, build) => {
  test.each([
    ["documents", "documents(first: 2) { totalCount nodes { document { title attachments { workspace { name } } } } }"],
    [
      "threads and their chats",
      "threads(first: 2) { totalCount nodes { name chats(first: 2) { totalCount nodes { prompt } } } }",
    ],
    ["chats and their threads", "chats(last: 2) { totalCount nodes { response thread { name } workspace { name } } }"],
  ])("thirty workspaces with %s cost as many statements as three", async (_what, selection) => {
    const query = `{ workspaces(first: 30) { totalCount nodes { name ${selection} } } }`;
    const [small, large] = [await build(few), await build(many)];
    const { statements } = await countReads(small.by, query);
    expect(await countReads(large.by, query)).toEqual({ rows: many, statements });
  });

  test("thirty documents with their places cost as many statements as three", async () => {
    const query = "{ documents(first: 30) { totalCount nodes { title attachments { workspace { name } } } } }";
    const [small, large] = [await build(few), await build(many / 2)];
    const { statements } = await countReads(small.by, query);
    expect(await countReads(large.by, query)).toEqual({ rows: many, statements });
  });
});

describe("for an administrator", () => {
  /** What a page of three costs, and one of thirty. */
  async function comparePages(query: string) {
    return {
      small: await countReads(admin, query, { first: few }),
      large: await countReads(admin, query, { first: many }),
    };
  }
  function expectEqualCost({ small, large }: Awaited<ReturnType<typeof comparePages>>): void {
    expect(small.rows).toBe(few);
    expect(large).toEqual({ rows: many, statements: small.statements });
  }

  test("thirty users with their workspaces, and thirty keys with their owners", async () => {
    for (let index = 0; index < many; index++) {
      const person = await buildPerson(server);
      const workspaceIds = await buildWorkspaces(1, person.databaseId);
      await buildKey(server, person.databaseId, { workspaceIds });
    }
    expectEqualCost(
      await comparePages(
        "query ($first: Int!) { users(first: $first) { totalCount nodes { username workspaces(first: 5) { totalCount nodes { name } } } } }",
      ),
    );
    expectEqualCost(
      await comparePages(
        "query ($first: Int!) { apiKeys(last: $first) { totalCount nodes { name owner { username } workspaces { name } } } }",
      ),
    );
  });

  test("thirty invites with their workspaces and people", async () => {
    for (let index = 0; index < many; index++) {
      const { databaseId } = await buildPerson(server);
      const workspaceIds = (await buildWorkspaces(2, databaseId)).map((id) => encodeGlobalId("Workspace", id));
      const create = "mutation ($input: CreateInviteInput!) { createInvite(input: $input) { invite { id } } }";
      await data(admin, create, { input: { workspaceIds } });
    }
    expectEqualCost(
      await comparePages(
        "query ($first: Int!) { invites(first: $first) { totalCount nodes { workspaces { name } creator { username } claimedBy { username } } } }",
      ),
    );
  });

  test("thirty events with their actors and workspaces", async () => {
    for (const [index, workspaceId] of (await buildWorkspaces(many, admin.databaseId)).entries()) {
      const { databaseId } = index % 5 === 0 ? await buildPerson(server) : admin;
      await server.database.pool.query(
        "INSERT INTO event_log (type, actor_id, workspace_id) VALUES ('workspace.updated', $1, $2)",
        [databaseId, workspaceId],
      );
    }
    expectEqualCost(
      await comparePages(
        "query ($first: Int!) { eventLogs(last: $first) { totalCount nodes { type actor { username } workspace { name } } } }",
      ),
    );
  });

  test("a workspace with thirty members", async () => {
    const [small = 0, large = 0] = await buildWorkspaces(2, admin.databaseId);
    const people: number[] = [];
    while (people.length < many) people.push((await buildPerson(server)).databaseId);
    const join =
      "INSERT INTO workspace_member (workspace_id, user_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING";
    await server.database.pool.query(join, [small, people.slice(0, few)]);
    await server.database.pool.query(join, [large, people]);
    const query =
      "query ($id: ID!) { node(id: $id) { ... on Workspace { members(first: 50) { totalCount nodes { username workspaces(first: 3) { totalCount nodes { name } } } } } } }";
    const { statements } = await countReads(admin, query, { id: encodeGlobalId("Workspace", small) });
    const { statements: counted } = await countReads(admin, query, { id: encodeGlobalId("Workspace", large) });
    expect(counted).toBe(statements);
  });
});
