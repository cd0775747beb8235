import { mkdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { encodeGlobalId } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { ChunkIndex } from "../../src/retrieval/index.js";
import { Doctor } from "../../src/services/doctor/doctor.js";
import { LocalFileStore } from "../../src/storage/local-file-store.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function query<Row extends object>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return (await server.database.pool.query<Row>(statement, [...parameters])).rows;
}

/** A doctor who takes it that the server is at work, or that nobody is. */
function doctor(isAlone: boolean): Doctor {
  const transactions = new Transactions(server.database.dataSource);
  return new Doctor({
    transactions,
    files: new LocalFileStore(join(server.dataDir, "files")),
    index: new ChunkIndex(transactions),
    queue: new JobQueue(server.database.pool, transactions, createLogger("silent")),
    isAlone,
  });
}

/** What is wrong, by check. */
async function examine(isAlone: boolean, options: { readonly all?: boolean; readonly repair?: boolean } = {}) {
  const reports = await doctor(isAlone).examine(options);
  return Object.fromEntries(reports.filter(({ found }) => found.length > 0).map(({ check, found }) => [check, found]));
}

interface Stored {
  readonly id: number;
  readonly generation: number;
  readonly file_key: string;
  readonly text_key: string;
}

async function build(title: string, facts: Readonly<Record<string, unknown>> = {}): Promise<Stored> {
  const { uuid } = await buildDocument(server, `All about ${title}.`, { title, ...facts });
  const [row] = await query<Stored>("SELECT id, generation, file_key, text_key FROM document WHERE uuid = $1", [uuid]);
  if (row === undefined) throw new Error("There is no document.");
  return row;
}

const pathOf = (key: string) => join(server.dataDir, "files", key);

async function forget(key: string, hoursAgo: number): Promise<void> {
  await mkdir(dirname(pathOf(key)), { recursive: true });
  await writeFile(pathOf(key), "orphan");
  const time = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(pathOf(key), time, time);
}

async function vectorOf({ id }: Stored): Promise<string> {
  const [row] = await query<{ embedding: string }>(
    "SELECT embedding::text AS embedding FROM chunk_embedding WHERE document_id = $1 LIMIT 1",
    [id],
  );
  return row?.embedding ?? "";
}

test("a library in order has nothing to find", async () => {
  await build("order");
  expect(await examine(false)).toEqual({});
  expect(await examine(true, { all: true })).toEqual({});
});

test("everything that is out of order is found, and repaired", async () => {
  const noFile = await build("a lost file");
  const noText = await build("a lost text");
  const counted = await build("a lost chunk");
  const strayed = await build("a stray vector");
  const waiting = await build("waiting for ever");
  const moved = await build("a lost folder", { folder: "north" });
  const orphaned = await build("a lost container");

  await rm(pathOf(noFile.file_key));
  await rm(pathOf(noText.text_key));
  await query("DELETE FROM chunk WHERE document_id = $1", [counted.id]);
  const [space] = await query<{ id: number }>(
    "INSERT INTO embedding_space (provider, model, dimensions, version) VALUES ('supplied', 'strange', 3, '1') RETURNING id",
  );
  const [chunk] = await query<{ id: number }>("SELECT id FROM chunk WHERE document_id = $1", [strayed.id]);
  await query(
    "INSERT INTO chunk_embedding (chunk_id, space_id, document_id, generation, embedding) VALUES ($1, $2, $3, $4, $5::vector)",
    [chunk?.id, space?.id, strayed.id, strayed.generation, await vectorOf(strayed)],
  );
  await query("UPDATE document SET status = 'parsing' WHERE id = $1", [waiting.id]);
  for (const table of ["folder", "parent_id"]) {
    const [constraint] = await query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
       WHERE c.conrelid = 'document'::regclass AND c.contype = 'f' AND a.attname = $1`,
      [table],
    );
    await query(`ALTER TABLE document DROP CONSTRAINT "${constraint?.name ?? ""}"`);
  }
  await query("DELETE FROM folder WHERE name = 'north'");
  await query("UPDATE document SET parent_id = 777777, part_path = 'inner.txt', depth = 1 WHERE id = $1", [
    orphaned.id,
  ]);
  const [hidden] = await query<{ generation: number }>(
    "INSERT INTO document_generation (document_id) VALUES (888888) RETURNING generation",
  );
  await query(
    "INSERT INTO posting (term, document_id, generation, segment, entry_count, entries) VALUES (1, 1, 999999, 0, 1, '{1}')",
  );
  const [job] = await query<{ id: string }>(
    "SELECT id FROM graphile_worker.add_job('ingest-document', '{\"documentId\": 777777}', run_at := now() + interval '1 day')",
  );
  const [old, young] = ["ab/ab000000-0000-4000-8000-000000000001", "cd/cd000000-0000-4000-8000-000000000002"] as const;
  await forget(old, 2);
  await forget(young, 0);

  const expected = {
    "unknown-folders": ["north"],
    "parts-without-container": [`document ${orphaned.id}: a lost container`],
    "documents-without-file": [`document ${noFile.id} (ready): a lost file`],
    "documents-without-text": [`document ${noText.id} (ready): a lost text`],
    "files-without-document": [expect.stringContaining(`${old} (6 bytes`)],
    "hidden-generations": [`generation ${hidden?.generation} of document 888888`],
    "stray-postings": ["generation 999999"],
    "stray-embeddings": [`chunk ${chunk?.id} of document ${strayed.id}, in space ${space?.id}`],
    "miscounted-chunks": [`document ${counted.id}: 0 chunks of 1: a lost chunk`],
    "documents-without-job": [`document ${waiting.id}: waiting for ever`],
    "jobs-without-document": [`job ${job?.id} (ingest-document) of document 777777`],
  };
  expect(await examine(false)).toEqual(expected);
  // Looking changes nothing.
  const all = { ...expected, "files-without-document": [expect.stringContaining(old), expect.stringContaining(young)] };
  const thorough = await examine(false, { all: true });
  expect({ ...thorough, "files-without-document": [...(thorough["files-without-document"] ?? [])].sort() }).toEqual(
    all,
  );
  expect(await examine(true)).toMatchObject({ "files-without-document": { length: 2 } });

  expect(await examine(false, { repair: true })).toEqual(expected);
  for (const { id } of [noText, counted, waiting]) {
    expect(await waitUntilRead(server, encodeGlobalId("Document", id))).toMatchObject({ status: "READY", chunks: 1 });
  }
  expect(await examine(false)).toEqual({});
  expect(await query("SELECT status, failure_code FROM document WHERE id = $1", [noFile.id])).toEqual([
    { status: "failed", failure_code: "DOCUMENT_FILE_MISSING" },
  ]);
  expect(await query("SELECT folder FROM document WHERE id = $1", [moved.id])).toEqual([{ folder: "north" }]);
  expect(await query("SELECT parent_id, part_path, depth FROM document WHERE id = $1", [orphaned.id])).toEqual([
    { parent_id: null, part_path: null, depth: 0 },
  ]);
  await expect(stat(pathOf(old))).rejects.toThrow("ENOENT");

  expect(Object.keys(await examine(true, { repair: true }))).toEqual(["files-without-document"]);
  await expect(stat(pathOf(young))).rejects.toThrow("ENOENT");
  expect(await examine(true, { all: true })).toEqual({});
});
