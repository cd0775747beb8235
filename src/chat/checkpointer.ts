import type { Logger } from "../observability/logger.js";
import type { ChatStore, Checkpoint } from "./chat-store.js";

/** The shortest time from one checkpoint of this node to the next. */
const intervalMs = 250;

/** A running answer, as the checkpointer sees it. */
export interface Checkpointed {
  readonly chatId: number;
  /** The text that is not stored yet; null when there is none, or the answer must not be stored now. */
  pending(): Checkpoint | null;
  /** Everything before this offset is stored. */
  stored(end: number): void;
  /** The lease is lost: somebody else has ended the answer. */
  lost(): void;
}

/**
 * Stores what this node's running answers have grown by: one statement for all of them, at most every 250 ms, and never two
 * at once. When the database fails, the text stays in memory for the next one.
 */
export class Checkpointer {
  private readonly dirty = new Map<number, Checkpointed>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ChatStore,
    private readonly logger: Logger,
  ) {}

  /** Has the answer stored within the interval. */
  schedule(answer: Checkpointed): void {
    this.dirty.set(answer.chatId, answer);
    this.arm();
  }

  /** Takes an answer out; a checkpoint of it that was under way has ended when this resolves. */
  async remove(chatId: number): Promise<void> {
    this.dirty.delete(chatId);
    await this.running;
  }

  /** Stores nothing any more. */
  async close(): Promise<void> {
    this.dirty.clear();
    await this.running;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.running = this.checkpoint().finally(() => {
        this.timer = null;
        if (this.dirty.size > 0) this.arm();
      });
    }, intervalMs);
  }

  private async checkpoint(): Promise<void> {
    const answers = [...this.dirty.values()];
    this.dirty.clear();
    const pieces = answers.map((answer) => ({ answer, piece: answer.pending() })).filter(hasPiece);
    if (pieces.length === 0) return;
    try {
      const stored = await this.store.checkpoint(pieces.map(({ piece }) => piece));
      for (const { answer, piece } of pieces) {
        if (stored.has(piece.chatId)) answer.stored(piece.start + piece.text.length);
        else answer.lost();
      }
    } catch (error) {
      this.logger.warn({ err: error, answers: pieces.length }, "a checkpoint of running answers failed");
      for (const { answer } of pieces) this.dirty.set(answer.chatId, answer);
    }
  }
}

function hasPiece(entry: {
  answer: Checkpointed;
  piece: Checkpoint | null;
}): entry is { answer: Checkpointed; piece: Checkpoint } {
  return entry.piece !== null;
}
