/**
 * Removes counters whose window is over, from the table that holds those of requests and of questions a day.
 * @returns how many there were
 */
export async function sweepCounters(sql: {
  query<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]>;
}): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    "WITH gone AS (DELETE FROM rate_limit WHERE expire < $1 RETURNING 1) SELECT count(*)::int AS count FROM gone",
    [Date.now()],
  );
  return row?.count ?? 0;
}
