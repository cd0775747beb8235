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

const creation =
  "mutation ($input: CreateEmbeddedDocumentInput!) { createEmbeddedDocument(input: $input) { document { id } } }";
const searchQuery = `query ($input: SearchInput!) {
  search(input: $input) { bestScore hits { text score foundBy page headingPath characterStart characterEnd parentText document { title text } } }
}`;

interface Hit {
  readonly text: string;
  readonly score: number;
  readonly foundBy: string;
  readonly page: number | null;
  readonly headingPath: string[];
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly parentText: string;
  readonly document: { readonly title: string; readonly text: string };
}

async function search(input: Readonly<Record<string, unknown>>): Promise<Hit[]> {
  const answer = await data<{ search: { hits: Hit[] } }>(server, searchQuery, { input });
  return answer.search.hits;
}

/** A document of three passages in a space of three dimensions, in a workspace of its own. */
async function buildEmbedded(model: string) {
  const workspace = await buildWorkspace(server);
  const chunks = [
    { text: "The keeper lights the lamp at dusk.", embedding: [1, 0, 0], page: 1, headingPath: ["Duties"] },
    { text: "In fog the horn is sounded twice a minute.", embedding: [0, 1, 0], page: 2, headingPath: ["Duties"] },
    { text: "Coal is delivered in the spring.", embedding: [0, 0, 1], page: 3, headingPath: ["Stores"] },
  ];
  const input = { title: "Lighthouse", model, chunks, workspaceIds: [workspace.id] };
  const answer = await data<{ createEmbeddedDocument: { document: { id: string } } }>(server, creation, { input });
  const { document } = answer.createEmbeddedDocument;
  expect(await waitUntilRead(server, document.id)).toMatchObject({ status: "READY", chunks: 3 });
  return { workspace, document };
}

describe("a document with vectors of its owner's own model", () => {
  test("is found by vectors of that model, nearest first, with its pages, headings and places", async () => {
    const { workspace } = await buildEmbedded("my-model");
    const vector = [0.1, 0.9, 0.2];
    const hits = await search({
      workspaceId: workspace.id,
      vector,
      model: "my-model",
      similarityThreshold: 0,
      topN: 3,
    });
    expect(hits.map(({ page }) => page)).toEqual([2, 3, 1]);
    expect(hits[0]?.score).toBeCloseTo(0.9 / Math.hypot(...vector), 5);
    expect(hits[0]).toMatchObject({ foundBy: "VECTOR", headingPath: ["Duties"] });
    for (const { text, characterStart, characterEnd, document } of hits) {
      expect(document.text.slice(characterStart, characterEnd)).toBe(text);
    }
  });

  test("is found by words as every document is, and by both together", async () => {
    const { workspace } = await buildEmbedded("my-model");
    const [byWords] = await search({ workspaceId: workspace.id, query: "When is coal delivered?" });
    expect(byWords).toMatchObject({ foundBy: "KEYWORD", page: 3 });
    const both = { query: "coal", vector: [0, 0, 1], model: "my-model" };
    expect((await search({ workspaceId: workspace.id, ...both }))[0]).toMatchObject({ foundBy: "BOTH", page: 3 });
  });

  test("a hit is shown with its neighbours in its section", async () => {
    const { workspace } = await buildEmbedded("my-model");
    const [hit] = await search({ workspaceId: workspace.id, vector: [1, 0, 0], model: "my-model", topN: 1 });
    expect(hit?.parentText).toBe("The keeper lights the lamp at dusk.\n\nIn fog the horn is sounded twice a minute.");
  });

  test("other documents of the workspace are not found by its vectors, nor is it by another model's", async () => {
    const { workspace } = await buildEmbedded("my-model");
    await buildDocument(server, "Gulls nest on the cliff.", { workspaceIds: [workspace.id] });
    await buildEmbedded("another-model");
    const all = { workspaceId: workspace.id, vector: [1, 1, 1], similarityThreshold: 0, topN: 100 };
    expect(await search({ ...all, model: "my-model" })).toHaveLength(3);
    expect(await search({ ...all, model: "another-model" })).toEqual([]);
  });

  test("its chunks can be listed", async () => {
    const { document } = await buildEmbedded("my-model");
    const { documentChunks } = await data<{ documentChunks: { totalCount: number; nodes: object[] } }>(
      server,
      "query ($id: ID!) { documentChunks(documentId: $id, last: 1) { totalCount nodes { position text page pageEnd headingPath } } }",
      { id: document.id },
    );
    expect(documentChunks.totalCount).toBe(3);
    const last = {
      position: 2,
      text: "Coal is delivered in the spring.",
      page: 3,
      pageEnd: 3,
      headingPath: ["Stores"],
    };
    expect(documentChunks.nodes).toEqual([last]);
  });

  test.each([
    ["no chunk", [], "chunks"],
    ["a blank passage", [{ text: " ", embedding: [1] }], "chunks.0.text"],
    ["an empty vector", [{ text: "a", embedding: [] }], "chunks.0.embedding"],
    ["a vector of zeros", [{ text: "a", embedding: [0, 0] }], "chunks.0.embedding"],
    ["a number beyond single precision", [{ text: "a", embedding: [1e300, 1] }], "chunks.0.embedding"],
    [
      "vectors of different lengths",
      [
        { text: "a", embedding: [1, 2] },
        { text: "b", embedding: [1] },
      ],
      "chunks.1.embedding",
    ],
    ["a page before the first", [{ text: "a", embedding: [1], page: 0 }], "chunks.0.page"],
  ])("is refused with %s", async (_name, chunks, field) => {
    const answer = await request(server, creation, { input: { title: "A", model: "refused-model", chunks } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
  });
});

test.each([
  ["nothing", {}, "query"],
  ["a vector without a model", { vector: [1] }, "model"],
  ["a model without a vector", { query: "a", model: "m" }, "vector"],
  ["a vector of zeros", { vector: [0], model: "m" }, "vector"],
  ["a vector that no document has its like of", { vector: [1, 2, 3, 4], model: "unknown-model" }, "vector"],
])("a search by %s is refused", async (_name, input, field) => {
  const { id: workspaceId } = await buildWorkspace(server);
  const answer = await request(server, searchQuery, { input: { workspaceId, ...input } });
  expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
});
