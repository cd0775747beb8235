import { setTimeout as delay } from "node:timers/promises";
import type { Citation } from "../entities/index.js";
import type { Logger } from "../observability/logger.js";
import type { PubSub } from "../pubsub/index.js";
import type { AnswerState } from "./answer-state.js";
import type { ChatStore, Checkpoint, Ending } from "./chat-store.js";
import type { Checkpointed, Checkpointer } from "./checkpointer.js";
import { type AnswerFrame, chatChannel } from "./frames.js";

/** Frames with text for other nodes are at least so far apart. */
const frameIntervalMs = 20;
/** Only messages at least so large carry text; smaller ones are used to say that there is something to read. */
const leastTextMessageBytes = 65_536;
/** One UTF-16 code unit becomes at most so many bytes of JSON. */
const mostBytesPerUnit = 6;
const firstRetryMs = 200;
const longestRetryMs = 5_000;

/** Why an answer is cut short: somebody asked, the node stops, or somebody else has ended it. */
export type AbortReason = "stopped" | "interrupted" | "lost";

/** What a writer works with. */
export interface WriterTools {
  readonly nodeId: string;
  readonly store: ChatStore;
  readonly checkpointer: Checkpointer;
  readonly pubsub: PubSub;
  readonly logger: Logger;
  /** Fires when the node gives up waiting for its database. */
  readonly closing: AbortSignal;
}

/** Another has ended the answer, or writes it now. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}

/**
 * The one writer of an answer. Text goes into memory, where readers of this node see it within a tick; from there into the
 * database by checkpoints and to other nodes by frames. Every statement is conditional on the lease: the node, the epoch
 * and a status that is not final. Without the lease it stops the model and leaves the answer to whoever has it.
 */
export class AnswerWriter implements Checkpointed {
  /** Resolves when the answer has ended, or is somebody else's; never rejects. */
  readonly ended: Promise<void>;
  private readonly aborting = new AbortController();
  private resolveEnded: () => void = () => undefined;
  private epoch = 0;
  private storedLength = 0;
  private isStreaming = false;
  private frameTimer: NodeJS.Timeout | null = null;
  private reason: AbortReason | null = null;

  /** @param onEnd called before `ended` resolves; `isLost` when the answer has not ended here. */
  constructor(
    readonly state: AnswerState,
    private readonly tools: WriterTools,
    private readonly onEnd: (isLost: boolean) => void,
  ) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  get chatId(): number {
    return this.state.chatId;
  }

  /** Fires when the model has to stop. */
  get signal(): AbortSignal {
    return this.aborting.signal;
  }

  /** Why it has to stop; null while it need not. */
  get abortReason(): AbortReason | null {
    return this.reason;
  }

  /** Stops the model at once. Whoever drives the writer then calls {@link finish}. Only the first reason counts. */
  abort(reason: AbortReason): void {
    if (this.reason !== null) return;
    this.reason = reason;
    this.aborting.abort();
  }

  /** The chat is streaming from here on. @throws LeaseLostError */
  async begin(citations: Citation[]): Promise<void> {
    const { store, nodeId } = this.tools;
    const epoch = await store.begin(this.chatId, nodeId, citations);
    if (epoch === null) {
      this.abort("lost");
      throw new LeaseLostError(`The lease of chat ${this.chatId} was lost before its answer began.`);
    }
    this.epoch = epoch;
    this.isStreaming = true;
    this.state.cite(citations);
    this.publish({ kind: "stored" });
  }

  append(text: string): void {
    const before = this.state.text.length;
    this.state.append(text);
    if (this.state.text.length === before) return;
    this.tools.checkpointer.schedule(this);
    if (this.sendsText) this.frameTimer ??= setTimeout(() => this.sendText(), frameIntervalMs);
  }

  /**
   * Ends the answer: the row first, then the event. Tries until the database takes it, or the node gives up; the row is
   * then ended by another node, or by the next start. Never rejects.
   */
  async finish(ending: Omit<Ending, "text">): Promise<void> {
    this.isStreaming = false;
    if (this.frameTimer !== null) clearTimeout(this.frameTimer);
    this.state.text.end();
    await this.tools.checkpointer.remove(this.chatId);
    const text = this.state.text.slice(0);
    const isStored = this.reason !== "lost" && (await this.store({ ...ending, text }));
    if (isStored) {
      const { status, refused, metrics, error } = ending;
      this.state.end({ event: { kind: "finished", status, textLength: text.length, refused, metrics, error } });
      this.publish({ kind: "stored" });
    } else {
      this.abort("lost");
    }
    this.onEnd(!isStored);
    this.resolveEnded();
  }

  pending(): Checkpoint | null {
    const { text } = this.state;
    if (!this.isStreaming || text.length === this.storedLength) return null;
    return { chatId: this.chatId, epoch: this.epoch, start: this.storedLength, text: text.slice(this.storedLength) };
  }

  stored(end: number): void {
    this.storedLength = end;
    if (this.tools.pubsub.reach === "nodes" && !this.sendsText) this.publish({ kind: "stored" });
  }

  lost(): void {
    if (this.isStreaming) this.abort("lost");
  }

  private async store(ending: Ending): Promise<boolean> {
    const { store, nodeId, logger, closing } = this.tools;
    for (let attempt = 0; ; attempt++) {
      try {
        return await store.finish(this.chatId, nodeId, this.epoch, ending);
      } catch (error) {
        logger.error({ err: error, chatId: this.chatId }, "the end of an answer could not be stored");
        if (closing.aborted) return false;
        await delay(Math.min(longestRetryMs, firstRetryMs * 2 ** attempt), undefined, { signal: closing }).catch(
          () => undefined,
        );
      }
    }
  }

  private get sendsText(): boolean {
    const { reach, maximumBytes } = this.tools.pubsub;
    return reach === "nodes" && maximumBytes >= leastTextMessageBytes;
  }

  private sendText(): void {
    this.frameTimer = null;
    const from = this.storedLength;
    const text = this.state.text.slice(from);
    // What is too much for a message is read from the row, where the next checkpoint brings it.
    if (text.length * mostBytesPerUnit < this.tools.pubsub.maximumBytes) this.publish({ kind: "text", from, text });
    else this.publish({ kind: "stored" });
  }

  private publish(frame: AnswerFrame): void {
    void this.tools.pubsub.publish(chatChannel(this.state.uuid), frame);
  }
}
