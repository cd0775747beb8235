import { DocentError, OverloadedError } from "../errors/index.js";

const retryAfterSeconds = 2;
/** What one asker may have while nobody else asks; the rest is kept for whoever comes. */
const shareOfOne = 0.75;

/** A place among the running answers. */
export interface Admission {
  /** Gives the place back; a second call does nothing. */
  release(): void;
}

/**
 * Decides whether another answer may run on this node. While others have answers running too, nobody may have more than
 * an equal share of the places.
 */
export class AdmissionControl {
  private readonly running = new Map<string, number>();
  private total = 0;
  private isClosed = false;

  /** @param maximum answers at once on this node. */
  constructor(private readonly maximum: number) {}

  /**
   * Takes a place for an answer to `asker`, the viewer's stable key.
   * @throws OverloadedError when the node is full or stops; a DocentError of kind rateLimited, with the same code, when it
   * is the asker that has too many running.
   */
  admit(asker: string): Admission {
    if (this.isClosed) throw new OverloadedError("This node is stopping.", retryAfterSeconds);
    if (this.total >= this.maximum) throw new OverloadedError("Too many answers are running.", retryAfterSeconds);
    const own = this.running.get(asker) ?? 0;
    if (own >= this.shareOf(own)) {
      throw new DocentError("rateLimited", "OVERLOADED", "Too many of your answers are running.", {
        retryAfterSeconds,
      });
    }
    this.running.set(asker, own + 1);
    this.total++;
    let isReleased = false;
    return {
      release: () => {
        if (isReleased) return;
        isReleased = true;
        this.release(asker);
      },
    };
  }

  /** Admits nobody any more. */
  close(): void {
    this.isClosed = true;
  }

  private shareOf(own: number): number {
    const askers = this.running.size + (own === 0 ? 1 : 0);
    return Math.ceil(this.maximum * (askers === 1 ? shareOfOne : 1 / askers));
  }

  private release(asker: string): void {
    const left = (this.running.get(asker) ?? 1) - 1;
    if (left === 0) this.running.delete(asker);
    else this.running.set(asker, left);
    this.total--;
  }
}
