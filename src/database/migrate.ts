import { type DataSource, MigrationExecutor } from "typeorm";
import { DatabaseTooNewError, translateDatabaseError } from "./errors.js";

/** A migration that the code or the database knows. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

/** Names the advisory lock under which one node at a time migrates; any fixed number would do. */
const migrationLock = 7_203_114_226;

/**
 * Applies every missing migration, each in a transaction of its own, and returns their names. Nodes that start at the same
 * time take turns: whoever comes second finds nothing left to do.
 * @throws DatabaseTooNewError when the database has migrations that this code does not know.
 */
export async function migrateUp(dataSource: DataSource): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const name = await locked(dataSource, async (executor) => {
      await refuseUnknown(dataSource, executor);
      const [next] = await executor.getPendingMigrations();
      if (next === undefined) return null;
      await executor.executeMigration(next);
      return next.name;
    });
    if (name === null) return applied;
    applied.push(name);
  }
}

/**
 * Takes the latest migration back, with the data in what it made.
 * @returns its name, or null when none is applied.
 * @throws DatabaseTooNewError
 */
export async function migrateDown(dataSource: DataSource): Promise<string | null> {
  return locked(dataSource, async (executor) => {
    await refuseUnknown(dataSource, executor);
    const [latest] = await executor.getExecutedMigrations();
    if (latest === undefined) return null;
    await executor.undoLastMigration();
    return latest.name;
  });
}

/** Every migration of the code in order, then those that only the database knows. Changes nothing. */
export async function migrationStatus(dataSource: DataSource): Promise<MigrationState[]> {
  const executed = await new MigrationExecutor(dataSource).getExecutedMigrations();
  const applied = new Set(executed.map(({ name }) => name));
  const known = knownNames(dataSource);
  const unknown = [...applied].filter((name) => !known.includes(name));
  return [
    ...known.map((name) => ({ name, applied: applied.has(name) })),
    ...unknown.map((name) => ({ name, applied: true })),
  ];
}

/** Names end in a timestamp of 13 digits, which orders them. */
function knownNames(dataSource: DataSource): string[] {
  return dataSource.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .sort((left, right) => Number(left.slice(-13)) - Number(right.slice(-13)));
}

async function refuseUnknown(dataSource: DataSource, executor: MigrationExecutor): Promise<void> {
  const known = new Set(knownNames(dataSource));
  const unknown = (await executor.getExecutedMigrations()).map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new DatabaseTooNewError(
    `The database has been changed by a newer version of Docent (${unknown.join(", ")}). Start that version; to go back to this one, run \`docent migrate down\` with it first.`,
  );
}

/** Does one step in a transaction that holds the lock; all of it is undone when it fails. */
async function locked<T>(dataSource: DataSource, step: (executor: MigrationExecutor) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    try {
      // Building an index may take longer than a request may, and so may waiting for another node that does.
      await runner.query("SET LOCAL statement_timeout = 0");
      await runner.query("SET LOCAL idle_in_transaction_session_timeout = 0");
      await runner.query("SELECT pg_advisory_xact_lock($1::bigint)", [migrationLock]);
      const result = await step(new MigrationExecutor(dataSource, runner));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // The connection may be gone, and with it the transaction; the first error tells more.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw translateDatabaseError(error);
    }
  } finally {
    await runner.release();
  }
}
