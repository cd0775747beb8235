import { setTimeout as delay } from "node:timers/promises";

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does for many what is asked for one after the other: what is asked while work is under way is done together, next. So
 * the busier it is, the fewer statements each takes.
 */
export class Coalescer<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private isWorking = false;

  /**
   * @param work Does it for all, and returns their results in order. When it throws for several, each is done again for
   *   itself, so that one that is at fault does not harm the others: it must have left nothing behind.
   * @param most How many are done together at most.
   * @param linger How many milliseconds the first one waits for company; 0 unless given.
   */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly most: number,
    private readonly linger: () => number = () => 0,
  ) {}

  /** @throws what the work throws for this item alone. */
  run(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isWorking) void this.workOff();
    });
  }

  private async workOff(): Promise<void> {
    this.isWorking = true;
    try {
      while (this.waiting.length > 0) {
        const milliseconds = this.linger();
        if (milliseconds > 0) await delay(milliseconds);
        await this.workFor(this.waiting.splice(0, this.most));
      }
    } finally {
      this.isWorking = false;
    }
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
