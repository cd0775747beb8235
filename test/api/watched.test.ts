import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { setTimeout as delay } from "node:timers/promises";
import { data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { htmlPage, loopbackAllowed, type Site, startSite } from "../support/site.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
let site: Site;
beforeAll(async () => {
  site = await startSite();
  server = await startTestServer(loopbackAllowed);
});
afterAll(async () => {
  await server.stop();
  await site.stop();
});

interface Run {
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly failure: { readonly code: string } | null;
}
interface Watched {
  readonly text: string | null;
  readonly contentHash: string;
  readonly watch: {
    readonly url: string;
    readonly intervalSeconds: number;
    readonly nextCheckAt: string;
    readonly failures: number;
    readonly lastRun: Run | null;
  } | null;
  readonly syncRuns: { readonly totalCount: number; readonly nodes: readonly Run[] };
}

const run = "outcome httpStatus failure { code }";
const watched = `text contentHash watch { url intervalSeconds nextCheckAt failures lastRun { ${run} } }
  syncRuns(last: 100) { totalCount nodes { ${run} } }`;

async function addLink(path: string, workspaceIds: readonly string[] = []): Promise<string> {
  const { addLink: added } = await data<{ addLink: { document: { id: string } } }>(
    server,
    "mutation ($input: AddLinkInput!) { addLink(input: $input) { document { id } } }",
    { input: { url: `${site.url}${path}`, workspaceIds } },
  );
  await waitUntilRead(server, added.document.id);
  return added.document.id;
}

const watchMutation = `mutation ($input: WatchDocumentInput!) { watchDocument(input: $input) { document { ${watched} } } }`;
async function watch(documentId: string, intervalSeconds = 3_600): Promise<Watched> {
  const answer = await data<{ watchDocument: { document: Watched } }>(server, watchMutation, {
    input: { documentId, intervalSeconds },
  });
  return answer.watchDocument.document;
}

async function sync(documentId: string): Promise<Run> {
  const answer = await data<{ syncDocument: { run: Run } }>(
    server,
    `mutation ($id: ID!) { syncDocument(documentId: $id) { run { ${run} } } }`,
    { id: documentId },
  );
  return answer.syncDocument.run;
}

async function look(id: string): Promise<Watched> {
  const { node } = await data<{ node: Watched }>(
    server,
    `query ($id: ID!) { node(id: $id) { ... on Document { ${watched} } } }`,
    { id },
  );
  return node;
}

/** Has the time of all watches come, and the job that the clock starts begin. */
async function letTimePass(): Promise<void> {
  await server.database.pool.query("UPDATE document_watch SET next_check_at = now() - interval '1 second'");
  await server.database.pool.query("SELECT graphile_worker.add_job('sync-watched')");
}

/** Whether so many looks at the source are over. */
function hasRuns({ syncRuns, watch: state }: Watched, count: number): boolean {
  return syncRuns.nodes.length === count && state?.lastRun?.outcome !== null;
}

async function until<T>(find: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await find();
    if (isThere(value)) return value;
    await delay(50);
  }
}

test("a watched document gets the new bytes of its page by itself, and none while they are the same", async () => {
  const { id: workspaceId } = await buildWorkspace(server);
  let tag = '"one"';
  let text = "The lake is frozen.";
  const conditions: (string | undefined)[] = [];
  site.pages.set("/lake", (asked, response) => {
    conditions.push(asked.headers["if-none-match"]);
    if (asked.headers["if-none-match"] === tag) response.writeHead(304).end();
    else response.writeHead(200, { "content-type": "text/html", etag: tag }).end(htmlPage("The lake", text));
  });
  const id = await addLink("/lake", [workspaceId]);
  const begun = await watch(id);
  expect(begun.watch).toMatchObject({ url: `${site.url}/lake`, intervalSeconds: 3_600, failures: 0, lastRun: null });

  await letTimePass();
  const first = await until(
    () => look(id),
    (seen) => hasRuns(seen, 1),
  );
  expect(first.syncRuns.nodes).toEqual([{ outcome: "UNCHANGED", httpStatus: 200, failure: null }]);
  await letTimePass();
  const second = await until(
    () => look(id),
    (seen) => hasRuns(seen, 2),
  );
  expect(second.watch?.lastRun).toEqual({ outcome: "UNCHANGED", httpStatus: 304, failure: null });
  expect(Date.parse(second.watch?.nextCheckAt ?? "")).toBeGreaterThan(Date.now() + 3_000_000);

  [tag, text] = ['"two"', "The lake has thawed."];
  await letTimePass();
  const third = await until(
    () => look(id),
    (seen) => hasRuns(seen, 3),
  );
  expect(third.watch?.lastRun).toEqual({ outcome: "UPDATED", httpStatus: 200, failure: null });
  expect(third.contentHash).not.toBe(first.contentHash);
  await waitUntilRead(server, id);
  expect((await look(id)).text).toContain("thawed");
  const { search } = await data<{ search: { hits: { text: string }[] } }>(
    server,
    "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
    { input: { workspaceId, query: "lake thawed" } },
  );
  expect(search.hits.map((hit) => hit.text).join()).not.toContain("frozen");
  expect(conditions).toEqual([undefined, undefined, '"one"', '"one"']);
});

