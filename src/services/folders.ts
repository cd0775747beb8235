import type { Transactions } from "../database/transaction.js";

/** Makes sure that a folder of the library exists; in the caller's transaction, if any. */
export async function ensureFolder(transactions: Transactions, name: string): Promise<void> {
  await transactions.query("INSERT INTO folder (name) VALUES ($1) ON CONFLICT DO NOTHING", [name]);
}
