import { setTimeout as delay } from "node:timers/promises";

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** How items come together. */
export interface CoalescerOptions<Item> {
  /** How much is done together at most. */
  readonly most: number;
  /** How much an item is; 1 unless given. */
  readonly weigh?: (item: Item) => number;
  /** How long the first one waits for company; not at all unless given. */
  readonly lingerMilliseconds?: number;
  /** Whether it is worth waiting, when so many wait; always unless given. */
  readonly expectsMore?: (waiting: number) => boolean;
  /** How long work under way is waited for; what waits longer is done beside it. For ever unless given. */
  readonly patienceMilliseconds?: number;
}

/** How often a group that waits for company looks whether it is worth it. */
const stepMilliseconds = 5;

/**
 * Does for many what is asked for one after the other: what is asked while work is under way is done together, next. So
 * the busier it is, the fewer statements each takes.
 */
export class Coalescer<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private working = 0;
  private impatience: NodeJS.Timeout | null = null;

  /**
   * @param work Does it for all, and returns their results in order. When it throws for several, each is done again for
   *   itself, so that one that is at fault does not harm the others: it must have left nothing behind.
   */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: CoalescerOptions<Item>,
  ) {}

  /** @throws what the work throws for this item alone. */
  run(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.working === 0) void this.workOff();
      else this.waitForWork();
    });
  }

  private waitForWork(): void {
    const { patienceMilliseconds } = this.options;
    if (patienceMilliseconds === undefined) return;
    this.impatience ??= setTimeout(() => {
      this.impatience = null;
      void this.workOff();
    }, patienceMilliseconds);
  }

  private async workOff(): Promise<void> {
    this.working += 1;
    try {
      while (this.waiting.length > 0) {
        if (this.options.lingerMilliseconds !== undefined) await this.waitForCompany();
        const group = this.waiting.splice(0, this.groupSize());
        // Somebody impatient has taken them meanwhile.
        if (group.length === 0) return;
        if (this.impatience !== null) clearTimeout(this.impatience);
        this.impatience = null;
        await this.workFor(group);
      }
    } finally {
      this.working -= 1;
    }
  }

  private async waitForCompany(): Promise<void> {
    const { lingerMilliseconds = 0, expectsMore = () => true } = this.options;
    const end = performance.now() + lingerMilliseconds;
    const isRoom = (): boolean => this.groupSize() === this.waiting.length;
    while (performance.now() < end && isRoom() && expectsMore(this.waiting.length)) {
      await delay(Math.min(lingerMilliseconds, stepMilliseconds));
    }
  }

  /** How many of those that wait are done together: at least one, however much it is. */
  private groupSize(): number {
    const { most, weigh = () => 1 } = this.options;
    let weight = 0;
    const size = this.waiting.findIndex(({ item }) => (weight += weigh(item)) > most);
    return size === -1 ? this.waiting.length : Math.max(1, size);
  }

  private async workFor(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item));
      for (const [index, one] of group.entries()) one.resolve(results[index] as Result);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await this.workFor([one]);
    }
  }
}
