import type { Sql } from "./sql.js";

/** An embedding space, as far as its index is concerned. */
export interface VectorSpace {
  readonly id: number;
  readonly dimensions: number;
}

/** Dimensions that HNSW indexes as single precision; beyond, as half precision. */
const mostSingleDimensions = 2_000;
/** Dimensions that HNSW indexes at all. */
const mostHalfDimensions = 4_000;

/** The expression that the index is on. Ids and dimensions are literals, since the planner matches them literally. */
export function indexedVector({ dimensions }: VectorSpace): { column: string; type: string; operators: string } {
  const half = dimensions > mostSingleDimensions;
  const type = `${half ? "halfvec" : "vector"}(${dimensions})`;
  return { column: `(embedding::${type})`, type, operators: half ? "halfvec_cosine_ops" : "vector_cosine_ops" };
}

/**
 * Creates the HNSW index of a space where it does not exist and the space can have one (up to 4,000 dimensions).
 *
 * @param concurrently Whether writers go on meanwhile: on a server; then not inside a transaction. The embedded
 *   database serves nobody else while it builds: build it while the space is small.
 */
export async function ensureVectorIndex(sql: Sql, space: VectorSpace, concurrently: boolean): Promise<void> {
  if (space.dimensions > mostHalfDimensions) return;
  const name = `IDX_chunk_embedding_space_${space.id}`;
  const { column, operators } = indexedVector(space);
  const [existing] = await sql.query<{ valid: boolean }>(
    "SELECT i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = $1",
    [name],
  );
  if (existing?.valid === true) return;
  // An interrupted concurrent build leaves an index that is never used.
  if (existing !== undefined) await sql.query(`DROP INDEX "${name}"`);
  await sql.query(
    `CREATE INDEX ${concurrently ? "CONCURRENTLY" : ""} IF NOT EXISTS "${name}" ON chunk_embedding USING hnsw (${column} ${operators}) WHERE space_id = ${space.id}`,
  );
}
