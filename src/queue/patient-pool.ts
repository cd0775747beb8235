import { setTimeout as delay } from "node:timers/promises";
import type { Pool, PoolClient, QueryConfig, QueryResult } from "pg";
import type { Logger } from "../observability/logger.js";

/** How long a pool is left alone between two attempts, in milliseconds. */
const pauseMilliseconds = 1_000;

/**
 * A pool for work in the background, that waits for a connection as long as it takes. Requests are told to come again when
 * none comes free in time; the queue's own bookkeeping cannot be, and what it cannot write down ends the queue.
 * @param signal ends the patience: one more attempt is made at once, and is the last
 */
export function patientPool(pool: Pool, logger: Logger, signal: AbortSignal): Pool {
  const connect = async (): Promise<PoolClient> => {
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (signal.aborted) throw error;
        logger.warn({ reason: String(error) }, "the job queue waits for the database");
        await delay(pauseMilliseconds, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  // Whoever listens for jobs takes a callback, and tries again without help.
  const connectEither = (callback?: Parameters<Pool["connect"]>[0]): Promise<PoolClient> | undefined => {
    if (callback === undefined) return connect();
    pool.connect(callback);
    return undefined;
  };
  const query = async (statement: string | QueryConfig, values?: unknown[]): Promise<QueryResult> => {
    const client = await connect();
    try {
      return await client.query(statement, values);
    } finally {
      client.release();
    }
  };
  const patient: Readonly<Record<string | symbol, unknown>> = { connect: connectEither, query };
  return new Proxy(pool, {
    get(target, name) {
      if (Object.hasOwn(patient, name)) return patient[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
