import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { SearchMode } from "../../src/entities/index.js";
import { ChunkIndex, ensureEmbeddingSpace, ensureVectorIndex, GenerationGoneError } from "../../src/retrieval/index.js";
import { searchVectorsByIndex, searchVectorsExactly } from "../../src/retrieval/vector.js";
import { embedText, hashedDimensions } from "../../src/providers/builtin/feature-hashing.js";
import { createLibrary, type Library } from "../support/library.js";

const everything = { topN: 100, similarityThreshold: 0, mode: SearchMode.HYBRID, groupBy: "chunk" } as const;

describe("the chunk index", () => {
  let library: Library;
  beforeAll(async () => {
    library = await createLibrary();
  });
  afterAll(() => library.close());

  test("a generation is invisible until it is published, and then replaces the one before whole", async () => {
    const workspaceId = await library.createWorkspace();
    const documentId = await library.createDocument([workspaceId]);
    const find = async (query: string) =>
      (await library.retriever.search({ ...everything, workspaceId, query })).hits.map((hit) => hit.text);

    const first = await library.write(documentId, ["The old warranty lasts two years."]);
    expect(await find("warranty")).toEqual([]);
    await library.index.publish(documentId, first.generation);
    expect(await find("warranty")).toEqual(["The old warranty lasts two years."]);

    const second = await library.write(documentId, ["The new warranty lasts five years.", "Repairs are free."]);
    expect(await find("warranty")).toEqual(["The old warranty lasts two years."]);
    await library.index.publish(documentId, second.generation);
    expect(await find("warranty")).toEqual(["The new warranty lasts five years.", "Repairs are free."]);
    expect(await library.sql.query("SELECT chunk_count, language FROM document WHERE id = $1", [documentId])).toEqual([
      { chunk_count: 2, language: "en" },
    ]);
  });

  test("a sweep removes what cannot be seen any more, and nothing else", async () => {
    const workspaceId = await library.createWorkspace();
    const documentId = await library.createDocument([workspaceId]);
    for (const text of ["first text", "second text"]) {
      const writer = await library.write(documentId, [text]);
      await library.index.publish(documentId, writer.generation);
    }
    const unfinished = await library.write(documentId, ["unfinished text"]);
    expect(await library.generationsOf(documentId)).toHaveLength(3);
    await library.index.sweep(3_600);
    expect(await library.generationsOf(documentId)).toHaveLength(2);
    await library.sql.query(
      "UPDATE document_generation SET touched_at = now() - interval '2 hours' WHERE generation = $1",
      [unfinished.generation],
    );
    await library.index.sweep(3_600);
    expect(await library.generationsOf(documentId)).toHaveLength(1);
    const { hits } = await library.retriever.search({ ...everything, workspaceId, query: "text" });
    expect(hits.map((hit) => hit.text)).toEqual(["second text"]);
    await library.sql.query("DELETE FROM document WHERE id = $1", [documentId]);
    await library.index.sweep(3_600);
    expect(await library.generationsOf(documentId)).toHaveLength(0);
  });

  test("a writer that was given up cannot write any more, nor publish", async () => {
    const documentId = await library.createDocument([]);
    const abandoned = await library.index.begin(documentId, library.spaceId, "en");
    const next = await library.write(documentId, ["by the next run"]);
    await expect(abandoned.write(library.enrich(["too late"]))).rejects.toBeInstanceOf(GenerationGoneError);
    await expect(abandoned.finish()).rejects.toBeInstanceOf(GenerationGoneError);
    await expect(library.index.publish(documentId, abandoned.generation)).rejects.toBeInstanceOf(GenerationGoneError);
    await library.index.publish(documentId, next.generation);
    expect(next.generation).toBeGreaterThan(abandoned.generation);
  });

  test("an older generation cannot be published over a newer one", async () => {
    const documentId = await library.createDocument([]);
    const older = await library.write(documentId, ["older"]);
    await library.sql.query("UPDATE document SET generation = $2 WHERE id = $1", [
      documentId,
      older.generation + 1_000,
    ]);
    await expect(library.index.publish(documentId, older.generation)).rejects.toBeInstanceOf(GenerationGoneError);
  });

  test("deleting a document leaves no row behind, while it is written or after", async () => {
    const before = await library.countRows();
    const documentId = await library.createDocument([]);
    const writer = await library.index.begin(documentId, library.spaceId, "en");
    await writer.write(library.enrich(Array.from({ length: 40 }, (_, index) => `chunk number ${index} of many words`)));
    await library.sql.query("DELETE FROM document WHERE id = $1", [documentId]);
    await library.index.deleteRemoved([documentId]);
    await expect(writer.write(library.enrich(["more"]))).rejects.toBeInstanceOf(GenerationGoneError);
    await expect(writer.finish()).rejects.toBeInstanceOf(GenerationGoneError);

    const published = await library.add([], ["a text that is published", "and another"]);
    await library.index.deleteRemoved([published]);
    expect(await library.generationsOf(published)).toHaveLength(1);
    await library.sql.query("DELETE FROM document WHERE id = $1", [published]);
    await library.index.deleteRemoved([published]);
    expect(await library.countRows()).toEqual(before);
    await expect(library.index.begin(published, library.spaceId, null)).rejects.toBeInstanceOf(GenerationGoneError);
  });

  test("a long document is written in segments, each term's row once", async () => {
    const workspaceId = await library.createWorkspace();
    const texts = Array.from({ length: 2_100 }, (_, index) => `common words and number${index}`);
    const documentId = await library.add([workspaceId], texts);
    const rows = await library.sql.query<{ segment: number; count: number }>(
      "SELECT segment, max(entry_count)::int AS count FROM posting WHERE document_id = $1 GROUP BY segment ORDER BY segment",
      [documentId],
    );
    expect(rows).toEqual([
      { segment: 0, count: 1_024 },
      { segment: 1, count: 1_024 },
      { segment: 2, count: 52 },
    ]);
    const { hits } = await library.retriever.search({ ...everything, workspaceId, query: "number2050", topN: 1 });
    expect(hits[0]!.position).toBe(2_050);
  });

  test("stores what PostgreSQL cannot as replacement characters of the same length", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add([workspaceId], ["nul \0 and half \uD83D of a pair, but whole 😀"]);
    const { hits } = await library.retriever.search({ ...everything, workspaceId, query: "half pair" });
    expect(hits[0]!.text).toBe("nul \uFFFD and half \uFFFD of a pair, but whole 😀");
  });

  test("an embedding space has one id, however many ask at once", async () => {
    const key = { provider: "test", model: "m", dimensions: 3, version: "1" };
    const ids = await Promise.all(Array.from({ length: 5 }, () => ensureEmbeddingSpace(library.sql, key)));
    expect(new Set(ids).size).toBe(1);
    expect(await ensureEmbeddingSpace(library.sql, { ...key, version: "2" })).not.toBe(ids[0]);
  });

  test("the vector index finds what an exact search finds, in the workspace alone", async () => {
    const workspaceId = await library.createWorkspace();
    const other = await library.createWorkspace();
    const texts = Array.from(
      { length: 60 },
      (_, index) => `passage ${index} about ${["ships", "trains", "planes"][index % 3]} and harbour${index % 7}`,
    );
    await library.add([workspaceId], texts);
    await library.add([other], texts);
    const space = { id: library.spaceId, dimensions: hashedDimensions };
    const vector = embedText("ships in harbour3", "en");
    const exact = await searchVectorsExactly(library.sql, workspaceId, library.spaceId, vector, 10);
    expect(await searchVectorsByIndex(library.sql, workspaceId, space, vector, 10)).toHaveLength(10);
    await ensureVectorIndex(library.sql, space, false);
    await ensureVectorIndex(library.sql, space, false);
    const near = await searchVectorsByIndex(library.sql, workspaceId, space, vector, 10);
    expect(near.map(({ cosine }) => cosine.toFixed(5))).toEqual(exact.map(({ cosine }) => cosine.toFixed(5)));
    expect(new Set(near.map(({ documentId }) => documentId)).size).toBe(1);
  });

  test("begins anew without hurting what is published", async () => {
    const workspaceId = await library.createWorkspace();
    const documentId = await library.add([workspaceId], ["the published text"]);
    await new ChunkIndex(library.sql).begin(documentId, library.spaceId, "en");
    const { hits } = await library.retriever.search({ ...everything, workspaceId, query: "published" });
    expect(hits).toHaveLength(1);
  });
});
