import type { Citation } from "../entities/index.js";
import type { ChatFinishedEvent } from "./events.js";
import { GrowingText } from "./growing-text.js";

/** Growth is told at most so often: 60 times a second, which is as often as screens show anything new. */
const growthIntervalMs = 16;

/** How an answer ended: with its terminal event, or, when its chat is gone, with an error. */
export type Outcome = { readonly event: ChatFinishedEvent } | { readonly error: unknown };

/**
 * An answer as this node knows it, in memory: what all its readers here read. It is fed by the writer when the answer is
 * written here, else by a follower. Readers are told of the first growth at once, then of all growth within an interval
 * together: what a token costs beyond the model's client is mostly the cost of telling it. The citations and the end are
 * told at once.
 */
export class AnswerState {
  readonly text = new GrowingText();
  private knownCitations: Citation[] | null = null;
  private knownOutcome: Outcome | null = null;
  private readonly watchers = new Set<() => void>();
  private scheduled = false;
  /** Runs from one telling of growth until the next may come. */
  private pause: NodeJS.Timeout | null = null;
  private hasGrown = false;

  constructor(
    readonly chatId: number,
    readonly uuid: string,
  ) {}

  /** Null until retrieval has ended. */
  get citations(): Citation[] | null {
    return this.knownCitations;
  }

  /** Null while the answer may still grow. */
  get outcome(): Outcome | null {
    return this.knownOutcome;
  }

  get isWatched(): boolean {
    return this.watchers.size > 0;
  }

  append(text: string): void {
    if (this.knownOutcome === null && this.text.append(text) > 0) this.tellGrowth();
  }

  cite(citations: Citation[]): void {
    this.knownCitations ??= citations;
    this.tell();
  }

  /** Ends the answer; only the first outcome counts. */
  end(outcome: Outcome): void {
    if (this.knownOutcome !== null) return;
    this.knownCitations ??= [];
    this.knownOutcome = outcome;
    if (this.pause !== null) clearTimeout(this.pause);
    this.tell();
  }

  /** Calls back after changes, until the returned function is called. */
  watch(callback: () => void): () => void {
    this.watchers.add(callback);
    return () => this.watchers.delete(callback);
  }

  private tellGrowth(): void {
    this.hasGrown = this.pause !== null;
    if (this.hasGrown || this.watchers.size === 0) return;
    this.tell();
    this.pause = setTimeout(() => {
      this.pause = null;
      if (this.hasGrown) this.tellGrowth();
    }, growthIntervalMs);
  }

  private tell(): void {
    if (this.scheduled || this.watchers.size === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      for (const callback of [...this.watchers]) callback();
    });
  }
}
