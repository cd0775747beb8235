import { chunkColumns, chunkRecord, chunkRow, chunkValues, vectorsOf } from "./chunk-rows.js";
import type { IndexedChunk } from "./indexed-chunk.js";
import { PostingBuffer } from "./posting-buffer.js";
import type { Sql } from "./sql.js";

/** All chunks of a document that has few of them, in order of position; all are of the first segment of postings. */
export interface WholeGeneration {
  readonly documentId: number;
  readonly language: string | null;
  /** The embedding space of the vectors. */
  readonly spaceId: number;
  readonly chunks: readonly IndexedChunk[];
}

/**
 * Writes the generations of several documents, whole, in three statements however many they are. Call it in a
 * transaction that has locked the documents' rows: nothing of them is seen before they are published.
 * @param vectorType The number of the type `vector` in this database.
 * @returns the generation of each document.
 */
export async function writeWholeGenerations(
  sql: Sql,
  vectorType: number,
  wholes: readonly WholeGeneration[],
): Promise<Map<number, number>> {
  const generations = await insertGenerations(sql, wholes);
  const placed = wholes.map((whole) => ({ ...whole, generation: generations.get(whole.documentId) ?? 0 }));
  await insertChunks(sql, vectorType, placed);
  await insertPostings(sql, placed);
  return generations;
}

type PlacedGeneration = WholeGeneration & { readonly generation: number };

async function insertGenerations(sql: Sql, wholes: readonly WholeGeneration[]): Promise<Map<number, number>> {
  const rows = await sql.query<{ documentId: number; generation: number }>(
    `INSERT INTO document_generation (document_id, language, chunk_count, term_count)
     SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::int[])
     RETURNING document_id AS "documentId", generation`,
    [
      wholes.map(({ documentId }) => documentId),
      wholes.map(({ language }) => language),
      wholes.map(({ chunks }) => chunks.length),
      wholes.map(({ chunks }) => chunks.reduce((total, { enrichment }) => total + enrichment.termCount, 0)),
    ],
  );
  return new Map(rows.map(({ documentId, generation }) => [documentId, generation]));
}

async function insertChunks(sql: Sql, vectorType: number, placed: readonly PlacedGeneration[]): Promise<void> {
  const rows = placed.flatMap(({ documentId, generation, chunks }) =>
    chunks.map((chunk) => ({ documentId, generation, ...chunkRow(chunk) })),
  );
  const owners = new Map(placed.flatMap((one) => one.chunks.map((chunk) => [chunk, one] as const)));
  const embedded = vectorsOf([...owners.keys()], vectorType);
  await sql.query(
    `WITH inserted AS (
       INSERT INTO chunk (document_id, generation, ${chunkColumns})
       SELECT c."documentId", c.generation, ${chunkValues}
       FROM json_to_recordset($1::json) AS c("documentId" int, generation int, ${chunkRecord})
       RETURNING id, document_id, generation, position
     )
     INSERT INTO chunk_embedding (chunk_id, space_id, document_id, generation, embedding)
     SELECT inserted.id, e.space_id, document_id, inserted.generation, e.embedding
     FROM inserted JOIN unnest($2::int[], $3::int[], $4::int[], $5::vector[]) AS e(document_id, position, space_id, embedding)
       USING (document_id, position)`,
    [
      JSON.stringify(rows),
      embedded.chunks.map((chunk) => owners.get(chunk)?.documentId),
      embedded.chunks.map(({ chunk }) => chunk.position),
      embedded.chunks.map((chunk) => owners.get(chunk)?.spaceId),
      embedded.vectors,
    ],
  );
}

async function insertPostings(sql: Sql, placed: readonly PlacedGeneration[]): Promise<void> {
  const lines: string[] = [];
  for (const { documentId, generation, chunks } of placed) {
    const buffer = new PostingBuffer();
    for (const { chunk, enrichment } of chunks) buffer.add(chunk.position, enrichment);
    for (const rows of buffer.drain(Infinity)) {
      for (const { term, entries } of rows) {
        lines.push(`${term}\t${documentId}\t${generation}\t${entries.length}\t{${entries.join(",")}}`);
      }
    }
  }
  if (lines.length === 0) return;
  const part = (index: number): string => `split_part(line, E'\\t', ${index})`;
  await sql.query(
    `INSERT INTO posting (term, document_id, generation, segment, entry_count, entries)
     SELECT ${part(1)}::int, ${part(2)}::int, ${part(3)}::int, 0, ${part(4)}::smallint, ${part(5)}::bigint[]
     FROM string_to_table($1, E'\\n') AS line`,
    [lines.join("\n")],
  );
}
