import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { encodeGlobalId } from "../../src/entities/index.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { clearRemovedJob, DocumentRemover, type Remains } from "../../src/services/document-remover.js";
import { LocalFileStore } from "../../src/storage/local-file-store.js";
import { zip } from "../support/documents.js";
import { data, request, upload } from "../support/graphql-client.js";
import { buildKey } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const remove = "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }";
const emptyTables = { document: 0, document_generation: 0, chunk: 0, chunk_embedding: 0, posting: 0 };

async function query<Row extends object>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return (await server.database.pool.query<Row>(statement, [...parameters])).rows;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const storedFiles = () => filesIn(join(server.dataDir, "files"));

async function jobsOf(task: string): Promise<Remains[]> {
  const jobs = await query<{ payload: Remains }>(
    "SELECT payload FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id WHERE identifier = $1 ORDER BY job.id",
    [task],
  );
  return jobs.map(({ payload }) => payload);
}

/** Looks again and again, since what is asked about happens on its own. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (;;) {
    const failure = await check().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a document that is removed", () => {
  test("leaves no rows, files or jobs, nor do those inside of it", async () => {
    const content = zip([
      { name: "a.txt", content: Buffer.from("Apples are red.") },
      { name: "inner.zip", content: zip([{ name: "b.txt", content: Buffer.from("Bananas are yellow.") }]) },
    ]);
    const id = (await upload(server, { name: "fruit.zip", content })).data?.uploadDocument.document.id ?? "";
    await waitUntilRead(server, id);
    for (const name of ["a.txt", "inner.zip", "b.txt"]) {
      const [part] = await query<{ id: number }>("SELECT id FROM document WHERE name = $1", [name]);
      await waitUntilRead(server, encodeGlobalId("Document", part?.id ?? 0));
    }
    expect(await storedFiles()).toHaveLength(8);
    expect(await data(server, remove, { ids: [id] })).toEqual({ deleteDocuments: { deletedDocumentIds: [id] } });
    expect(await server.countRows()).toMatchObject(emptyTables);
    expect(await storedFiles()).toEqual([]);
    expect(await jobsOf(clearRemovedJob)).toEqual([]);
    const told = await query("SELECT 1 FROM event_log WHERE type = 'document.deleted'");
    expect(told).toHaveLength(4);
  });

  test("is gone at once when it is long, and its chunks follow", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    const document = await buildDocument(server, "Curlews winter on the coast.", { workspaceIds: [workspaceId] });
    await query("UPDATE document SET chunk_count = 100000 WHERE uuid = $1", [document.uuid]);
    await data(server, remove, { ids: [document.id] });
    const { search } = await data<{ search: { hits: unknown[] } }>(
      server,
      "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
      { input: { workspaceId, query: "Where do curlews winter?" } },
    );
    expect(search.hits).toEqual([]);
    await eventually(async () => {
      expect(await server.countRows()).toMatchObject(emptyTables);
      expect(await storedFiles()).toEqual([]);
      expect(await jobsOf(clearRemovedJob)).toEqual([]);
    });
  });

  test("is not read any further, and what was written of it goes too", async () => {
    const text = Array.from({ length: 60_000 }, (_, index) => `Sentence number ${index} tells of gulls.`).join(" ");
    const id = (await upload(server, { name: "gulls.txt", content: text })).data?.uploadDocument.document.id ?? "";
    await eventually(async () => {
      expect((await query("SELECT 1 FROM chunk")).length).toBeGreaterThan(0);
    });
    await data(server, remove, { ids: [id] });
    await eventually(async () => {
      expect(await server.countRows()).toMatchObject(emptyTables);
      expect(await storedFiles()).toEqual([]);
      expect(await query("SELECT 1 FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL")).toEqual([]);
      expect(await filesIn(join(server.dataDir, "work"))).toEqual([]);
    });
  });

  test("goes in the end, whatever breaks down right after it was removed", async () => {
    const document = await buildDocument(server, "Terns fly far.");
    const [{ id } = { id: 0 }] = await query<{ id: number }>("SELECT id FROM document");
    const transactions = new Transactions(server.database.dataSource);
    const broken = new DocumentRemover({
      transactions,
      index: { deleteRemoved: () => Promise.reject(new Error("The server died.")) },
      files: new LocalFileStore(join(server.dataDir, "files")),
      queue: new JobQueue(server.database.pool, transactions, createLogger("silent")),
      progress: { removed: () => Promise.resolve() },
      events: new EventRecorder(transactions),
    });
    await transactions.run(() => broken.remove(null, [id]));
    expect(await data(server, "query ($id: ID!) { node(id: $id) { id } }", { id: document.id })).toEqual({
      node: null,
    });
    expect(await storedFiles()).toHaveLength(2);
    const [remains] = await jobsOf(clearRemovedJob);
    expect(remains?.documentIds).toEqual([id]);
    // The server's own queue does it, once its time has come.
    await query("UPDATE graphile_worker._private_jobs SET run_at = now()");
    await eventually(async () => {
      expect(await server.countRows()).toMatchObject(emptyTables);
      expect(await storedFiles()).toEqual([]);
      expect(await jobsOf(clearRemovedJob)).toEqual([]);
    });
  });

  test("stays when the removal is undone", async () => {
    const document = await buildDocument(server, "Plovers stay.");
    const answer = await request(server, remove, { ids: [document.id, encodeGlobalId("Document", 999_999)] });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("NOT_FOUND");
    expect(await storedFiles()).toHaveLength(2);
    expect(await jobsOf(clearRemovedJob)).toEqual([]);
    await data(server, remove, { ids: [document.id] });
  });

  test("needs a credential that reaches what is inside of it too", async () => {
    const [near, far] = [await buildWorkspace(server), await buildWorkspace(server)];
    const content = zip([{ name: "note.txt", content: Buffer.from("A note.") }]);
    const answer = await upload(server, { name: "notes.zip", content }, { workspaceIds: [near.id] });
    const id = answer.data?.uploadDocument.document.id ?? "";
    await waitUntilRead(server, id);
    const [note] = await query<{ id: number }>("SELECT id FROM document WHERE name = 'note.txt'");
    await waitUntilRead(server, encodeGlobalId("Document", note?.id ?? 0));
    await query("INSERT INTO workspace_document (workspace_id, document_id) VALUES ($1, $2)", [
      far.databaseId,
      note?.id,
    ]);
    const [{ id: ownerId } = { id: 0 }] = await query<{ id: number }>("SELECT id FROM app_user ORDER BY id LIMIT 1");
    const limited = await buildKey(server, ownerId, { workspaceIds: [near.databaseId] });
    const refused = await request(limited, remove, { ids: [id] });
    expect(refused.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    await data(server, remove, { ids: [id] });
  });
});
