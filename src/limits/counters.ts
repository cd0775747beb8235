import type { Pool } from "pg";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from "rate-limiter-flexible";

/** What a counter counts. */
export interface CounterOptions {
  /** Tells counters apart; those of one name on one store share their counts. */
  readonly name: string;
  /** How many points a key has in a window. */
  readonly points: number;
  /** The length of a window. */
  readonly seconds: number;
}

/** Where counts are kept. */
export interface CounterStore {
  counter(options: CounterOptions): RateLimiterAbstract;
  close(): Promise<void>;
}

/** Counts in this process: for an instance of one node, and while another store fails. */
export class MemoryCounters implements CounterStore {
  counter({ name, points, seconds }: CounterOptions): RateLimiterAbstract {
    return new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Counts in the table `rate_limit`, which every node shares. Its rows are swept once they have expired. */
export class PostgresCounters implements CounterStore {
  constructor(private readonly pool: Pool) {}

  counter({ name, points, seconds }: CounterOptions): RateLimiterAbstract {
    return new RateLimiterPostgres({
      keyPrefix: name,
      points,
      duration: seconds,
      // Without the statement's name: a prepared statement does not survive a pooler that hands out connections anew.
      storeClient: {
        query: ({ text, values }: { readonly text: string; readonly values: unknown[] }) =>
          this.pool.query(text, values),
      },
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      // Timers of its own would outlive the pool.
      clearExpiredByTimeout: false,
    });
  }

  /** The pool is its owner's to close. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
