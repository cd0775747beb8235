import { suppliedProvider } from "./embedding-spaces.js";
import type { Sql } from "./sql.js";

const postingsPerDelete = 5_000;
const embeddingsPerDelete = 1_000;

/** A vector that no search can find. */
export interface StrayEmbedding {
  readonly chunkId: number;
  readonly spaceId: number;
  readonly documentId: number;
}

/** The generations that have postings, but no row. Goes through the index of generations in leaps. */
export async function findStrayPostings(sql: Sql): Promise<number[]> {
  const rows = await sql.query<{ generation: number }>(
    `WITH RECURSIVE present AS (
       SELECT min(generation) AS generation FROM posting
       UNION ALL
       SELECT (SELECT min(p.generation) FROM posting p WHERE p.generation > present.generation)
       FROM present WHERE present.generation IS NOT NULL
     )
     SELECT generation FROM present
     WHERE generation IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM document_generation g WHERE g.generation = present.generation)
     ORDER BY generation`,
  );
  return rows.map(({ generation }) => generation);
}

/** Deletes the postings of generations, in short statements. */
export async function deleteStrayPostings(sql: Sql, generations: readonly number[]): Promise<void> {
  for (const generation of generations) {
    for (let deleted = 1; deleted > 0;) {
      const rows = await sql.query(
        `DELETE FROM posting WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM posting WHERE generation = $1 LIMIT ${postingsPerDelete})) RETURNING 1`,
        [generation],
      );
      deleted = rows.length;
    }
  }
}

/**
 * The vectors that say another document or generation than their chunk, and those of a document that is ready in a space
 * that its vectors are not of: a supplied one where Docent embeds it, or any but the supplied one.
 */
export function findStrayEmbeddings(sql: Sql): Promise<StrayEmbedding[]> {
  return sql.query<StrayEmbedding>(
    `SELECT e.chunk_id AS "chunkId", e.space_id AS "spaceId", c.document_id AS "documentId"
     FROM chunk_embedding e
     JOIN chunk c ON c.id = e.chunk_id
     JOIN embedding_space s ON s.id = e.space_id
     LEFT JOIN document d ON d.id = c.document_id AND d.generation = c.generation AND d.status = 'ready'
     WHERE e.document_id <> c.document_id OR e.generation <> c.generation
       OR d.supplied_space_id <> e.space_id
       OR d.id IS NOT NULL AND d.supplied_space_id IS NULL AND s.provider = $1
     ORDER BY e.chunk_id, e.space_id`,
    [suppliedProvider],
  );
}

/** Deletes vectors, in short statements. */
export async function deleteStrayEmbeddings(sql: Sql, strays: readonly StrayEmbedding[]): Promise<void> {
  for (let at = 0; at < strays.length; at += embeddingsPerDelete) {
    const slice = strays.slice(at, at + embeddingsPerDelete);
    await sql.query(
      `DELETE FROM chunk_embedding e USING unnest($1::int[], $2::int[]) AS stray(chunk_id, space_id)
       WHERE e.chunk_id = stray.chunk_id AND e.space_id = stray.space_id`,
      [slice.map(({ chunkId }) => chunkId), slice.map(({ spaceId }) => spaceId)],
    );
  }
}
