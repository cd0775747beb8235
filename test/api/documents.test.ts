import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request, upload } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const describeDocument = `query ($id: ID!) { node(id: $id) { ... on Document {
  name title folder status chunkCount wordCount characterCount text location failure { code message } mimeType sizeBytes pages
} } }`;

interface Described {
  readonly node: Readonly<Record<string, unknown>> | null;
}

async function uploaded(
  name: string,
  content: Uint8Array | string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await upload(server, { name, content }, input);
  const id = answer.data?.uploadDocument.document.id;
  if (id === undefined) throw new Error(JSON.stringify(answer.errors));
  return id;
}

test("an uploaded file is read, and its text can be had", async () => {
  const id = await uploaded("notes.md", "# Notes\n\nThe harbour opens at six.\n", { folder: "harbour", author: "Ada" });
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY", chunks: 1, failure: null });
  const { node } = await data<Described>(server, describeDocument, { id });
  expect(node).toMatchObject({ name: "notes.md", folder: "harbour", status: "READY", chunkCount: 1, failure: null });
  expect(node?.["text"]).toContain("The harbour opens at six.");
  expect(node?.["location"]).toMatch(/^harbour\/notes\.md-[0-9a-f-]{36}\.json$/);
});

test.each([
  ["a slash", "../../etc/passwd", "passwd"],
  ["a backslash", "..\\..\\windows\\win.ini", "win.ini"],
  ["an encoded slash", "..%2F..%2Fevil.txt", "..%2F..%2Fevil.txt"],
  ["a full-width slash", "..／..／evil.txt", "..／..／evil.txt"],
  ["an absolute path", "/root/.ssh/id_rsa", "id_rsa"],
  ["dots alone", "..", "document"],
])("a name with %s stays a name", async (_what, given, kept) => {
  const id = await uploaded(given, "Harmless text.");
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  const { node } = await data<Described>(server, describeDocument, { id });
  expect(node?.["name"]).toBe(kept);
});

test("a file without text fails with the reason, never with success and nothing in it", async () => {
  const id = await uploaded("empty.txt", "");
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "FAILED", failure: { code: "DOCUMENT_EMPTY" } });
});

test("bytes that are no document fail with the reason", async () => {
  const id = await uploaded(
    "blob.bin",
    Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 256),
  );
  expect(await waitUntilRead(server, id)).toMatchObject({
    status: "FAILED",
    failure: { code: "DOCUMENT_UNSUPPORTED" },
  });
});

test("the content decides what a file is, not its name", async () => {
  const html = "<!doctype html><title>Tides</title><script>evil()</script><p>High water at noon.</p>";
  const id = await uploaded("really.pdf", html);
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  const { node } = await data<Described>(server, describeDocument, { id });
  expect(node?.["text"]).toContain("High water at noon.");
  expect(node?.["text"]).not.toContain("evil");
});

test("a removed document is gone with its rows and files", async () => {
  const { id: workspaceId } = await buildWorkspace(server);
  const document = await buildDocument(server, "A secret about seals.", { workspaceIds: [workspaceId] });
  const stored = await server.database.pool.query<{ id: number }>("SELECT id FROM document WHERE uuid = $1", [
    document.uuid,
  ]);
  await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
    ids: [document.id],
  });
  const number = stored.rows[0]?.id;
  for (const table of ["chunk", "chunk_embedding", "posting", "workspace_document"]) {
    const rows = await server.database.pool.query(`SELECT 1 FROM ${table} WHERE document_id = $1`, [number]);
    expect([table, rows.rowCount]).toEqual([table, 0]);
  }
  const answer = await request(
    server,
    "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }",
    { ids: [document.id] },
  );
  expect(answer.errors?.[0]?.extensions["code"]).toBe("NOT_FOUND");
});

test("documents are found by uuid and by location", async () => {
  const document = await buildDocument(server, "Found twice.");
  const find = (by: Readonly<Record<string, string>>) =>
    data(server, "query ($by: DocumentReferenceInput!) { document(by: $by) { id } }", { by });
  expect(await find({ uuid: document.uuid })).toEqual({ document: { id: document.id } });
  expect(await find({ location: document.location })).toEqual({ document: { id: document.id } });
  expect(await find({ location: "custom-documents/unknown.json" })).toEqual({ document: null });
});

test("this test's own source reads as text", async () => {
  const source = await readFile(new URL(import.meta.url), "utf8");
  const id = await uploaded("source.txt", source);
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
});
