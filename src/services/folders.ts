import type { Transactions } from "../database/transaction.js";

/** Makes sure that folders of the library exist; in the caller's transaction, if any. */
export async function ensureFolders(transactions: Transactions, names: readonly string[]): Promise<void> {
  // In one order for everybody, so that two callers with the same names do not wait for each other.
  await transactions.query(
    "INSERT INTO folder (name) SELECT name FROM unnest($1::text[]) AS name ORDER BY name ON CONFLICT DO NOTHING",
    [names],
  );
}