test("the old text is found until the new one is read", async () => {
  site.pages.set("/slow", htmlPage("A", "Quicksilver is heavy."));
  const { id: workspaceId } = await buildWorkspace(server);
  const id = await addLink("/slow", [workspaceId]);
  await data(server, "mutation ($ids: Boolean!) { pauseIngestion(everybody: $ids) { paused } }", { ids: false });
  site.pages.set("/slow", htmlPage("A", "Quicksilver is fluid."));
  expect(await sync(id)).toMatchObject({ outcome: "UPDATED" });
  const searched = async () => {
    const { search } = await data<{ search: { hits: { text: string }[] } }>(
      server,
      "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
      { input: { workspaceId, query: "quicksilver" } },
    );
    return search.hits.map((hit) => hit.text).join();
  };
  expect(await searched()).toContain("heavy");
  await data(server, "mutation ($ids: Boolean!) { resumeIngestion(everybody: $ids) { paused } }", { ids: false });
  await waitUntilRead(server, id);
  expect(await searched()).toContain("fluid");
});

test("a page that is gone fails the look, is asked less and less often, and is watched on", async () => {
  site.pages.set("/leaving", htmlPage("Leaving", "Still here."));
  const id = await addLink("/leaving");
  await watch(id);
  site.pages.delete("/leaving");
  expect(await sync(id)).toEqual({ outcome: "FAILED", httpStatus: 404, failure: { code: "LINK_STATUS" } });
  expect(await sync(id)).toMatchObject({ outcome: "FAILED" });
  const after = await look(id);
  expect(after.watch?.failures).toBe(2);
  expect(after.text).toContain("Still here.");
  expect(Date.parse(after.watch?.nextCheckAt ?? "")).toBeGreaterThan(Date.now() + 4 * 3_500_000);

  site.pages.set("/leaving", htmlPage("Back", "Back again."));
  expect(await sync(id)).toMatchObject({ outcome: "UPDATED" });
  const back = await look(id);
  expect(back.watch?.failures).toBe(0);
  expect(Date.parse(back.watch?.nextCheckAt ?? "")).toBeLessThan(Date.now() + 3_700_000);
});

test("bytes that came another way are not taken for those of the page", async () => {
  let asked: string | undefined = "none";
  site.pages.set("/mixed", (incoming, response) => {
    asked = incoming.headers["if-none-match"];
    response.writeHead(200, { "content-type": "text/html", etag: '"same"' }).end(htmlPage("Mixed", "From the page."));
  });
  const id = await addLink("/mixed");
  await watch(id);
  await sync(id);
  await server.database.pool.query("UPDATE document SET content_hash = 'other' WHERE source_url = $1", [
    `${site.url}/mixed`,
  ]);
  expect(await sync(id)).toMatchObject({ outcome: "UPDATED" });
  expect(asked).toBeUndefined();
  await sync(id);
  expect(asked).toBe('"same"');
});

test("a hundred looks are kept, and a document that is removed takes them with it", async () => {
  site.pages.set("/often", htmlPage("Often", "Looked at often."));
  const id = await addLink("/often");
  await watch(id);
  await server.database.pool.query(
    `INSERT INTO document_sync_run (document_id, started_at, outcome, http_status)
     SELECT d.id, now(), 'unchanged', 200 FROM document d, generate_series(1, 120) WHERE d.source_url = $1`,
    [`${site.url}/often`],
  );
  await sync(id);
  expect((await look(id)).syncRuns.totalCount).toBe(100);
  await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
    ids: [id],
  });
  const rows = await server.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM document_watch WHERE url = $1",
    [`${site.url}/often`],
  );
  expect(rows.rows[0]?.count).toBe(0);
});

describe("watching", () => {
  test("can be taken back", async () => {
    site.pages.set("/unwatched", htmlPage("Unwatched", "Nobody looks."));
    const id = await addLink("/unwatched");
    await watch(id);
    expect((await watch(id, 7_200)).watch?.intervalSeconds).toBe(7_200);
    const unwatch = "mutation ($id: ID!) { unwatchDocument(documentId: $id) { document { watch { url } } } }";
    const answer = await data<{ unwatchDocument: { document: { watch: unknown } } }>(server, unwatch, { id });
    expect(answer.unwatchDocument.document.watch).toBeNull();
    expect(await sync(id)).toMatchObject({ outcome: "UNCHANGED" });
  });

  test("needs a page of the web, and an interval that is long enough", async () => {
    const { id } = await buildDocument(server, "From nowhere.");
    const nowhere = await request(server, watchMutation, { input: { documentId: id, intervalSeconds: 3_600 } });
    expect([codeOf(nowhere), fieldOf(nowhere)]).toEqual(["BAD_USER_INPUT", "documentId"]);
    site.pages.set("/hasty", htmlPage("Hasty", "Too often."));
    const hasty = await addLink("/hasty");
    const often = await request(server, watchMutation, { input: { documentId: hasty, intervalSeconds: 3_599 } });
    expect([codeOf(often), fieldOf(often)]).toEqual(["BAD_USER_INPUT", "intervalSeconds"]);
  });
});
