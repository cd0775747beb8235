import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readSettings } from "../../src/config/index.js";
import { encodeGlobalId } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { openStorage } from "../../src/storage/open-storage.js";
import { zip } from "../support/documents.js";
import { data, upload } from "../support/graphql-client.js";
import { type S3Server, startS3Server } from "../support/s3-server.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace, waitUntilRead } from "../support/world.js";

let s3: S3Server;
let server: TestServer;

beforeAll(async () => {
  s3 = await startS3Server();
  server = await startTestServer({ ...s3.environment, S3_PREFIX: "docent" });
});
afterAll(async () => {
  await server.stop();
  await s3.stop();
});

async function objects(): Promise<string[]> {
  const settings = readSettings({ ...s3.environment, S3_PREFIX: "docent" });
  const { files } = await openStorage(settings, createLogger("silent"));
  const keys: string[] = [];
  for await (const { key } of files.list()) keys.push(key);
  await files.close();
  return keys;
}

test("a library whose files stand in a bucket is filled, read, searched and emptied", async () => {
  const { id: workspaceId } = await buildWorkspace(server);
  const archive = zip([
    { name: "tides.md", content: Buffer.from("# Tides\n\nHigh water is at noon.\n") },
    { name: "moorings.txt", content: Buffer.from("Moorings are free of charge in May.") },
  ]);
  const answer = await upload(server, { name: "harbour.zip", content: archive }, { workspaceIds: [workspaceId] });
  const id = answer.data?.uploadDocument.document.id ?? "";
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  const { rows: parts } = await server.database.pool.query<{ id: number; name: string }>(
    "SELECT id, name FROM document WHERE parent_id IS NOT NULL ORDER BY name",
  );
  expect(parts.map(({ name }) => name)).toEqual(["moorings.txt", "tides.md"]);
  for (const part of parts) await waitUntilRead(server, encodeGlobalId("Document", part.id));

  const found = await data<{ search: { hits: readonly { readonly text: string }[] } }>(
    server,
    "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
    { input: { workspaceId, query: "When is high water?", topN: 1 } },
  );
  expect(found.search.hits[0]?.text).toContain("High water is at noon.");
  const { document } = await data<{ document: { text: string } }>(
    server,
    "query ($id: ID!) { document(by: { id: $id }) { text } }",
    { id: encodeGlobalId("Document", parts[0]?.id ?? 0) },
  );
  expect(document.text).toBe("Moorings are free of charge in May.");
  // An original and a text for each of the three.
  expect(await objects()).toHaveLength(6);

  await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
    ids: [id],
  });
  expect(await objects()).toEqual([]);
  expect(await server.countRows()).toMatchObject({ document: 0, document_generation: 0, chunk: 0, posting: 0 });
  await expect(readdir(server.dataDir)).resolves.not.toContain("files");
});
