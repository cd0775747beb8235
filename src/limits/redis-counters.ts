import { Redis } from "ioredis";
import { type RateLimiterAbstract, RateLimiterRedis } from "rate-limiter-flexible";
import type { Logger } from "../observability/logger.js";
import type { CounterOptions, CounterStore } from "./counters.js";

const longestRetryMs = 5_000;
/** A request does not wait longer to be counted. */
const patienceMs = 1_000;

/** Counts in Redis, which every node shares. Keys are divided by the URL's database number, and expire by themselves. */
export class RedisCounters implements CounterStore {
  private readonly client: Redis;

  /** Until there is a connection, counting fails at once. */
  constructor(url: string, logger: Logger) {
    this.client = new Redis(url, {
      connectionName: "docent-limits",
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: patienceMs,
      disconnectTimeout: 100,
      retryStrategy: (attempt) =>
        Math.min(longestRetryMs, 100 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2),
    });
    // What cannot be counted is logged by who counts, once a minute; each attempt to connect would flood the log.
    this.client.on("error", (error) => logger.debug({ err: error }, "the Redis connection that counts failed"));
  }

  /** Connects. @throws what the driver throws when it cannot; it goes on trying all the same. */
  open(): Promise<void> {
    return this.client.connect();
  }

  counter({ name, points, seconds }: CounterOptions): RateLimiterAbstract {
    return new RateLimiterRedis({
      keyPrefix: `docent:limit:${name}`,
      points,
      duration: seconds,
      storeClient: this.client,
      rejectIfRedisNotReady: true,
    });
  }

  close(): Promise<void> {
    this.client.disconnect();
    return Promise.resolve();
  }
}
