import type { GenerationKey } from "./generation-key.js";
import { chunkColumns } from "./chunk-rows.js";
import { GenerationGoneError } from "./errors.js";
import { positionsOf, segmentOf } from "./posting-entry.js";
import type { Sql } from "./sql.js";

/** What is copied, and how much of it there is. */
export interface CopySource extends GenerationKey {
  readonly language: string | null;
  readonly chunkCount: number;
  /** The embedding space of the vectors that are wanted. */
  readonly spaceId: number;
}

const lockTarget = `WITH owner AS MATERIALIZED (
  SELECT document_id, generation FROM document_generation WHERE document_id = $1 AND generation = $2 FOR KEY SHARE
)`;

/** The generation that searches see of a document, as a source; null when it is not that one. */
export async function findCopySource(
  sql: Sql,
  { documentId, generation }: GenerationKey,
  spaceId: number,
): Promise<CopySource | null> {
  const [source] = await sql.query<Pick<CopySource, "language" | "chunkCount">>(
    `SELECT g.language, g.chunk_count AS "chunkCount" FROM document_generation g
     JOIN document d ON d.id = g.document_id AND d.generation = g.generation
     WHERE g.document_id = $1 AND g.generation = $2`,
    [documentId, generation],
  );
  return source === undefined ? null : { documentId, generation, spaceId, ...source };
}

/**
 * Fills an empty generation with copies of the chunks of another document's, their vectors and their postings, a segment
 * of postings at a time, so that others are served in between.
 *
 * @returns whether it is whole: not, when searches see another generation of the source by now, which is swept then.
 * @throws GenerationGoneError when the one to be filled is gone; the reason of `signal`.
 */
export async function copyGeneration(
  sql: Sql,
  source: CopySource,
  target: GenerationKey,
  signal?: AbortSignal,
): Promise<boolean> {
  const keys = [target.documentId, target.generation, source.documentId, source.generation];
  for (let segment = 0; segment <= segmentOf(source.chunkCount - 1); segment += 1) {
    signal?.throwIfAborted();
    const { first, last } = positionsOf(segment);
    const [locked] = await sql.query<{ count: number }>(
      `${lockTarget}, inserted AS (
         INSERT INTO chunk (document_id, generation, ${chunkColumns})
         SELECT owner.document_id, owner.generation, c.* FROM owner, (
           SELECT ${chunkColumns} FROM chunk WHERE document_id = $3 AND generation = $4 AND position BETWEEN $5 AND $6
         ) c ORDER BY c.position
         RETURNING id, position
       ), embedded AS (
         INSERT INTO chunk_embedding (chunk_id, space_id, document_id, generation, embedding)
         SELECT inserted.id, $7, $1, $2, e.embedding FROM inserted
         JOIN chunk c ON c.document_id = $3 AND c.generation = $4 AND c.position = inserted.position
         JOIN chunk_embedding e ON e.chunk_id = c.id AND e.space_id = $7
       )
       SELECT count(*)::int AS count FROM owner`,
      [...keys, first, last, source.spaceId],
    );
    if (locked?.count !== 1) throw new GenerationGoneError(target.documentId, target.generation);
    await sql.query(
      `${lockTarget}
       INSERT INTO posting (term, document_id, generation, segment, entry_count, entries)
       SELECT p.term, owner.document_id, owner.generation, p.segment, p.entry_count, p.entries
       FROM owner, posting p WHERE p.document_id = $3 AND p.generation = $4 AND p.segment = $5 ORDER BY p.term`,
      [...keys, segment],
    );
  }
  // A generation is only swept once searches see another one.
  const whole = await sql.query(
    `UPDATE document_generation g SET chunk_count = s.chunk_count, term_count = s.term_count, touched_at = now()
     FROM document_generation s JOIN document d ON d.id = s.document_id AND d.generation = s.generation
     WHERE g.document_id = $1 AND g.generation = $2 AND s.document_id = $3 AND s.generation = $4
     RETURNING 1`,
    keys,
  );
  return whole.length > 0;
}
