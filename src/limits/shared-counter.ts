import { createHash } from "node:crypto";
import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import type { Logger } from "../observability/logger.js";
import { type CounterOptions, type CounterStore, MemoryCounters } from "./counters.js";

const logIntervalMs = 60_000;

/** How often a key was counted. */
export interface Count {
  /** Points in this window, the refused ones included. */
  readonly consumed: number;
  /** Until the window ends. */
  readonly milliseconds: number;
  /** Whether that is more than the counter admits. */
  readonly isOver: boolean;
}

/** Tells of a failing store, at most once a minute, however many requests it fails. */
export class StoreFailures {
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly logger: Logger) {}

  tell(error: unknown): void {
    const now = performance.now();
    if (now - this.toldAt < logIntervalMs) return;
    this.toldAt = now;
    this.logger.error({ err: error }, "requests cannot be counted for all nodes; this node counts by itself meanwhile");
  }
}

/**
 * A counter that never fails: while the store does, this process counts by itself. Keys are stored as digests, so that
 * any text will do as one, and no store learns of names.
 */
export class SharedCounter {
  private readonly shared: RateLimiterAbstract;
  private readonly local: RateLimiterAbstract;

  constructor(
    store: CounterStore,
    private readonly failures: StoreFailures,
    private readonly options: CounterOptions,
  ) {
    this.shared = store.counter(options);
    this.local = new MemoryCounters().counter(options);
  }

  /**
   * Counts some points of a key.
   * @param window for a key that is not counted yet; by default the counter's own, in seconds
   */
  async add(key: string, points = 1, window: number = this.options.seconds): Promise<Count> {
    return this.attempt(async (counter) => {
      try {
        return await counter.consume(digestOf(key), points, { customDuration: window });
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refusal;
        throw refusal;
      }
    });
  }

  /** Takes some points of a key back. */
  async subtract(key: string, points = 1): Promise<void> {
    await this.attempt((counter) => counter.reward(digestOf(key), points));
  }

  /** How often a key was counted in this window. */
  async read(key: string): Promise<Count> {
    return this.attempt(async (counter) => (await counter.get(digestOf(key))) ?? new RateLimiterRes(0, 0, 0));
  }

  /** Forgets a key. */
  async clear(key: string): Promise<void> {
    await this.attempt(async (counter) => {
      await counter.delete(digestOf(key));
      return new RateLimiterRes(0, 0, 0);
    });
  }

  /** How many points a window admits from now on. */
  admit(points: number): void {
    this.shared.points = points;
    this.local.points = points;
  }

  private async attempt(work: (counter: RateLimiterAbstract) => Promise<RateLimiterRes>): Promise<Count> {
    let found: RateLimiterRes;
    try {
      found = await work(this.shared);
    } catch (error) {
      this.failures.tell(error);
      found = await work(this.local);
    }
    const { consumedPoints: consumed, msBeforeNext } = found;
    return { consumed, milliseconds: Math.max(0, msBeforeNext), isOver: consumed > this.shared.points };
  }
}

function digestOf(key: string): string {
  return createHash("sha256").update(key, "utf8").digest("base64url");
}
