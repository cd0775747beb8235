/** Measures how long it was somebody's turn, over many turns, and calls `expired` once when it was too long. */
export class TurnClock {
  private timer: NodeJS.Timeout | null = null;
  private startedAt = 0;

  /** @param remaining milliseconds that all turns may take together. */
  constructor(
    private remaining: number,
    private readonly expired: () => void,
  ) {}

  /** The turn begins; nothing happens when it has begun already. */
  start(): void {
    if (this.timer !== null) return;
    this.startedAt = performance.now();
    this.timer = setTimeout(this.expired, Math.max(0, this.remaining));
  }

  /** Takes milliseconds away from what remains. */
  shorten(milliseconds: number): void {
    if (milliseconds <= 0) return;
    const isRunning = this.timer !== null;
    this.stop();
    this.remaining -= milliseconds;
    if (isRunning) this.start();
  }

  /** All turns from now on may take so many milliseconds together. */
  renew(milliseconds: number): void {
    const isRunning = this.timer !== null;
    this.stop();
    this.remaining = milliseconds;
    if (isRunning) this.start();
  }

  /** The turn ends. */
  stop(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.remaining -= performance.now() - this.startedAt;
  }
}
