const windowMilliseconds = 60_000;
/** Different refusals of one source that are written in a minute. */
const perSource = 20;
/** Refusals that are written in a minute in all; it bounds the memory that this takes, too. */
const perWindow = 300;

/**
 * Decides which refusals are worth a row, so that nobody fills the event log by being refused: one of a kind and source
 * a minute, 20 of a source, 300 in all. It counts by itself on each node, in minutes of the clock.
 */
export class RefusalLimit {
  private window = 0;
  private sources = new Map<string, number>();
  private kinds = new Map<string, number>();
  private earlier: ReadonlyMap<string, number> = new Map();

  /** @param now the clock, in milliseconds. */
  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Whether a refusal is written; null: it is not. `unrecorded` is how many of its kind and source were not, in the last
   * minute that had any.
   */
  admit(source: string, kind: string): { readonly unrecorded: number } | null {
    this.turn();
    const key = `${source}\n${kind}`;
    const seen = this.kinds.get(key);
    if (seen !== undefined) {
      this.kinds.set(key, seen + 1);
      return null;
    }
    const ofSource = this.sources.get(source) ?? 0;
    if (ofSource >= perSource || this.kinds.size >= perWindow) return null;
    this.sources.set(source, ofSource + 1);
    this.kinds.set(key, 1);
    return { unrecorded: (this.earlier.get(key) ?? 1) - 1 };
  }

  private turn(): void {
    const window = Math.floor(this.now() / windowMilliseconds);
    if (window === this.window) return;
    this.window = window;
    this.earlier = this.kinds;
    this.kinds = new Map();
    this.sources = new Map();
  }
}
