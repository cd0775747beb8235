import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const creation = "mutation ($name: String!) { createFolder(name: $name) { folder { name documentCount } } }";
const renaming =
  "mutation ($input: RenameFolderInput!) { renameFolder(input: $input) { folder { name documentCount } } }";
const deletion =
  "mutation ($name: String!, $all: Boolean!) { deleteFolder(name: $name, withDocuments: $all) { deletedFolder deletedDocuments } }";
const moving =
  "mutation ($input: MoveDocumentsInput!) { moveDocuments(input: $input) { documents { id folder location } } }";
const editing = `mutation ($input: UpdateDocumentInput!) {
  updateDocument(input: $input) { document { title author description source metadata } }
}`;

async function folderNamed(name: string): Promise<unknown> {
  const query = "query ($name: String!) { folder(name: $name) { name documentCount } }";
  return (await data<{ folder: unknown }>(server, query, { name })).folder;
}

describe("a folder", () => {
  test("is made, listed with what it holds, renamed with its documents, and removed", async () => {
    expect(await data(server, creation, { name: " reports/2026 " })).toMatchObject({
      createFolder: { folder: { name: "reports/2026", documentCount: 0 } },
    });
    const document = await buildDocument(server, "May was wet.", { folder: "reports/2026" });
    const { folders } = await data<{ folders: { nodes: unknown[]; totalCount: number } }>(
      server,
      '{ folders(first: 10, search: "REPORTS") { totalCount nodes { name documentCount } } }',
    );
    expect(folders).toEqual({ totalCount: 1, nodes: [{ name: "reports/2026", documentCount: 1 }] });

    const input = { name: "reports/2026", newName: "archive/2026" };
    await data(server, renaming, { input });
    expect(await folderNamed("reports/2026")).toBeNull();
    expect(await folderNamed("archive/2026")).toEqual({ name: "archive/2026", documentCount: 1 });
    const { node } = await data<{ node: { location: string } }>(
      server,
      "query ($id: ID!) { node(id: $id) { ... on Document { location } } }",
      { id: document.id },
    );
    expect(node.location).toMatch(/^archive\/2026\//);

    const refused = await request(server, deletion, { name: "archive/2026", all: false });
    expect([codeOf(refused), fieldOf(refused)]).toEqual(["CONFLICT", "withDocuments"]);
    expect(await data(server, deletion, { name: "archive/2026", all: true })).toEqual({
      deleteFolder: { deletedFolder: "archive/2026", deletedDocuments: 1 },
    });
    expect(await folderNamed("archive/2026")).toBeNull();
  });

  test("is made by the documents that come into it", async () => {
    await buildDocument(server, "Sun.", { folder: "made by itself" });
    expect(await folderNamed("made by itself")).toEqual({ name: "made by itself", documentCount: 1 });
  });

  test.each([
    ["makes one twice", creation, { name: "custom-documents" }, "CONFLICT", "name"],
    ["makes one of nothing but dots", creation, { name: "../.." }, "BAD_USER_INPUT", "name"],
    ["renames one that is unknown", renaming, { input: { name: "unknown", newName: "a" } }, "NOT_FOUND", "name"],
    ["renames the default one", renaming, { input: { name: "custom-documents", newName: "a" } }, "CONFLICT", "name"],
    ["removes one that is unknown", deletion, { name: "unknown", all: true }, "NOT_FOUND", "name"],
    ["removes the default one", deletion, { name: "custom-documents", all: true }, "CONFLICT", "name"],
  ])("whoever %s is told so", async (_name, query, variables, code, field) => {
    const answer = await request(server, query, variables);
    expect([codeOf(answer), fieldOf(answer)]).toEqual([code, field]);
  });

  test("does not take the name of another one", async () => {
    await data(server, creation, { name: "taken" });
    await data(server, creation, { name: "mine" });
    const answer = await request(server, renaming, { input: { name: "mine", newName: "taken" } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["CONFLICT", "newName"]);
  });
});

test("documents are moved together, or not at all", async () => {
  const documents = [await buildDocument(server, "One."), await buildDocument(server, "Two.")];
  const documentIds = documents.map(({ id }) => id);
  const unknown = Buffer.from("Document:2000000000").toString("base64url");
  const refused = await request(server, moving, { input: { documentIds: [...documentIds, unknown], folder: "moved" } });
  expect(codeOf(refused)).toBe("NOT_FOUND");
  expect(await folderNamed("moved")).toBeNull();

  const { moveDocuments } = await data<{ moveDocuments: { documents: { folder: string }[] } }>(server, moving, {
    input: { documentIds, folder: "moved" },
  });
  expect(moveDocuments.documents.map(({ folder }) => folder)).toEqual(["moved", "moved"]);
  expect(await folderNamed("moved")).toEqual({ name: "moved", documentCount: 2 });
});

test("documents that stood in the folder already are told apart", async () => {
  const [there, elsewhere] = [
    await buildDocument(server, "There.", { folder: "goal" }),
    await buildDocument(server, "Elsewhere."),
  ];
  const { moveDocuments } = await data<{ moveDocuments: Record<string, { id: string }[]> }>(
    server,
    "mutation ($input: MoveDocumentsInput!) { moveDocuments(input: $input) { documents { id } unchanged { id } } }",
    { input: { documentIds: [there.id, elsewhere.id], folder: "goal" } },
  );
  expect(moveDocuments).toEqual({
    documents: [{ id: there.id }, { id: elsewhere.id }],
    unchanged: [{ id: there.id }],
  });
});

describe("what is said of a document", () => {
  test("is changed, and taken away", async () => {
    const { id } = await buildDocument(server, "Text.", { author: "Ada", metadata: { year: 1843 } });
    const input = { documentId: id, author: null, description: "A note.", metadata: { kind: "note" } };
    const { updateDocument } = await data<{ updateDocument: { document: Record<string, unknown> } }>(server, editing, {
      input,
    });
    expect(updateDocument.document).toMatchObject({ author: null, description: "A note.", metadata: { kind: "note" } });
  });

  test("leaves no trace when it is so already", async () => {
    const metadata = { zone: "harbour", berth: { number: 7, free: true }, tags: ["a", "b"] };
    const { id, uuid } = await buildDocument(server, "Text.", { author: "Ada", title: "Berth 7", metadata });
    const traces = async () => {
      const { rows } = await server.database.pool.query<Record<string, unknown>>(
        `SELECT updated_at, reading, (SELECT count(*)::int FROM event_log WHERE type = 'document.updated' AND subject_id = d.id) AS events
         FROM document d WHERE uuid = $1`,
        [uuid],
      );
      return rows;
    };
    const before = await traces();
    const input = {
      documentId: id,
      title: "Berth 7",
      author: "Ada",
      description: null,
      metadata: { tags: ["a", "b"], berth: { free: true, number: 7 }, zone: "harbour" },
    };
    await data(server, editing, { input });
    expect(await traces()).toEqual(before);
    await data(server, editing, { input: { ...input, metadata: { ...metadata, tags: ["b", "a"] } } });
    expect(await traces()).toMatchObject([{ events: 1 }]);
  });

  test("it is found by its new title", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    const { id } = await buildDocument(server, "It opens at six.", { workspaceIds: [workspaceId], title: "Plain" });
    await data(server, editing, { input: { documentId: id, title: "Harbour master" } });
    await waitUntilRead(server, id);
    const { search } = await data<{ search: { hits: { document: { title: string } }[] } }>(
      server,
      "query ($input: SearchInput!) { search(input: $input) { hits { document { title } } } }",
      { input: { workspaceId, query: "harbour" } },
    );
    expect(search.hits.map(({ document }) => document.title)).toEqual(["Harbour master"]);
  });

  test("is refused when it is too large", async () => {
    const { id } = await buildDocument(server, "Text.");
    const metadata = { note: "x".repeat(20_000) };
    const answer = await request(server, editing, { input: { documentId: id, metadata } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", "metadata"]);
  });
});
