import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { startOpenAiUpstream } from "../support/openai-upstream.js";
import { codeOf, fieldOf, mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const story = Array.from({ length: 120 }, (_, day) => `On day ${day} the keeper wrote of wind and weather.`).join(" ");

interface Chunk {
  readonly position: number;
  readonly text: string;
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly tokenCount: number;
}

const fields = "position text characterStart characterEnd tokenCount";

async function preview(documentId: string, sizes: Readonly<Record<string, number>> = {}): Promise<Chunk[]> {
  const query = `query ($input: PreviewChunksInput!) { previewChunks(input: $input) { ${fields} } }`;
  const answer = await data<{ previewChunks: Chunk[] }>(server, query, { input: { documentId, first: 500, ...sizes } });
  return answer.previewChunks;
}

async function stored(target: TestServer, documentId: string): Promise<Chunk[]> {
  const query = `query ($id: ID!) { documentChunks(documentId: $id, first: 100) { nodes { ${fields} } } }`;
  const answer = await data<{ documentChunks: { nodes: Chunk[] } }>(target, query, { id: documentId });
  return answer.documentChunks.nodes;
}

describe("a preview of a document's chunks", () => {
  test("shows what is stored when nothing else is asked for", async () => {
    const { id } = await buildDocument(server, story);
    const chunks = await stored(server, id);
    expect(chunks.length).toBeGreaterThan(3);
    expect(await preview(id)).toEqual(chunks);
    expect(await preview(id, { first: 2 })).toEqual(chunks.slice(0, 2));
  });

  test("keeps the sizes that are asked for, and changes nothing", async () => {
    const { id } = await buildDocument(server, story);
    const before = await stored(server, id);
    const small = await preview(id, { targetTokens: 40, overlapTokens: 0, maximumTokens: 60 });
    expect(small.length).toBeGreaterThan(before.length);
    for (const { tokenCount } of small) expect(tokenCount).toBeLessThanOrEqual(60);
    for (const [index, { characterStart }] of small.entries()) {
      expect(characterStart).toBeGreaterThanOrEqual(small[index - 1]?.characterEnd ?? 0);
    }
    expect(await stored(server, id)).toEqual(before);
  });

  test.each([
    [{ targetTokens: 100, overlapTokens: 100 }, "overlapTokens"],
    [{ targetTokens: 100, overlapTokens: 10, maximumTokens: 99 }, "maximumTokens"],
  ])("refuses sizes that exclude each other: %p", async (sizes, field) => {
    const { id } = await buildDocument(server, "A short text.");
    const query = "query ($input: PreviewChunksInput!) { previewChunks(input: $input) { text } }";
    const answer = await request(server, query, { input: { documentId: id, ...sizes } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
  });
});

test("when the instance's sizes change, its documents are split again", async () => {
  const own = await startTestServer();
  try {
    const { id } = await buildDocument(own, story);
    const before = await stored(own, id);
    const values = [
      { name: "chunkTargetTokens", value: 60 },
      { name: "chunkOverlapTokens", value: 0 },
    ];
    expect((await mutate(own, "updateSettings", { values }, "settings { name }")).errors).toBeUndefined();
    await mutate(own, "createTextDocument", { title: "Another", text: story }, "document { id }");
    await data(
      own,
      "mutation ($ids: [ID!]!) { reprocessDocuments(input: { documentIds: $ids }) { documents { id } } }",
      {
        ids: [id],
      },
    );
    await waitUntilRead(own, id);
    expect((await stored(own, id)).length).toBeGreaterThan(before.length * 2);
  } finally {
    await own.stop();
  }
});

test("supplied vectors are found by questions when the instance's own model has the same name", async () => {
  const upstream = await startOpenAiUpstream();
  const own = await startTestServer({
    EMBEDDING_PROVIDER: "openai-compatible",
    EMBEDDING_MODEL: "mock-embedding",
    EMBEDDING_BASE_URL: upstream.baseUrl,
  });
  try {
    const { id: workspaceId } = await buildWorkspace(own);
    const question = "Who lights the lamp?";
    const answer = await fetch(`${upstream.baseUrl}/embeddings`, {
      method: "POST",
      body: JSON.stringify({ model: "mock-embedding", input: [question], encoding_format: "float" }),
    });
    const [embedded] = ((await answer.json()) as { data: { embedding: number[] }[] }).data;
    const chunks = [{ text: "Nobody knows.", embedding: embedded?.embedding }];
    for (const model of ["mock-embedding", "another-model"]) {
      const input = { title: model, model, chunks, workspaceIds: [workspaceId] };
      const created = await mutate<{ document: { id: string } }>(
        own,
        "createEmbeddedDocument",
        input,
        "document { id }",
      );
      await waitUntilRead(own, created.data?.["createEmbeddedDocument"]?.document.id ?? "");
    }
    const { search } = await data<{ search: { hits: { score: number; document: { title: string } }[] } }>(
      own,
      "query ($input: SearchInput!) { search(input: $input) { hits { score document { title } } } }",
      { input: { workspaceId, query: question, similarityThreshold: 0.5 } },
    );
    expect(search.hits.map(({ document }) => document.title)).toEqual(["mock-embedding"]);
    expect(search.hits[0]?.score).toBeCloseTo(1, 4);
  } finally {
    await own.stop();
    await upstream.close();
  }
});
