import type { AnswerState } from "./answer-state.js";
import type { ChatEvent } from "./events.js";

/** A larger backlog travels in several deltas, so that no single frame grows without bound. */
const longestDelta = 65_536;

/**
 * One reader of an answer: the started event, deltas from an offset on, and exactly one finished event. It holds a position
 * and nothing else, so that a slow reader gets larger deltas. Nothing is read ahead.
 *
 * Unlike a plain generator it can be left at any moment: `return` and the signal end a read that waits.
 */
export class AnswerReader implements AsyncGenerator<ChatEvent, void, void> {
  private readonly events: AsyncGenerator<ChatEvent, void, void>;
  private readonly unwatch: () => void;
  private readonly leave = () => this.close();
  private wake: (() => void) | null = null;
  private changed = false;
  private isOpen = true;

  /**
   * @param after how much of the answer the reader holds, in UTF-16 code units.
   * @param onClose called once, when the reader has ended or was left.
   */
  constructor(
    private readonly state: AnswerState,
    private readonly after: number,
    private readonly onClose: () => void,
    private readonly signal?: AbortSignal,
  ) {
    this.unwatch = state.watch(() => {
      this.changed = true;
      this.wake?.();
    });
    this.events = this.generate();
    signal?.addEventListener("abort", this.leave, { once: true });
    if (signal?.aborted === true) this.close();
  }

  next(): Promise<IteratorResult<ChatEvent, void>> {
    return this.events.next();
  }

  return(): Promise<IteratorResult<ChatEvent, void>> {
    this.close();
    return this.events.return();
  }

  throw(error: unknown): Promise<IteratorResult<ChatEvent, void>> {
    this.close();
    return this.events.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  private async *generate(): AsyncGenerator<ChatEvent, void, void> {
    const { state } = this;
    try {
      while (this.isOpen && state.citations === null) await this.change();
      if (!this.isOpen || state.citations === null) return;
      throwIfGone(state);
      yield { kind: "started", databaseId: state.chatId, uuid: state.uuid, citations: state.citations };
      let position = this.after;
      while (this.isOpen) {
        const { outcome } = state;
        if (position < state.text.length) {
          const offset = state.text.boundary(position);
          position = endOfDelta(state, offset);
          yield { kind: "delta", offset, text: state.text.slice(offset, position) };
        } else if (outcome === null) {
          await this.change();
        } else if ("event" in outcome) {
          yield outcome.event;
          return;
        } else {
          throw outcome.error;
        }
      }
    } finally {
      this.close();
    }
  }

  private async change(): Promise<void> {
    if (!this.changed) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
    this.changed = false;
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.unwatch();
    this.signal?.removeEventListener("abort", this.leave);
    this.wake?.();
    this.onClose();
  }
}

function throwIfGone({ outcome }: AnswerState): void {
  if (outcome !== null && "error" in outcome) throw outcome.error;
}

function endOfDelta({ text }: AnswerState, offset: number): number {
  const end = Math.min(text.length, offset + longestDelta);
  return end === text.length ? end : text.boundary(end);
}
