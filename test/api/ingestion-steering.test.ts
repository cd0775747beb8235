import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { collect, data, request, socketClient, upload } from "../support/graphql-client.js";
import { reprocess, steer, summaryOf } from "../support/ingestion.js";
import { buildPerson, codeOf, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

/** What opens the fixture. */
const lockedPassword = "Hafen-T\u00fcr";

describe("steering the reading of documents", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test("is for those who may change the documents; pausing everybody's is for administrators", async () => {
    const admin = await openToMany(server);
    const manager = await buildPerson(server, { role: "MANAGER" });
    const member = await buildPerson(server, { role: "DEFAULT" });
    const workspace = await buildWorkspace(admin);
    const { createTextDocument } = await data<{ createTextDocument: { document: { id: string } } }>(
      admin,
      "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }",
      { input: { title: "Text", text: "Text.", workspaceIds: [workspace.id] } },
    );
    const { id } = createTextDocument.document;
    const cancel = `mutation ($ids: [ID!]!) { cancelDocuments(documentIds: $ids) { documents { id } } }`;
    expect(codeOf(await request(member, cancel, { ids: [id] }))).toBe("FORBIDDEN");
    expect((await request(manager, cancel, { ids: [id] })).errors).toBeUndefined();
    const everybody = "mutation { pauseIngestion(everybody: true) { isPaused } }";
    expect(codeOf(await request(manager, everybody))).toBe("FORBIDDEN");
    expect(await data(admin, everybody)).toEqual({ pauseIngestion: { isPaused: true } });
    expect(await summaryOf(manager)).toMatchObject({ isPaused: true });
    await data(admin, "mutation { resumeIngestion(everybody: true) { isPaused } }");
    expect(await summaryOf(manager)).toMatchObject({ isPaused: false });
  });

  test("refuses more than a thousand documents, and unknown ones", async () => {
    const many = Array.from({ length: 1_001 }, () => "RG9jdW1lbnQ6MQ");
    const cancel = "mutation ($ids: [ID!]!) { cancelDocuments(documentIds: $ids) { documents { id } } }";
    expect(codeOf(await request(server, cancel, { ids: many }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await request(server, cancel, { ids: ["RG9jdW1lbnQ6OTk5OTk5"] }))).toBe("NOT_FOUND");
  });

  test("reading again gives what the first reading gave, though the title was found in that", async () => {
    const content = "---\ntitle: Tides of the sound\n---\n\n# Spring tides\n\nThey come twice a month.\n";
    const answer = await upload(server, { name: "tides.md", content });
    const id = answer.data?.uploadDocument.document.id ?? "";
    await waitUntilRead(server, id);
    const indexed = async () => {
      const { rows } = await server.database.pool.query<Record<"title" | "vectors" | "terms", string>>(
        `SELECT title, (SELECT string_agg(embedding::text, ' ') FROM chunk_embedding e WHERE e.document_id = d.id) AS vectors,
           (SELECT string_agg(term::text, ' ' ORDER BY term) FROM posting p WHERE p.document_id = d.id) AS terms
         FROM document d WHERE name = 'tides.md'`,
      );
      return rows[0];
    };
    const first = await indexed();
    expect(first?.title).toBe("Tides of the sound");
    await data(server, reprocess, { input: { documentIds: [id] } });
    await waitUntilRead(server, id);
    expect(await indexed()).toEqual(first);
  });

  test("those with which there is nothing to do are told apart, and nothing is recorded of them", async () => {
    const { id } = await buildDocument(server, "Read once and for all.");
    const recorded = async () => (await server.countRows())["event_log"];
    const before = await recorded();
    for (const name of ["cancelDocuments", "pauseDocuments", "resumeDocuments"]) {
      const { documents, unchanged } = await steer(server, name, [id]);
      expect([name, documents, unchanged]).toMatchObject([name, [{ id, status: "READY" }], [{ id }]]);
    }
    expect(await recorded()).toBe(before);
    expect((await steer(server, "setDocumentPriority", [id], "priority: NORMAL")).unchanged).toEqual([{ id }]);
    expect((await steer(server, "setDocumentPriority", [id], "priority: HIGH")).unchanged).toEqual([]);
  });

  test("many documents are followed at once, each to its end", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      const { createTextDocument } = await data<{ createTextDocument: { document: { id: string } } }>(
        server,
        "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }",
        { input: { title: `Text ${count}`, text: `Text ${count}.` } },
      );
      ids.push(createTextDocument.document.id);
    }
    const client = socketClient(server);
    try {
      const events = await collect<{ documentId: string; status: string; bytesRead: number; bytesTotal: number }>(
        client,
        "subscription ($ids: [ID!]!) { documentsProgress(documentIds: $ids) { documentId status bytesRead bytesTotal characters } }",
        { ids },
      );
      const last = new Map(events.map((event) => [event.documentId, event]));
      expect([...last.keys()].sort()).toEqual([...ids].sort());
      for (const event of last.values()) {
        expect(event).toMatchObject({ status: "READY", bytesRead: event.bytesTotal });
      }
    } finally {
      await client.dispose();
    }
  });

  test("a document that needs a password is read once that is given, which is kept encrypted", async () => {
    const content = await readFile(new URL("../../../test/fixtures/locked-aes-256.pdf", import.meta.url));
    const answer = await upload(server, { name: "locked.pdf", content });
    const id = answer.data?.uploadDocument.document.id ?? "";
    expect(await waitUntilRead(server, id)).toMatchObject({
      status: "FAILED",
      failure: { code: "DOCUMENT_ENCRYPTED" },
    });
    await data(server, reprocess, { input: { documentIds: [id], password: "wrong" } });
    expect(await waitUntilRead(server, id)).toMatchObject({
      status: "FAILED",
      failure: { code: "DOCUMENT_ENCRYPTED" },
    });
    await data(server, reprocess, { input: { documentIds: [id], password: lockedPassword } });
    expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
    const { rows } = await server.database.pool.query("SELECT 1 FROM document WHERE sealed_password LIKE $1", [
      `%${lockedPassword}%`,
    ]);
    expect(rows).toHaveLength(0);
  });

  test("documents are embedded again when they are asked for, and only the outdated ones otherwise", async () => {
    const again = "mutation ($input: ReembedDocumentsInput!) { reembedDocuments(input: $input) { queued } }";
    const { createTextDocument } = await data<{ createTextDocument: { document: { id: string } } }>(
      server,
      "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }",
      { input: { title: "Again", text: "Again." } },
    );
    const { id } = createTextDocument.document;
    await waitUntilRead(server, id);
    expect(await data(server, again, { input: { documentIds: [id] } })).toEqual({ reembedDocuments: { queued: 0 } });
    expect(await data(server, again, { input: { documentIds: [id], force: true } })).toEqual({
      reembedDocuments: { queued: 1 },
    });
    expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY", chunks: 1 });
  });
});
