import type { Pool } from "pg";
import type { Settings } from "../config/index.js";
import type { Logger } from "../observability/logger.js";
import { type CounterStore, MemoryCounters, PostgresCounters } from "./counters.js";
import { RedisCounters } from "./redis-counters.js";

export { AuthThrottle, type AuthAttempt } from "./auth-throttle.js";
export type { CounterStore } from "./counters.js";
export { type LimitName, type LimitSetting } from "./limit-catalogue.js";
export { networkOf } from "./network.js";
export { sweepCounters } from "./sweep-counters.js";
export { RateLimiter, type RateLimiterOptions } from "./rate-limiter.js";

/**
 * The store that all nodes share: Redis where there is one, else the database; the process itself where that is embedded.
 * A Redis that cannot be reached yet is no reason not to start.
 */
export async function createCounterStore(
  settings: Pick<Settings, "DATABASE_URL" | "REDIS_URL">,
  pool: Pool,
  logger: Logger,
): Promise<CounterStore> {
  if (settings.REDIS_URL === undefined) {
    return settings.DATABASE_URL === undefined ? new MemoryCounters() : new PostgresCounters(pool);
  }
  const store = new RedisCounters(settings.REDIS_URL, logger);
  await store.open().catch((error: unknown) => {
    logger.warn({ err: error }, "Redis cannot be reached; this node counts requests by itself until it can");
  });
  return store;
}
