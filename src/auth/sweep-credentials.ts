/**
 * Removes sessions and one-time tokens that a day ago had ended, been used or expired. The event log keeps what became
 * of them.
 * @returns how many there were
 */
export async function sweepCredentials(sql: {
  query<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]>;
}): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `WITH sessions AS (
       DELETE FROM session WHERE least(expires_at, revoked_at) < now() - interval '1 day' RETURNING 1
     ), tokens AS (
       DELETE FROM one_time_token WHERE least(expires_at, used_at) < now() - interval '1 day' RETURNING 1
     )
     SELECT ((SELECT count(*) FROM sessions) + (SELECT count(*) FROM tokens))::int AS count`,
    [],
  );
  return row?.count ?? 0;
}
