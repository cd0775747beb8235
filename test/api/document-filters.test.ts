import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ApiKeyScope } from "../../src/entities/index.js";
import { zip } from "../support/documents.js";
import { data, request, type Target, upload } from "../support/graphql-client.js";
import { buildKey, buildPerson, codeOf, fieldOf, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { readsDuring } from "../support/statements.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const listing = `query ($filter: DocumentFilterInput) {
  documents(first: 100, filter: $filter) { totalCount nodes { id } }
}`;

async function idsOf(filter: Readonly<Record<string, unknown>>, target: Target = server): Promise<string[]> {
  const { documents } = await data<{ documents: { nodes: { id: string }[] } }>(target, listing, { filter });
  return documents.nodes.map(({ id }) => id);
}

/** An archive of texts, when it and they were read, with the ids of what was found inside. */
async function buildArchive(input: Readonly<Record<string, unknown>> = {}) {
  const entries = ["one.txt", "two.txt"].map((name) => ({ name, content: Buffer.from(`This is ${name}.`) }));
  const answer = await upload(server, { name: "things.zip", content: zip(entries) }, input);
  const id = answer.data?.uploadDocument.document.id ?? "";
  await waitUntilRead(server, id);
  const parts = await idsOf({ parentId: id });
  for (const part of parts) await waitUntilRead(server, part);
  return { id, parts };
}

describe("a list of documents is narrowed", () => {
  test("to a folder and those whose names go on after it", async () => {
    const inside = await buildDocument(server, "Inside.", { folder: "reports/2026" });
    const deeper = await buildDocument(server, "Deeper.", { folder: "reports/2026/may" });
    await buildDocument(server, "Beside.", { folder: "reports/2026-old" });
    expect(await idsOf({ folderPrefix: "reports/2026" })).toEqual([inside.id, deeper.id]);
    expect(await idsOf({ folder: "reports/2026" })).toEqual([inside.id]);
  });

  test("to what its metadata holds", async () => {
    const metadata = { project: { name: "tide", phase: 2 }, tags: ["sea", "moon"] };
    const { id } = await buildDocument(server, "Tides.", { metadata });
    await buildDocument(server, "Ebb.", { metadata: { project: { name: "ebb", phase: 2 } } });
    expect(await idsOf({ metadata: { project: { name: "tide" } } })).toEqual([id]);
    expect(await idsOf({ metadata: { tags: ["moon"] } })).toEqual([id]);
    expect(await idsOf({ metadata: { project: { phase: "2" } } })).toEqual([]);
  });

  test("to others with the same bytes", async () => {
    const first = await buildDocument(server, "Said by two.");
    const second = await buildDocument(server, "Said by two.");
    await buildDocument(server, "Said by one.");
    expect(await idsOf({ sameContentAs: first.id })).toEqual([second.id]);
  });

  test("to external ids, of which only the viewer's own count", async () => {
    const { id } = await buildDocument(server, "A page.", { externalId: "wiki/a_b" });
    const beside = await buildDocument(server, "Another page.", { externalId: "wiki/axb" });
    expect(await idsOf({ externalId: "wiki/a_b" })).toEqual([id]);
    expect(await idsOf({ externalIdPrefix: "wiki/a" })).toEqual([id, beside.id]);
    expect(await idsOf({ externalIdPrefix: "wiki/a_" })).toEqual([id]);
  });

  test.each(["parentId", "sameContentAs"])("and not by a document that is unknown, as %s", async (name) => {
    const unknown = Buffer.from("Document:2000000000").toString("base64url");
    const answer = await request(server, listing, { filter: { [name]: unknown } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["NOT_FOUND", `filter.${name}`]);
  });
});

describe("documents inside a document", () => {
  const above =
    "query ($id: ID!) { node(id: $id) { ... on Document { partPath parent { id } parts(first: 10) { nodes { id } } } } }";

  test("know it, and are listed with it", async () => {
    const { id, parts } = await buildArchive();
    const { node } = await data<{ node: unknown }>(server, above, { id });
    expect(node).toEqual({ partPath: null, parent: null, parts: { nodes: parts.map((part) => ({ id: part })) } });
    const found = await Promise.all(
      parts.map((part) => data<{ node: { partPath: string } }>(server, above, { id: part })),
    );
    expect(found.map(({ node: part }) => part)).toEqual(
      ["one.txt", "two.txt"].map((partPath) => ({ partPath, parent: { id }, parts: { nodes: [] } })),
    );
  });

  test("show neither it nor each other to who may not know of them", async () => {
    const { id: workspaceId, databaseId } = await buildWorkspace(server);
    const { id, parts } = await buildArchive();
    await data(
      server,
      "mutation ($input: WorkspaceDocumentsInput!) { attachDocuments(input: $input) { workspace { id } } }",
      { input: { workspaceId, documentIds: parts.slice(0, 1) } },
    );
    const { rows } = await server.database.pool.query<{ id: number }>("SELECT id FROM app_user ORDER BY id LIMIT 1");
    const facts = { scopes: [ApiKeyScope.READ], workspaceIds: [databaseId] };
    const limited = await buildKey(server, rows[0]?.id ?? 0, facts);
    const { node } = await data<{ node: unknown }>(limited, above, { id: parts[0] });
    expect(node).toEqual({ partPath: "one.txt", parent: null, parts: { nodes: [] } });
    const answer = await request(limited, listing, { filter: { parentId: id } });
    expect(codeOf(answer)).toBe("NOT_FOUND");
  });

  test("are read by as many statements for a list as for one", async () => {
    const archives = [await buildArchive({ folder: "archives" }), await buildArchive({ folder: "archives" })];
    const read = (filter: Readonly<Record<string, unknown>>) =>
      readsDuring(server.database, () =>
        data(
          server,
          `query ($filter: DocumentFilterInput) { documents(first: 100, filter: $filter) { nodes {
            parent { id } parts(first: 5) { totalCount nodes { parent { id } } }
          } } }`,
          { filter },
        ),
      );
    const one = await read({ parentId: archives[0]?.id });
    const list = await read({ folderPrefix: "archives" });
    expect(list.length).toBeLessThanOrEqual(one.length + 1);
  });
});

test("another owner's external ids are no business of the viewer's", async () => {
  const shared = await startTestServer();
  try {
    const admin = await openToMany(shared);
    const manager = await buildPerson(shared, { role: "MANAGER" });
    const own = await buildDocument(admin, "The admin's.", { externalId: "notes/a" });
    const others = await buildDocument(manager, "The manager's.", { externalId: "notes/a" });
    expect(await idsOf({ externalIdPrefix: "notes/" }, admin)).toEqual([own.id]);
    expect(await idsOf({ externalIdPrefix: "notes/" }, manager)).toEqual([others.id]);
  } finally {
    await shared.stop();
  }
});
