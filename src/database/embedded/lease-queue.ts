/** Who holds or wants the embedded database. */
export interface LeaseOwner {
  /** What the owner does with the lease at this moment. */
  readonly activity: "running" | "idle";
}

/** The lease could not be had in time. The message says what it waited for. */
export class LeaseTimeoutError extends Error {
  override readonly name = "LeaseTimeoutError";
}

/** The owner gave up waiting, or somebody cancelled its statement. */
export class LeaseCancelledError extends Error {
  override readonly name = "LeaseCancelledError";
}

interface Waiter {
  readonly owner: LeaseOwner;
  readonly grant: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Hands the one backend to one owner at a time, in the order of asking. An owner keeps it from the first statement of a
 * transaction to its end. Waiting is limited, since a transaction that waits for a second connection would wait for ever.
 */
export class LeaseQueue {
  private holder: LeaseOwner | null = null;
  private heldSince = 0;
  private closed: Error | null = null;
  private readonly waiters: Waiter[] = [];

  /** @param timeoutMs how long one owner waits at most. */
  constructor(private readonly timeoutMs: number) {}

  /** How many wait now. */
  get waiting(): number {
    return this.waiters.length;
  }

  /**
   * Resolves when `owner` has the lease; it must then release it.
   * @throws LeaseTimeoutError, LeaseCancelledError, or the error given to {@link close}.
   */
  async acquire(owner: LeaseOwner): Promise<void> {
    if (this.closed !== null) throw this.closed;
    if (this.holder === null) return this.give(owner);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => this.withdraw(waiter, new LeaseTimeoutError(this.describeWait())), this.timeoutMs);
      const waiter: Waiter = {
        owner,
        grant: () => {
          clearTimeout(timer);
          resolve();
        },
        refuse: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.waiters.push(waiter);
    });
  }

  /** Ends the holder's lease and serves the next. Nothing happens when `owner` does not hold it. */
  release(owner: LeaseOwner): void {
    if (this.holder !== owner) return;
    this.holder = null;
    const next = this.waiters.shift();
    if (next === undefined) return;
    this.give(next.owner);
    next.grant();
  }

  /** Ends the wait of `owner`, if it waits, with a LeaseCancelledError. */
  cancel(owner: LeaseOwner): void {
    const waiter = this.waiters.find((candidate) => candidate.owner === owner);
    if (waiter !== undefined) this.withdraw(waiter, new LeaseCancelledError("canceling statement due to user request"));
  }

  /** Ends every wait, and every later one, with `error`. */
  close(error: Error): void {
    this.closed ??= error;
    for (const waiter of this.waiters.splice(0)) waiter.refuse(this.closed);
  }

  private give(owner: LeaseOwner): void {
    this.holder = owner;
    this.heldSince = performance.now();
  }

  private withdraw(waiter: Waiter, error: Error): void {
    const index = this.waiters.indexOf(waiter);
    if (index === -1) return;
    this.waiters.splice(index, 1);
    waiter.refuse(error);
  }

  private describeWait(): string {
    const waited = `Waited ${seconds(this.timeoutMs)} s for the embedded database, which serves one transaction at a time: another one has held it for ${seconds(performance.now() - this.heldSince)} s and `;
    return this.holder?.activity === "running"
      ? `${waited}is still running a statement.`
      : `${waited}is idle; is something waiting for a second connection inside a transaction?`;
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 1 : 0);
}
