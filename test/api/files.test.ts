import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const piece = `query ($id: ID!, $start: NonNegativeFloat, $maximumLength: Int!) {
  document(by: { id: $id }) { sizeBytes contentHash bytes(start: $start, maximumLength: $maximumLength) }
}`;

interface Piece {
  readonly document: { readonly sizeBytes: number; readonly contentHash: string; readonly bytes: string };
}

test("the stored file of a document comes back in pieces", async () => {
  const text = "The heron – ardea cinerea – eats frogs.";
  const { id } = await buildDocument(server, text);
  const pieces: Buffer[] = [];
  for (const start of [0, 20, 40, 60]) {
    const { document } = await data<Piece>(server, piece, { id, start, maximumLength: 20 });
    expect(document.sizeBytes).toBe(Buffer.byteLength(text));
    pieces.push(Buffer.from(document.bytes, "base64"));
  }
  expect(Buffer.concat(pieces).toString()).toBe(text);
  expect(pieces.map(({ length }) => length)).toEqual([20, 20, 3, 0]);
});

test("a piece has bounds", async () => {
  const { id } = await buildDocument(server, "Small.");
  for (const [variables, field] of [
    [{ id, maximumLength: 0 }, "maximumLength"],
    [{ id, maximumLength: 8_388_609 }, "maximumLength"],
    [{ id, start: 0.5, maximumLength: 1 }, "start"],
  ] as const) {
    const answer = await request(server, piece, variables);
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
  }
});

test("the formats that are read are listed with their names", async () => {
  const { acceptedFileTypes } = await data<{ acceptedFileTypes: object[] }>(
    server,
    "{ acceptedFileTypes { format mediaTypes extensions } }",
  );
  expect(acceptedFileTypes).toContainEqual({
    format: "pdf",
    mediaTypes: ["application/pdf"],
    extensions: ["pdf"],
  });
});

test("a document is found by any of its names", async () => {
  const built = await buildDocument(server, "It has many names.");
  const find = "query ($by: DocumentReferenceInput!) { document(by: $by) { id uuid location databaseId } }";
  const { document } = await data<{
    document: { id: string; uuid: string; location: string; databaseId: number };
  }>(server, find, { by: { id: built.id } });
  const { uuid, location, databaseId } = document;
  for (const reference of [uuid, location, String(databaseId), `doc-${databaseId}`]) {
    expect(await data(server, find, { by: { reference } })).toEqual({ document });
  }
  for (const reference of ["", "0", `ws-${databaseId}`, `doc-${databaseId}x`]) {
    expect(await data(server, find, { by: { reference } })).toEqual({ document: null });
  }
});
