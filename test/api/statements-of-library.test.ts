import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { insertDocuments } from "../support/rows.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { readsDuring } from "../support/statements.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const tables =
  /"?\b(?:workspace|workspace_document|document|document_watch|document_sync_run|folder|crawl|crawl_page|chunk)\b"?/;

/** Workspaces of archives, each with two parts, a watch and two looks; returns the workspace's id. */
async function buildArchives(count: number): Promise<string> {
  const { id, databaseId } = await buildWorkspace(server);
  const titles = Array.from({ length: count }, () => randomUUID());
  await insertDocuments(server.database, databaseId, titles);
  for (const part of ["one", "two"]) {
    await insertDocuments(
      server.database,
      databaseId,
      titles.map((title) => `${title} ${part}`),
    );
  }
  const { pool } = server.database;
  await pool.query(
    "UPDATE document part SET parent_id = whole.id FROM document whole WHERE whole.title = ANY($1) AND part.title LIKE whole.title || ' %'",
    [titles],
  );
  await pool.query(
    "INSERT INTO document_watch (document_id, url, interval_seconds, next_check_at) SELECT id, 'https://site.example/', 86400, now() + interval '1 day' FROM document WHERE title = ANY($1)",
    [titles],
  );
  await pool.query(
    "INSERT INTO document_sync_run (document_id, started_at, outcome) SELECT id, now(), 'unchanged' FROM document, generate_series(1, 2) WHERE title = ANY($1)",
    [titles],
  );
  return id;
}

/** How many statements read rows for a query, once what a server reads only once has been read. */
async function countReads(query: string, variables: Readonly<Record<string, unknown>>): Promise<number> {
  const ask = () => data(server, query, variables);
  await ask();
  return (await readsDuring(server.database, ask, tables)).length;
}

test.each([
  ["parts", "parts(first: 3) { totalCount nodes { title partPath } }"],
  ["parents", "parent { title }"],
  ["watches", "watch { intervalSeconds lastRun { outcome } }"],
  ["looks at their sources", "syncRuns(last: 2) { totalCount nodes { outcome } }"],
])("sixty documents with their %s cost as many statements as six", async (_what, selection) => {
  const query = `query ($id: ID!) { documents(first: 60, filter: { workspaceId: $id }) { totalCount nodes { title progress { status } ${selection} } } }`;
  const few = await countReads(query, { id: await buildArchives(2) });
  expect(await countReads(query, { id: await buildArchives(20) })).toBe(few);
  expect(few).toBeGreaterThan(1);
});

test("twenty folders with the numbers of their documents cost as many statements as two", async () => {
  const buildFolders = async (count: number): Promise<string> => {
    const search = randomUUID();
    for (let index = 0; index < count; index++) {
      await data(server, "mutation ($name: String!) { createFolder(name: $name) { __typename } }", {
        name: `${search} ${index}`,
      });
    }
    return search;
  };
  const query =
    "query ($search: String!) { folders(first: 20, search: $search) { totalCount nodes { name documentCount } } }";
  const few = await countReads(query, { search: await buildFolders(2) });
  expect(await countReads(query, { search: await buildFolders(20) })).toBe(few);
});

test("twenty crawls with their pages and documents cost as many statements as two", async () => {
  const { databaseId } = await buildWorkspace(server);
  const title = randomUUID();
  await insertDocuments(server.database, databaseId, [title]);
  const { pool } = server.database;
  const addCrawls = async (count: number): Promise<void> => {
    const { rows } = await pool.query<{ id: number }>(
      "INSERT INTO crawl (owner_id, url, origin, folder, maximum_depth, maximum_pages, status, finished_at) SELECT owner_id, 'https://site.example/', 'https://site.example', folder, 1, 2, 'finished', now() FROM document, generate_series(1, $2::int) WHERE title = $1 RETURNING id",
      [title, count],
    );
    await pool.query(
      "INSERT INTO crawl_page (crawl_id, url, depth, status, document_id) SELECT crawl_id, 'https://site.example/' || page, 0, 'fetched', document.id FROM document, unnest($2::int[]) AS crawl_id, generate_series(1, 2) AS page WHERE title = $1",
      [title, rows.map(({ id }) => id)],
    );
  };
  const query =
    "{ crawls(first: 20) { totalCount nodes { status counts { fetched } pages(first: 2) { totalCount nodes { url document { title } } } } } }";
  await addCrawls(2);
  const few = await countReads(query, {});
  await addCrawls(18);
  expect(await countReads(query, {})).toBe(few);
});

test("twenty hits of a search with the texts around them cost as many statements as two", async () => {
  const { id: workspaceId } = await buildWorkspace(server);
  const texts = Array.from({ length: 20 }, (_, index) => `The heron of pond ${index} eats frogs.`);
  await Promise.all(texts.map((text) => buildDocument(server, text, { workspaceIds: [workspaceId] })));
  const query =
    "query ($input: SearchInput!) { search(input: $input) { hits { text parentText document { title } } } }";
  const input = { workspaceId, query: "heron frogs", similarityThreshold: 0 };
  const found = await data<{ search: { hits: unknown[] } }>(server, query, { input: { ...input, topN: 20 } });
  expect(found.search.hits).toHaveLength(20);
  const few = await countReads(query, { input: { ...input, topN: 2 } });
  expect(await countReads(query, { input: { ...input, topN: 20 } })).toBe(few);
});
