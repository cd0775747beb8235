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
