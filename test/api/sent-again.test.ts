import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Answer, data, sendFiles } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** What opens the fixture. */
const password = "Hafen-T\u00fcr";
const locked = readFileSync(new URL("../../../test/fixtures/locked-aes-256.pdf", import.meta.url));

interface Upserted {
  readonly outcome: string;
  readonly document: { readonly id: string; readonly status: string };
}

/** Sends the encrypted file under a name. */
async function send(input: Readonly<Record<string, unknown>>): Promise<Upserted> {
  const answer: Answer<{ upsertDocument: Upserted }> = await sendFiles(
    server,
    "mutation ($input: UpsertDocumentInput!) { upsertDocument(input: $input) { outcome document { id status } } }",
    { ...input, file: null },
    { "variables.input.file": { name: "locked.pdf", content: locked } },
  );
  if (answer.errors !== undefined || answer.data === null) throw new Error(JSON.stringify(answer.errors));
  return answer.data.upsertDocument;
}

/** What reading a document came to: READY, or the code of its failure. */
async function readingOf({ document }: Upserted): Promise<string | undefined> {
  const last = await waitUntilRead(server, document.id);
  return last?.failure?.code ?? last?.status;
}

async function changed(externalId: string, contentHash: string): Promise<string[]> {
  const query = "query ($documents: [ExternalDocumentInput!]!) { changedDocuments(documents: $documents) }";
  const documents = [{ externalId, contentHash }];
  return (await data<{ changedDocuments: string[] }>(server, query, { documents })).changedDocuments;
}

test.each([
  ["told by their bytes", {}],
  ["told by a content hash", { contentHash: "v1" }],
])("files that could not be read are read again when they are sent again, %s", async (name, hash) => {
  const input = { externalId: name, ...hash };
  const first = await send(input);
  expect([first.outcome, await readingOf(first)]).toEqual(["CREATED", "DOCUMENT_ENCRYPTED"]);
  const again = await send(input);
  expect([again.outcome, await readingOf(again)]).toEqual(["UPDATED", "DOCUMENT_ENCRYPTED"]);
  const opened = await send({ ...input, password });
  expect([opened.outcome, await readingOf(opened)]).toEqual(["UPDATED", "READY"]);
  expect(opened.document.id).toBe(first.document.id);
  // Now there is nothing to hope for.
  expect(await send({ ...input, password })).toMatchObject({ outcome: "UNCHANGED", document: { status: "READY" } });
  expect(await send(input)).toMatchObject({ outcome: "UNCHANGED", document: { status: "READY" } });
});

test("a password that comes while the document waits is not lost", async () => {
  await data(server, "mutation { pauseIngestion { isPaused } }");
  const input = { externalId: "waits", contentHash: "v1" };
  const first = await send(input);
  expect(await send(input)).toMatchObject({ outcome: "UNCHANGED", document: { status: "PAUSED" } });
  expect(await send({ ...input, password })).toMatchObject({ outcome: "UPDATED", document: { status: "PAUSED" } });
  expect((await send({ ...input, password })).outcome).toBe("UNCHANGED");
  await data(server, "mutation { resumeIngestion { isPaused } }");
  expect(await readingOf(first)).toBe("READY");
});

test("a document that could not be read is not asked for again, unless its bytes are gone", async () => {
  const unread = await send({ externalId: "not asked for", contentHash: "v1" });
  expect(await readingOf(unread)).toBe("DOCUMENT_ENCRYPTED");
  expect(await changed("not asked for", "v1")).toEqual([]);

  const input = { externalId: "gone", contentHash: "v1" };
  const { id, uuid } = await buildDocument(server, "On its way out.", input);
  const { rows } = await server.database.pool.query<{ file_key: string }>(
    "SELECT file_key FROM document WHERE uuid = $1",
    [uuid],
  );
  await rm(join(server.dataDir, "files", rows[0]?.file_key ?? ""));
  await data(
    server,
    "mutation ($input: ReprocessDocumentsInput!) { reprocessDocuments(input: $input) { __typename } }",
    {
      input: { documentIds: [id] },
    },
  );
  expect(await waitUntilRead(server, id)).toMatchObject({ failure: { code: "DOCUMENT_FILE_MISSING" } });
  expect(await changed("gone", "v1")).toEqual(["gone"]);
  const query = "mutation ($input: UpsertDocumentInput!) { upsertDocument(input: $input) { outcome document { id } } }";
  const answer = await data<{ upsertDocument: Upserted }>(server, query, {
    input: { ...input, text: "On its way out." },
  });
  expect([answer.upsertDocument.outcome, await readingOf(answer.upsertDocument)]).toEqual(["UPDATED", "READY"]);
  expect(await changed("gone", "v1")).toEqual([]);
});
