import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { createLoaders } from "../../src/services/loaders.js";
import { insertChat, insertWorkspace } from "../support/chats.js";
import { data, request } from "../support/graphql-client.js";
import { insertThreads } from "../support/rows.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

interface List {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A workspace for each list of names, with threads of these names; all the first threads come first, and so on. */
async function buildThreads(...lists: readonly (readonly string[])[]) {
  const name = randomUUID();
  const workspaces = [];
  for (const _ of lists) workspaces.push(await insertWorkspace(server.database, { name }));
  for (let index = 0; lists.some((list) => index < list.length); index++) {
    for (const [position, { id }] of workspaces.entries()) {
      const thread = lists[position]?.[index];
      if (thread !== undefined) await insertThreads(server.database, id, [thread]);
    }
  }
  return name;
}

/** One page of each workspace's threads. */
async function readThreads(workspaces: string, page: string): Promise<List[]> {
  const answer = await data<{ workspaces: { nodes: { threads: List }[] } }>(
    server,
    `query ($name: String!) { workspaces(first: 10, filter: { search: $name }) { nodes {
      threads(${page}) { totalCount nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
    } } }`,
    { name: workspaces },
  );
  return answer.workspaces.nodes.map((node) => node.threads);
}

function namesOf(lists: readonly List[]): string[] {
  return lists.map((list) => list.nodes.map((node) => node.name).join(""));
}

describe("a page of several parents' lists", () => {
  test("holds each parent's own items, whatever the others have", async () => {
    const lists = await readThreads(await buildThreads(["a", "b", "c"], [], ["x"]), "first: 2");
    expect(namesOf(lists)).toEqual(["ab", "", "x"]);
    expect(lists.map((list) => list.totalCount)).toEqual([3, 0, 1]);
    expect(lists.map((list) => list.pageInfo["hasNextPage"])).toEqual([true, false, false]);
    expect(lists[1]?.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
    expect(lists[0]?.pageInfo["endCursor"]).toBe(lists[0]?.edges[1]?.cursor);
  });

  test("counted from the end stays in the list's order", async () => {
    const lists = await readThreads(await buildThreads(["a", "b", "c", "d"], ["x", "y"]), "last: 2");
    expect(namesOf(lists)).toEqual(["cd", "xy"]);
    expect(lists.map((list) => list.pageInfo["hasPreviousPage"])).toEqual([true, false]);
    expect(lists.map((list) => list.pageInfo["hasNextPage"])).toEqual([false, false]);
  });

  test("after a cursor begins there in every list, and the count stays the whole list's", async () => {
    const workspaces = await buildThreads(["a", "b", "c", "d"], ["w", "x", "y"]);
    const [all] = await readThreads(workspaces, "first: 10");
    // Made in turns (a, w, b, x, ...), so that the cursor of b stands between w and x.
    const lists = await readThreads(workspaces, `first: 2, after: "${all?.edges[1]?.cursor}"`);
    expect(namesOf(lists)).toEqual(["cd", "xy"]);
    expect(lists.map((list) => list.totalCount)).toEqual([4, 3]);
    expect(lists.map((list) => list.pageInfo["hasPreviousPage"])).toEqual([true, true]);
  });

  test("before a cursor ends there in every list", async () => {
    const workspaces = await buildThreads(["a", "b", "c", "d"], ["w", "x", "y"]);
    const [all] = await readThreads(workspaces, "first: 10");
    const lists = await readThreads(workspaces, `last: 2, before: "${all?.edges[3]?.cursor}"`);
    expect(namesOf(lists)).toEqual(["bc", "xy"]);
    expect(lists.map((list) => list.pageInfo["hasNextPage"])).toEqual([true, true]);
    expect(lists.map((list) => list.pageInfo["hasPreviousPage"])).toEqual([true, true]);
  });

  test("is one of several with other arguments in the same query", async () => {
    const name = await buildThreads(["a", "b", "c"], ["x", "y"]);
    const answer = await data<{ workspaces: { nodes: { start: List; end: List }[] } }>(
      server,
      `query ($name: String!) { workspaces(first: 10, filter: { search: $name }) { nodes {
        start: threads(first: 1) { nodes { name } } end: threads(last: 1) { nodes { name } }
      } } }`,
      { name },
    );
    const { nodes } = answer.workspaces;
    expect([namesOf(nodes.map((node) => node.start)), namesOf(nodes.map((node) => node.end))]).toEqual([
      ["a", "x"],
      ["c", "y"],
    ]);
  });

  test.each([
    ["first: 0", "first"],
    ["last: 101", "last"],
    ["first: 1, last: 1", "first"],
    ['first: 1, after: "nonsense"', "after"],
    [`first: 1, before: "${Buffer.from("after:9999999999").toString("base64url")}"`, "before"],
  ])("is refused for %s", async (page, field) => {
    const name = await buildThreads(["a"], ["x"]);
    const answer = await request(
      server,
      `query ($name: String!) { workspaces(first: 10, filter: { search: $name }) { nodes { threads(${page}) { totalCount } } } }`,
      { name },
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });
});

test("a document that is deleted while a workspace's are listed is there with its place, or neither is", async () => {
  const workspace = await buildWorkspace(server);
  const { id } = await buildDocument(server, "Here and gone.", { workspaceIds: [workspace.id] });
  const { workspaceDocuments } = createLoaders(new Transactions(server.database.dataSource), null);
  const { items } = await workspaceDocuments.page(workspace.databaseId, { first: 10 });
  await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
    ids: [id],
  });
  expect(items.map(({ document }) => document.title)).toEqual([expect.any(String)]);
  expect(await workspaceDocuments.page(workspace.databaseId, { first: 10 })).toMatchObject({ items: [] });
});

test("the chats of several workspaces and threads are told apart, and filtered", async () => {
  const name = randomUUID();
  for (const letter of ["a", "b"]) {
    const { id } = await insertWorkspace(server.database, { name });
    const [threadId = 0] = await insertThreads(server.database, id, [letter]);
    await insertChat(server.database, id, { prompt: `${letter}1` });
    await insertChat(server.database, id, { prompt: `${letter}2`, threadId });
    await insertChat(server.database, id, { prompt: `${letter}3`, sessionId: "s", included: false });
  }
  const chats = (filter: string) => `chats(first: 5${filter}) { totalCount nodes { prompt } }`;
  const { workspaces } = await data<{ workspaces: unknown }>(
    server,
    `query ($name: String!) { workspaces(first: 10, filter: { search: $name }) { nodes {
      all: ${chats("")} outside: ${chats(", filter: { threadId: null, included: true }")} session: ${chats(', filter: { sessionId: "s" }')}
      threads(first: 5) { nodes { ${chats("")} } }
    } } }`,
    { name },
  );
  const list = (...prompts: string[]) => ({
    totalCount: prompts.length,
    nodes: prompts.map((prompt) => ({ prompt })),
  });
  expect(workspaces).toEqual({
    nodes: ["a", "b"].map((letter) => ({
      all: list(`${letter}1`, `${letter}2`, `${letter}3`),
      outside: list(`${letter}1`),
      session: list(`${letter}3`),
      threads: { nodes: [{ chats: list(`${letter}2`) }] },
    })),
  });
});
