import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { ChunkIndex } from "../../src/retrieval/index.js";
import { Doctor } from "../../src/services/doctor/doctor.js";
import { LocalFileStore } from "../../src/storage/local-file-store.js";
import { data, request } from "../support/graphql-client.js";
import { codeOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
const lines: Readonly<Record<string, unknown>>[] = [];
beforeAll(async () => {
  const log = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  server = await startTestServer({ LOG_LEVEL: "warn" }, log);
});
afterAll(() => server.stop());

/** Pins documents, and loses the text of the first. */
async function buildLoss() {
  const { id: workspaceId } = await buildWorkspace(server);
  const lost = await buildDocument(server, "Seals bark at the third pier.", { workspaceIds: [workspaceId] });
  const kept = await buildDocument(server, "Gulls sleep on the roof.", { workspaceIds: [workspaceId] });
  for (const { id: documentId } of [lost, kept]) {
    await data(server, "mutation ($input: PinDocumentInput!) { pinDocument(input: $input) { __typename } }", {
      input: { workspaceId, documentId, pinned: true },
    });
  }
  const { rows } = await server.database.pool.query<{ id: number; text_key: string }>(
    "SELECT id, text_key FROM document WHERE uuid = $1",
    [lost.uuid],
  );
  const [row] = rows;
  await rm(join(server.dataDir, "files", row?.text_key ?? ""));
  return { workspaceId, lost, kept, databaseId: row?.id ?? 0 };
}

function doctor(): Doctor {
  const transactions = new Transactions(server.database.dataSource);
  return new Doctor({
    transactions,
    files: new LocalFileStore(join(server.dataDir, "files")),
    index: new ChunkIndex(transactions),
    queue: new JobQueue(server.database.pool, transactions, createLogger("silent")),
    isAlone: false,
  });
}

async function patientOf(repair: boolean): Promise<readonly string[]> {
  const reports = await doctor().examine({ repair });
  return reports.find(({ check }) => check === "documents-without-text")?.found ?? [];
}

test("a pinned document whose text is lost does not stop the chats, is told of, and comes back", async () => {
  const { workspaceId, lost, kept, databaseId } = await buildLoss();
  const question = { workspaceId, message: "What about the harbour?", mode: "CHAT" };
  const without = await ask(server, question);
  expect(without.finished).toMatchObject({ status: "COMPLETED", error: null });
  const texts = without.started?.citations?.map(({ text }) => text);
  expect(texts).toContain("Gulls sleep on the roof.");
  expect(lines).toContainEqual(expect.objectContaining({ level: 40, documentId: databaseId }));

  // Whoever asks for the text itself is told what is wrong, and so is whoever asks the doctor.
  const query = "query ($id: ID!) { document(by: { id: $id }) { text } }";
  expect(codeOf(await request(server, query, { id: lost.id }))).toBe("DOCUMENT_FILE_MISSING");
  expect(await data(server, query, { id: kept.id })).toEqual({ document: { text: "Gulls sleep on the roof." } });
  expect(await patientOf(true)).toEqual([expect.stringContaining(`document ${databaseId} `)]);

  await waitUntilRead(server, lost.id);
  const again = await ask(server, question);
  const pinned = again.started?.citations?.filter(({ score }) => score === 1).map(({ text }) => text);
  expect(pinned).toEqual(["Seals bark at the third pier.", "Gulls sleep on the roof."]);
  expect(await patientOf(false)).toEqual([]);
});
