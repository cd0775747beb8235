import type { ClientBase } from "pg";
import type { Database } from "../../src/database/data-source.js";

/** Tables whose rows the API lists. The server's own housekeeping reads others, whenever it likes. */
const listedTables = /"?\b(?:workspace|workspace_document|document|thread|chat|chunk|chunk_embedding|posting)\b"?/;

/**
 * Does work and returns the statements that read listed rows meanwhile, in the order in which they were sent.
 * @param tables names the tables that count, other than those of the library.
 */
export async function readsDuring(
  database: Database,
  work: () => Promise<unknown>,
  tables: RegExp = listedTables,
): Promise<string[]> {
  const client = await database.pool.connect();
  client.release();
  const prototype = Object.getPrototypeOf(client) as ClientBase;
  const original = Object.getOwnPropertyDescriptor(prototype, "query");
  if (original === undefined) throw new Error("The driver's clients have no query method of their own.");
  const send = original.value as (...sent: unknown[]) => unknown;
  const statements: string[] = [];
  const recording = function (this: ClientBase, ...sent: unknown[]): unknown {
    const [statement] = sent;
    const text = typeof statement === "string" ? statement : (statement as { readonly text: string }).text;
    if (/^\s*(?:SELECT|WITH)\b/i.test(text) && tables.test(text)) statements.push(text);
    return send.apply(this, sent);
  };
  Object.defineProperty(prototype, "query", { ...original, value: recording });
  try {
    await work();
  } finally {
    Object.defineProperty(prototype, "query", original);
  }
  return statements;
}
