import { toVectorLiteral } from "../database/vector.js";
import type { Sql } from "./sql.js";
import { indexedVector, type VectorSpace } from "./vector-index.js";
import { attachedDocuments } from "./workspace-profile.js";

/** A chunk and the cosine of its vector and the query's. */
export interface VectorCandidate {
  readonly chunkId: number;
  readonly documentId: number;
  readonly cosine: number;
}

/** Chunks up to which every vector of the workspace is compared. */
export const exactUpToChunks = 20_000;

const joinEmbeddings = `attached a JOIN chunk_embedding e ON e.document_id = a.document_id AND e.generation = a.generation`;

/** The nearest chunks of a workspace, every vector compared. One statement. */
export async function searchVectorsExactly(
  sql: Sql,
  workspaceId: number,
  spaceId: number,
  vector: ArrayLike<number>,
  limit: number,
): Promise<VectorCandidate[]> {
  return sql.query(
    `WITH ${attachedDocuments}, compared AS (
       SELECT e.chunk_id, e.document_id, 1 - (e.embedding <=> $2::vector) AS cosine FROM ${joinEmbeddings} WHERE e.space_id = $3
     )
     SELECT chunk_id AS "chunkId", document_id AS "documentId", cosine FROM compared
     WHERE cosine <> 'NaN' ORDER BY cosine DESC, chunk_id LIMIT $4`,
    [workspaceId, toVectorLiteral(vector), spaceId, limit],
  );
}

/**
 * About the nearest chunks of a workspace, by the space's HNSW index, which is walked on until enough of what it yields
 * is of the workspace. Without the index it is exact and slow.
 */
export async function searchVectorsByIndex(
  sql: Sql,
  workspaceId: number,
  space: VectorSpace,
  vector: ArrayLike<number>,
  limit: number,
): Promise<VectorCandidate[]> {
  const { column, type } = indexedVector(space);
  return sql.run(async () => {
    await sql.query(
      "SELECT set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', $1, true), set_config('hnsw.max_scan_tuples', '100000', true)",
      [String(Math.min(1_000, Math.max(100, limit)))],
    );
    return sql.query<VectorCandidate>(
      `SELECT chunk_id AS "chunkId", document_id AS "documentId", 1 - (${column} <=> $2::${type}) AS cosine
       FROM chunk_embedding e
       WHERE e.space_id = ${space.id} AND EXISTS (
         SELECT 1 FROM workspace_document wd JOIN document d ON d.id = wd.document_id
         WHERE wd.workspace_id = $1 AND wd.document_id = e.document_id AND d.generation = e.generation
       )
       ORDER BY ${column} <=> $2::${type} LIMIT $3`,
      [workspaceId, toVectorLiteral(vector), limit],
    );
  });
}

/** The cosines of given chunks; those without a vector in the space are left out. One statement. */
export async function cosinesOf(
  sql: Sql,
  chunkIds: readonly number[],
  spaceId: number,
  vector: ArrayLike<number>,
): Promise<Map<number, number>> {
  if (chunkIds.length === 0) return new Map();
  const rows = await sql.query<{ id: number; cosine: number }>(
    `SELECT chunk_id AS id, 1 - (embedding <=> $2::vector) AS cosine FROM chunk_embedding WHERE chunk_id = ANY ($1::int[]) AND space_id = $3`,
    [chunkIds, toVectorLiteral(vector), spaceId],
  );
  return new Map(rows.filter(({ cosine }) => !Number.isNaN(cosine)).map(({ id, cosine }) => [id, cosine]));
}
