import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { zip, type ZipEntry } from "../support/documents.js";
import { data, upload } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Part {
  readonly id: number;
  readonly part_path: string;
  readonly name: string;
  readonly folder: string;
  readonly status: string;
  readonly depth: number;
  readonly failure_code: string | null;
  readonly reading: number;
}

async function partsOf(id: string): Promise<Part[]> {
  const { rows } = await server.database.pool.query<Part>(
    "SELECT id, part_path, name, folder, status, depth, failure_code, reading FROM document WHERE parent_id = $1 ORDER BY part_path",
    [databaseId(id)],
  );
  return rows;
}

function databaseId(id: string): number {
  return Number(Buffer.from(id, "base64url").toString().split(":")[1]);
}

function globalId(id: number): string {
  return Buffer.from(`Document:${id}`).toString("base64url");
}

function entry(name: string, content: string | Buffer): ZipEntry {
  return { name, content: Buffer.from(content) };
}

/** Uploads an archive, and waits until it and all that is in it was read. */
async function uploadArchive(entries: readonly ZipEntry[], input: Readonly<Record<string, unknown>> = {}) {
  const answer = await upload(server, { name: "things.zip", content: zip(entries) }, input);
  const id = answer.data?.uploadDocument.document.id ?? "";
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  await untilAllRead(id);
  return id;
}

async function untilAllRead(id: string): Promise<void> {
  for (const part of await partsOf(id)) {
    await waitUntilRead(server, globalId(part.id));
    await untilAllRead(globalId(part.id));
  }
}

/** Replaces the stored bytes of a document, as a newer version of a file would, and reads it again. */
async function replaceWith(id: string, entries: readonly ZipEntry[]): Promise<void> {
  const upsert = await upload(server, { name: "things.zip", content: zip(entries) });
  const other = upsert.data?.uploadDocument.document.id ?? "";
  await waitUntilRead(server, other);
  await server.database.pool.query(
    "UPDATE document d SET file_key = o.file_key, content_hash = o.content_hash FROM document o WHERE d.id = $1 AND o.id = $2",
    [databaseId(id), databaseId(other)],
  );
  await data(server, "mutation ($i: ReprocessDocumentsInput!) { reprocessDocuments(input: $i) { documents { id } } }", {
    i: { documentIds: [id] },
  });
  await waitUntilRead(server, id);
  await untilAllRead(id);
}

describe("files inside a file", () => {
  test("become documents of their own, where their container stands, and are found", async () => {
    const workspace = await buildWorkspace(server);
    const id = await uploadArchive(
      [entry("notes/first.txt", "The heron eats frogs."), entry("second.md", "# Owls\n\nMice.")],
      {
        folder: "birds",
        workspaceIds: [workspace.id],
      },
    );
    expect(await partsOf(id)).toMatchObject([
      { part_path: "notes/first.txt", name: "first.txt", folder: "birds", status: "ready", depth: 1 },
      { part_path: "second.md", name: "second.md", folder: "birds", status: "ready", depth: 1 },
    ]);
    const { search } = await data<{ search: { hits: { document: { name: string } }[] } }>(
      server,
      "query ($i: SearchInput!) { search(input: $i) { hits { document { name } } } }",
      { i: { workspaceId: workspace.id, query: "What does the heron eat?" } },
    );
    expect(search.hits[0]?.document.name).toBe("first.txt");
  });

  test("keep their names clean, whatever the container calls them", async () => {
    const id = await uploadArchive([entry("../../etc/passwd", "root"), entry("C:\\Users\\me\\note.txt", "Mine.")]);
    const parts = await partsOf(id);
    expect(parts.map(({ part_path: path }) => path).sort()).toEqual(["Users/me/note.txt", "etc/passwd"]);
  });

  test("that cannot be read fail each for itself", async () => {
    const id = await uploadArchive([
      entry("good.txt", "Good."),
      entry("bad.pdf", "%PDF-1.4 broken"),
      entry("empty.txt", ""),
    ]);
    const outcomes = (await partsOf(id)).map(({ name, status, failure_code: code }) => [name, status, code]);
    expect(outcomes).toContainEqual(["good.txt", "ready", null]);
    expect(outcomes).toContainEqual(["bad.pdf", "failed", "DOCUMENT_CORRUPT"]);
  });

  test("are read to a depth of three, and those below say so", async () => {
    let inner = zip([entry("deep.txt", "Too deep.")]);
    for (const name of ["three.zip", "two.zip", "one.zip"]) inner = zip([{ name, content: inner }]);
    const id = await uploadArchive([{ name: "zero.zip", content: inner }]);
    const all = await server.database.pool.query<Part>(
      "WITH RECURSIVE inside AS (SELECT * FROM document WHERE parent_id = $1 UNION ALL SELECT d.* FROM document d JOIN inside ON d.parent_id = inside.id) SELECT name, status, depth, failure_code FROM inside ORDER BY depth",
      [databaseId(id)],
    );
    expect(all.rows).toMatchObject([
      { name: "zero.zip", depth: 1, status: "ready" },
      { name: "one.zip", depth: 2, status: "ready" },
      { name: "two.zip", depth: 3, status: "ready" },
      { name: "three.zip", depth: 4, status: "failed", failure_code: "DOCUMENT_NESTED" },
    ]);
  });

  test("that are unchanged when their container is read again are left alone; others are replaced, added and removed", async () => {
    const id = await uploadArchive([
      entry("same.txt", "Same."),
      entry("other.txt", "Before."),
      entry("gone.txt", "Gone."),
    ]);
    const before = await partsOf(id);
    await replaceWith(id, [entry("same.txt", "Same."), entry("other.txt", "After."), entry("new.txt", "New.")]);
    const after = await partsOf(id);
    expect(after.map(({ name, status }) => [name, status])).toEqual([
      ["new.txt", "ready"],
      ["other.txt", "ready"],
      ["same.txt", "ready"],
    ]);
    const idOf = (parts: readonly Part[], name: string) => parts.find((part) => part.name === name);
    expect(idOf(after, "same.txt")).toEqual(idOf(before, "same.txt"));
    expect(idOf(after, "other.txt")?.id).toBe(idOf(before, "other.txt")?.id);
    const { document } = await data<{ document: { text: string } }>(
      server,
      "query ($id: ID!) { document(by: { id: $id }) { text } }",
      { id: globalId(idOf(after, "other.txt")?.id ?? 0) },
    );
    expect(document.text).toBe("After.");
  });

  test("are removed with their container", async () => {
    const id = await uploadArchive([entry("inner.zip", zip([entry("a.txt", "A.")])), entry("b.txt", "B.")]);
    await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
      ids: [id],
    });
    const { rows } = await server.database.pool.query(
      "SELECT 1 FROM document WHERE name IN ('b.txt', 'a.txt', 'inner.zip')",
    );
    expect(rows).toHaveLength(0);
  });
});
