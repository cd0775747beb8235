import type { ClientBase, Pool } from "pg";
import type { Database } from "../../src/database/data-source.js";

/** A statement as it was sent. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

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
  const statements = await statementsDuring(database.pool, work);
  return statements.map(({ text }) => text).filter((text) => tables.test(text));
}

/** The queries that are sent to a database while something is done, in their order. */
export async function statementsDuring(pool: Pool, work: () => Promise<unknown>): Promise<Statement[]> {
  const client = await pool.connect();
  client.release();
  const prototype = Object.getPrototypeOf(client) as ClientBase;
  const original = Object.getOwnPropertyDescriptor(prototype, "query");
  if (original === undefined) throw new Error("The driver's clients have no query method of their own.");
  const send = original.value as (...sent: unknown[]) => unknown;
  const statements: Statement[] = [];
  const recording = function (this: ClientBase, ...sent: unknown[]): unknown {
    const statement = statementOf(sent);
    if (/^\s*(?:SELECT|WITH)\b/i.test(statement.text)) statements.push(statement);
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

/** The driver takes a text and its values, or both in one object. */
function statementOf([statement, given]: readonly unknown[]): Statement {
  if (typeof statement === "string") return { text: statement, values: Array.isArray(given) ? given : [] };
  const { text, values = [] } = statement as { readonly text: string; readonly values?: readonly unknown[] };
  return { text, values };
}
