import type { ClientBase, Pool } from "pg";

/** A statement as it was sent. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The queries that are sent to a database while something is done, in their order; nothing else may use it meanwhile. */
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
