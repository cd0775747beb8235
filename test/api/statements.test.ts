import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { insertChat, insertWorkspace } from "../support/chats.js";
import { data } from "../support/graphql-client.js";
import { ok } from "../support/rest-client.js";
import { insertDocuments, insertThreads } from "../support/rows.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { readsDuring } from "../support/statements.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Workspaces with threads, chats and documents of their own, under a name that no other has. */
async function buildFullWorkspaces(count: number): Promise<string> {
  const name = randomUUID();
  for (let index = 0; index < count; index++) {
    const { id } = await insertWorkspace(server.database, { name });
    const threadIds = await insertThreads(server.database, id, ["one", "two"]);
    for (const threadId of [null, ...threadIds])
      await insertChat(server.database, id, { threadId, status: "completed" });
    await insertDocuments(server.database, id, ["one", "two"]);
  }
  return name;
}

/** How many statements read rows for a query, once what a server reads only once has been read. */
async function countReads(query: string, variables: Readonly<Record<string, unknown>>): Promise<number> {
  const ask = () => data(server, query, variables);
  await ask();
  return (await readsDuring(server.database, ask)).length;
}

test.each([
  [
    "threads and their chats",
    "threads(first: 3) { totalCount nodes { name chats(first: 3) { totalCount nodes { prompt } } } }",
  ],
  ["documents", "documentCount documents(first: 3) { totalCount nodes { pinned document { title } } }"],
  [
    "chats and their threads",
    "chats(last: 3, filter: { included: true }) { totalCount nodes { response thread { name } workspace { name } } }",
  ],
])("twenty workspaces with %s cost as many statements as two", async (_what, selection) => {
  const query = `query ($name: String!) { workspaces(first: 20, filter: { search: $name }) { totalCount nodes { name ${selection} } } }`;
  const few = await countReads(query, { name: await buildFullWorkspaces(2) });
  expect(await countReads(query, { name: await buildFullWorkspaces(20) })).toBe(few);
  expect(few).toBeGreaterThan(1);
});

test("twenty documents with their places cost as many statements as two", async () => {
  const query =
    "query ($id: ID!, $first: Int!) { documents(first: $first, filter: { workspaceId: $id }) { nodes { title attachments { workspace { name } document { title } } } } }";
  const workspace = await buildWorkspace(server);
  const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`);
  await insertDocuments(server.database, workspace.databaseId, titles);
  const few = await countReads(query, { id: workspace.id, first: 2 });
  expect(await countReads(query, { id: workspace.id, first: 20 })).toBe(few);
});

test("twenty hits of a search with their documents cost as many statements as two", async () => {
  const workspace = await buildWorkspace(server);
  const texts = Array.from({ length: 20 }, (_, index) => `The heron of pond ${index} eats frogs.`);
  await Promise.all(texts.map((text) => buildDocument(server, text, { workspaceIds: [workspace.id] })));
  const query =
    "query ($input: SearchInput!) { search(input: $input) { hits { text document { title attachments { pinned } } } } }";
  const input = { workspaceId: workspace.id, query: "heron frogs", similarityThreshold: 0 };
  const found = await data<{ search: { hits: unknown[] } }>(server, query, { input: { ...input, topN: 20 } });
  expect(found.search.hits).toHaveLength(20);
  const few = await countReads(query, { input: { ...input, topN: 2 } });
  expect(await countReads(query, { input: { ...input, topN: 20 } })).toBe(few);
});

test("GET /v1/workspaces costs as many statements with twenty workspaces more", async () => {
  const list = () => ok<{ workspaces: unknown[] }>(server, "/v1/workspaces");
  await buildFullWorkspaces(2);
  const { workspaces } = await list();
  const few = await readsDuring(server.database, list);
  await buildFullWorkspaces(20);
  const many = await readsDuring(server.database, list);
  expect((await list()).workspaces).toHaveLength(workspaces.length + 20);
  expect(many).toEqual(few);
});
