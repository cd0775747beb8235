import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { databaseErrorCode, TransactionMisuseError, translateDatabaseError } from "./errors.js";

/** The isolation levels of Postgres; the default is READ COMMITTED. */
export type Isolation = "READ COMMITTED" | "REPEATABLE READ" | "SERIALIZABLE";

/** How a transaction is run. */
export interface TransactionOptions {
  readonly isolation?: Isolation;
  /**
   * How often the work is done again when the database gives it up for another one (serialization failure, deadlock).
   * Default 0. The work must then be repeatable: everything it does is undone except what it did outside the database.
   */
  readonly retries?: number;
}

interface Ambient {
  readonly runner: QueryRunner;
  readonly client: PoolClient;
  readonly isolation: Isolation | undefined;
  readonly afterCommit: (() => void | Promise<void>)[];
  /** The first failure of a nested run: what it began is half done, so nothing may be committed. */
  failure: { readonly error: unknown } | null;
  ended: boolean;
}

const serializationFailures = new Set(["40001", "40P01"]);

/**
 * Transactions that follow the flow of control: what is called inside {@link run} joins, without being handed anything.
 * Statements of one transaction run one after the other, so `Promise.all` gains nothing there.
 *
 * Inside a transaction, wait for nothing but this database: on the embedded one, which serves one transaction at a time,
 * everybody else waits meanwhile, and a wait for a second connection would never end. {@link assertOutside} guards this.
 */
export class Transactions {
  private readonly storage = new AsyncLocalStorage<Ambient | null>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Does `work` in a transaction: in the ambient one if there is one, else in a new one that commits when `work` resolves
   * and rolls back when it rejects. When joined work rejects, the whole transaction rolls back, even if the outer work
   * swallows the error; the outermost call then rejects with it.
   * @throws what `work` throws; DatabaseBusyError and DatabaseUnavailableError where the database is the reason.
   */
  async run<T>(work: () => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const ambient = this.ambient();
    if (ambient !== null) return this.join(ambient, work, options);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(work, options.isolation);
      } catch (error) {
        const again = attempt < (options.retries ?? 0) && serializationFailures.has(databaseErrorCode(error) ?? "");
        if (!again) throw translateDatabaseError(error);
        await delay(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /** TypeORM's manager: the ambient transaction's, or one whose every call is a transaction of its own. */
  manager(): EntityManager {
    return this.ambient()?.runner.manager ?? this.dataSource.manager;
  }

  /**
   * Runs one statement, in the ambient transaction if there is one, and returns its rows.
   * @throws the driver's DatabaseError with its SQLSTATE in `code`; DatabaseBusyError and DatabaseUnavailableError.
   */
  async query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const target = this.ambient()?.client ?? this.pool();
    try {
      const { rows } = await target.query(sql, [...parameters]);
      return rows as T[];
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  /**
   * Calls back once the outermost transaction has committed, in the order of registration and outside of it; never when it
   * rolls back. Without a transaction it calls back at once. What the callback throws is logged: the commit stands.
   */
  afterCommit(callback: () => void | Promise<void>): void {
    const ambient = this.ambient();
    if (ambient === null) void this.callBack(callback);
    else ambient.afterCommit.push(callback);
  }

  /**
   * Guards a wait that must not happen inside a transaction. `what` completes "must not happen inside a transaction".
   * @throws TransactionMisuseError inside one.
   */
  assertOutside(what: string): void {
    if (this.ambient() !== null) throw new TransactionMisuseError(`${what} must not happen inside a transaction.`);
  }

  /** Does `work` without the ambient transaction: for what is started inside one and outlives it. */
  outside<T>(work: () => T): T {
    return this.storage.run(null, work);
  }

  private ambient(): Ambient | null {
    const ambient = this.storage.getStore() ?? null;
    if (ambient?.ended === true) {
      throw new TransactionMisuseError(
        "The transaction that this code began in has ended: a promise was not awaited inside it. Await it, or start it with outside().",
      );
    }
    return ambient;
  }

  private async join<T>(ambient: Ambient, work: () => Promise<T>, options: TransactionOptions): Promise<T> {
    if (options.isolation !== undefined && options.isolation !== ambient.isolation) {
      throw new TransactionMisuseError(
        `A transaction of ${ambient.isolation ?? "default"} isolation cannot be joined with ${options.isolation}.`,
      );
    }
    try {
      return await work();
    } catch (error) {
      ambient.failure ??= { error };
      throw error;
    }
  }

  private async attempt<T>(work: () => Promise<T>, isolation: Isolation | undefined): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const afterCommit: Ambient["afterCommit"] = [];
    let result: T;
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction(isolation);
      const ambient: Ambient = { runner, client, isolation, afterCommit, failure: null, ended: false };
      result = await this.workAndCommit(ambient, work);
    } finally {
      await runner.release();
    }
    for (const callback of afterCommit) await this.callBack(callback);
    return result;
  }

  private async workAndCommit<T>(ambient: Ambient, work: () => Promise<T>): Promise<T> {
    try {
      const result = await this.storage.run(ambient, work);
      ambient.ended = true;
      if (ambient.failure !== null) throw ambient.failure.error;
      // Not TypeORM's commit, which hides how it ended: Postgres answers the COMMIT of a failed transaction by rolling back,
      // without an error.
      const { command } = await ambient.client.query("COMMIT");
      if (command === "COMMIT") return result;
      throw new TransactionMisuseError(
        "A statement of this transaction failed and its error was swallowed; nothing was committed.",
      );
    } catch (error) {
      ambient.ended = true;
      // Rolling back what has ended is harmless. A connection that cannot even do this must not be used again.
      await ambient.client.query("ROLLBACK").catch(() => ambient.client.end());
      throw error;
    }
  }

  private async callBack(callback: () => void | Promise<void>): Promise<void> {
    try {
      await this.outside(callback);
    } catch (error) {
      this.dataSource.logger.log(
        "warn",
        `A callback after a commit failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }

  private pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }
}
