import type { Sql } from "./sql.js";

/** What tells one embedding space from another. */
export interface EmbeddingSpaceKey {
  readonly provider: string;
  readonly model: string;
  readonly dimensions: number;
  readonly version: string;
}

/** The id of an embedding space, which is created when it is new. Safe when several nodes ask at once. */
export async function ensureEmbeddingSpace(
  sql: Sql,
  { provider, model, dimensions, version }: EmbeddingSpaceKey,
): Promise<number> {
  const key = [provider, model, dimensions, version];
  const select =
    "SELECT id FROM embedding_space WHERE provider = $1 AND model = $2 AND dimensions = $3 AND version = $4";
  const [known] = await sql.query<{ id: number }>(select, key);
  if (known !== undefined) return known.id;
  await sql.query(
    "INSERT INTO embedding_space (provider, model, dimensions, version) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    key,
  );
  const [created] = await sql.query<{ id: number }>(select, key);
  return created!.id;
}

/** What stands for the provider of vectors that callers supply with their documents. */
export const suppliedProvider = "supplied";

/** The space of supplied vectors of a model of the caller's own, which is created when it is new. */
export function ensureSuppliedSpace(sql: Sql, model: string, dimensions: number): Promise<number> {
  return ensureEmbeddingSpace(sql, { provider: suppliedProvider, model, dimensions, version: "1" });
}

/** The space of supplied vectors of a model; null when there is none. */
export async function findSuppliedSpace(sql: Sql, model: string, dimensions: number): Promise<number | null> {
  const [row] = await sql.query<{ id: number }>(
    "SELECT id FROM embedding_space WHERE provider = $1 AND model = $2 AND dimensions = $3",
    [suppliedProvider, model, dimensions],
  );
  return row?.id ?? null;
}

/** Every space of supplied vectors. */
export function listSuppliedSpaces(sql: Sql): Promise<{ readonly id: number; readonly dimensions: number }[]> {
  return sql.query("SELECT id, dimensions FROM embedding_space WHERE provider = $1 ORDER BY id", [suppliedProvider]);
}
