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

/** Text of the best hit; null when there is none. */
async function find(workspaceId: number, query: string): Promise<string | null> {
  const { hits } = await library.retriever.search({
    workspaceId,
    query,
    topN: 1,
    similarityThreshold: 0,
    mode: SearchMode.HYBRID,
    groupBy: "chunk",
  });
  return hits[0]?.text ?? null;
}

/** All that a generation consists of, but for the numbers of its rows. */
async function contentOf({ documentId, generation }: GenerationKey) {
  const key = [documentId, generation];
  const [sums] = await library.sql.query(
    "SELECT language, chunk_count, term_count FROM document_generation WHERE document_id = $1 AND generation = $2",
    key,
  );
  const chunks = await library.sql.query(
    `SELECT c.position, c.text, c.page, c.page_end, c.character_start, c.character_end, c.heading_path, c.token_count,
       c.term_count, e.space_id, e.document_id = c.document_id AND e.generation = c.generation AS fits,
       md5(e.embedding::text) AS embedding
     FROM chunk c JOIN chunk_embedding e ON e.chunk_id = c.id
     WHERE c.document_id = $1 AND c.generation = $2 ORDER BY c.position`,
    key,
  );
  const postings = await library.sql.query(
    `SELECT term, segment, entry_count, entries::text AS entries FROM posting
     WHERE document_id = $1 AND generation = $2 ORDER BY term, segment`,
    key,
  );
  return { sums, chunks, postings };
}

test("a copy has all that it was made of, however long, and is found once it is published", async () => {
  const place = await library.createWorkspace();
  // More than two segments of postings.
  const texts = Array.from({ length: 2_100 }, (_, day) => `In entry ${day} the keeper wrote of ships and a storm.`);
  const source = await presentOf(await library.add([], texts));
  const documentId = await library.createDocument([place]);

  const generation = (await library.index.copy(source, documentId, library.spaceId, untilTheEnd)) ?? 0;
  const copied = await contentOf({ documentId, generation });
  expect(copied.chunks).toHaveLength(texts.length);
  expect(copied).toEqual(await contentOf(source));

  expect(await find(place, "2042")).toBeNull();
  await library.index.publish(documentId, generation);
  for (const day of [3, 1_500, 2_042]) expect(await find(place, String(day))).toBe(texts[day]);
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
