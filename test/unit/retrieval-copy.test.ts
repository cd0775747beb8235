import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { SearchMode } from "../../src/entities/index.js";
import { type GenerationKey, GenerationGoneError } from "../../src/retrieval/index.js";
import { createLibrary, type Library } from "../support/library.js";

let library: Library;
beforeAll(async () => {
  library = await createLibrary();
});
afterAll(() => library.close());

const untilTheEnd = { clears: true, signal: new AbortController().signal };

async function presentOf(documentId: number): Promise<GenerationKey> {
  const [row] = await library.sql.query<{ generation: number }>("SELECT generation FROM document WHERE id = $1", [
    documentId,
  ]);
  return { documentId, generation: row?.generation ?? 0 };
}

async function find(workspaceId: number, query: string) {
  const { hits } = await library.retriever.search({
    workspaceId,
    query,
    topN: 20,
    similarityThreshold: 0,
    mode: SearchMode.HYBRID,
    groupBy: "chunk",
  });
  return hits.map(({ text, score, page, characterStart }) => ({ text, score, page, characterStart }));
}

test("a copy is found as what it was made of is, however long, and only once it is published", async () => {
  const [original, place] = [await library.createWorkspace(), await library.createWorkspace()];
  const texts = Array.from({ length: 2_100 }, (_, day) => `Day ${day}: the keeper saw ${day % 7} ships and a storm.`);
  const source = await library.add([original], texts);
  const documentId = await library.createDocument([place]);
  const rows = await library.countRows();

  const key = await presentOf(source);
  const generation = await library.index.copy(key, documentId, library.spaceId, untilTheEnd);
  expect(await find(place, "storm on day 2042")).toEqual([]);
  await library.index.publish(documentId, generation ?? 0);

  for (const query of ["storm on day 2042", "day 3", "how many ships did the keeper see on day 1500"]) {
    const found = await find(place, query);
    expect(found.length).toBeGreaterThan(0);
    // Which of passages of one score come first is not promised.
    const scores = (hits: typeof found): number[] => hits.map(({ score }) => score);
    expect(scores(found)).toEqual(scores(await find(original, query)));
  }
  const copied = await library.countRows();
  for (const table of ["document_generation", "chunk", "chunk_embedding", "posting"]) {
    const [mine] = await library.sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE document_id = $1`,
      [source],
    );
    expect(copied[table]).toBe((rows[table] ?? 0) + (mine?.count ?? 0));
  }
});

test("what searches do not see any more is not copied, and nothing stays", async () => {
  const source = await library.add([], ["the first version"]);
  const before = await presentOf(source);
  const next = await library.write(source, ["the second version"]);
  await library.index.publish(source, next.generation);
  const documentId = await library.createDocument([]);
  expect(await library.index.copy(before, documentId, library.spaceId, untilTheEnd)).toBeNull();
  expect(await library.generationsOf(documentId)).toEqual([]);
});

test("a copy that is broken off, or of which the document is gone, leaves nothing", async () => {
  const key = await presentOf(await library.add([], ["one", "two"]));
  const documentId = await library.createDocument([]);
  const rows = await library.countRows();
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(library.index.copy(key, documentId, library.spaceId, { clears: true, signal })).rejects.toThrow(
    "stopped",
  );
  expect(await library.countRows()).toEqual(rows);

  await library.sql.query("DELETE FROM document WHERE id = $1", [documentId]);
  await expect(library.index.copy(key, documentId, library.spaceId, untilTheEnd)).rejects.toBeInstanceOf(
    GenerationGoneError,
  );
});
