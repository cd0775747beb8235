import type { Transactions } from "../database/transaction.js";
import { type LimitState, RateLimitedError } from "../errors/rate-limited.js";
import type { Logger } from "../observability/logger.js";
import type { CounterStore } from "./counters.js";
import { limitCatalogue, type LimitName, type LimitSetting } from "./limit-catalogue.js";
import { type Count, SharedCounter, StoreFailures } from "./shared-counter.js";

/** What {@link RateLimiter} needs. */
export interface RateLimiterOptions {
  readonly store: CounterStore;
  readonly transactions: Pick<Transactions, "assertOutside">;
  /** How many requests a window admits now; null: as many as come. */
  readonly settings: (name: LimitSetting) => number | null;
  readonly logger: Logger;
  /** False: nothing is counted, and everything admitted. */
  readonly isOn: boolean;
}

interface Use {
  readonly state: LimitState;
  /** Whether more was counted than the limit admits. */
  readonly isOver: boolean;
}

/** Counts requests against named limits. Limiters on the same store, on whatever nodes, share their counts. */
export class RateLimiter {
  private readonly counters = new Map<LimitName, SharedCounter>();
  private readonly failures: StoreFailures;

  constructor(private readonly options: RateLimiterOptions) {
    this.failures = new StoreFailures(options.logger);
  }

  /**
   * Counts a request, the refused ones too. A failing store refuses nobody: this node counts by itself then.
   * @param key whose request it is: any text, such as `key:7` or an address
   * @returns null where there is no limit
   * @throws RateLimitedError when the limit is used up.
   * @throws TransactionMisuseError inside a transaction, whose rollback would not undo the count.
   */
  async consume(name: LimitName, key: string, points = 1): Promise<LimitState | null> {
    const used = await this.use(name, (counter) => counter.add(key, points));
    if (used?.isOver === true) throw new RateLimitedError(used.state);
    return used?.state ?? null;
  }

  /** How much of a limit is used, without counting a request; null where there is no limit. */
  async peek(name: LimitName, key: string): Promise<LimitState | null> {
    const used = await this.use(name, (counter) => counter.read(key));
    return used?.state ?? null;
  }

  /** Gives counted requests back. @throws TransactionMisuseError inside a transaction. */
  async reward(name: LimitName, key: string, points = 1): Promise<void> {
    this.options.transactions.assertOutside("Counting a request");
    const counter = this.counterOf(name);
    if (counter !== null) await counter.subtract(key, points);
  }

  /** @returns a counter of its own on the same store; null where nothing is counted. */
  counter(name: string, points: number, seconds: number): SharedCounter | null {
    return this.options.isOn ? new SharedCounter(this.options.store, this.failures, { name, points, seconds }) : null;
  }

  /** Closes the store's connections. */
  close(): Promise<void> {
    return this.options.store.close();
  }

  private async use(name: LimitName, work: (counter: SharedCounter) => Promise<Count>): Promise<Use | null> {
    this.options.transactions.assertOutside("Counting a request");
    const limit = this.pointsOf(name);
    const counter = this.counterOf(name);
    if (limit === null || counter === null) return null;
    const { consumed, milliseconds, isOver } = await work(counter);
    const remaining = Math.max(0, limit - consumed);
    const state = {
      limit,
      remaining,
      resetAt: new Date(Date.now() + milliseconds),
      retryAfterSeconds: remaining === 0 ? Math.max(1, Math.ceil(milliseconds / 1_000)) : 0,
    };
    return { state, isOver };
  }

  private pointsOf(name: LimitName): number | null {
    return this.options.settings(limitCatalogue[name].setting);
  }

  private counterOf(name: LimitName): SharedCounter | null {
    const points = this.pointsOf(name);
    if (points === null || !this.options.isOn) return null;
    const counter = this.counters.get(name) ?? this.counter(name, points, limitCatalogue[name].seconds);
    if (counter === null) return null;
    this.counters.set(name, counter);
    counter.admit(points);
    return counter;
  }
}
