import type { Database } from "../../../src/database/data-source.js";

/** Columns and tables that change while nobody does anything: the first sweep after the start makes the embedding space. */
const restless = new Set(["last_used_at", "seen_at"]);
const restlessTables = ["cluster_node", "rate_limit", "embedding_space"];

/**
 * Every row of every table of ours, as text, by table.
 * @param without further tables to leave out
 */
export async function snapshot(
  { pool }: Database,
  without: readonly string[] = [],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT table_name = ANY($1) ORDER BY 1",
    [[...restlessTables, ...without]],
  );
  const found: Record<string, readonly string[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(one) AS row FROM "${name}" one`,
    );
    found[name] = rows
      .map(({ row }) => JSON.stringify(row, (key, value: unknown) => (restless.has(key) ? null : value)))
      .sort();
  }
  return found;
}
