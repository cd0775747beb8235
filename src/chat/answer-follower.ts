import { NotFoundError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import type { PubSub } from "../pubsub/index.js";
import type { AnswerState } from "./answer-state.js";
import type { ChatStore, StoredAnswer } from "./chat-store.js";
import { isFinal } from "./events.js";
import { type AnswerFrame, chatChannel } from "./frames.js";

/** How long nothing may be heard before the row is read without a reason. */
const silenceMs = 1_000;

/** What a follower works with. */
export interface FollowerTools {
  readonly store: ChatStore;
  readonly pubsub: PubSub;
  readonly logger: Logger;
}

/**
 * Feeds the state of an answer that is written elsewhere, from frames and from the row, until it has ended or nobody here
 * reads it any more. It listens first and reads then, so that nothing falls in between; frames that begin beyond what is
 * held wait until the row has closed the gap.
 */
export class AnswerFollower {
  private unsubscribe: (() => Promise<void>) | null = null;
  private timer: NodeJS.Timeout | null = null;
  private users = 0;
  private stopped = false;
  private heard = false;
  private waiting: { readonly from: number; readonly text: string } | null = null;
  private refreshing = false;
  private again = false;

  /** @param onStop called once, when it feeds the state no more. */
  constructor(
    readonly state: AnswerState,
    private readonly tools: FollowerTools,
    private readonly onStop: () => void,
  ) {}

  async start(): Promise<void> {
    this.timer = setInterval(() => {
      if (!this.heard) this.refresh();
      this.heard = false;
    }, silenceMs);
    const unsubscribe = await this.tools.pubsub.subscribe(
      chatChannel(this.state.uuid),
      (frame) => this.receive(frame as AnswerFrame),
      () => this.refresh(),
    );
    if (this.stopped) await unsubscribe();
    else this.unsubscribe = unsubscribe;
    this.refresh();
  }

  /** Counts a reader; when the last one has left by the returned function, following ends. */
  use(): () => void {
    this.users++;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.users--;
      // Readers from before, when the answer was still written here, are not counted.
      if (this.users === 0 && !this.state.isWatched) this.stop();
    };
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    void this.unsubscribe?.();
    this.onStop();
  }

  private receive(frame: AnswerFrame): void {
    if (this.stopped) return;
    this.heard = true;
    if (frame.kind === "text") this.waiting = frame;
    this.join();
    if (frame.kind === "stored" || this.waiting !== null || this.state.citations === null) this.refresh();
  }

  private join(): void {
    const { state, waiting } = this;
    if (waiting === null || waiting.from > state.text.length) return;
    state.append(waiting.text.slice(state.text.length - waiting.from));
    this.waiting = null;
  }

  /** Reads the row; asked again meanwhile, once more after that. */
  private refresh(): void {
    this.again = true;
    if (!this.refreshing) void this.read();
  }

  private async read(): Promise<void> {
    this.refreshing = true;
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        const stored = await this.tools.store.read(this.state.chatId);
        if (!this.stopped) this.apply(stored);
      }
    } catch (error) {
      // The row is read again after a silence.
      this.heard = false;
      this.tools.logger.warn(
        { err: error, chatId: this.state.chatId },
        "an answer that another node writes cannot be read",
      );
    } finally {
      this.refreshing = false;
    }
  }

  private apply(stored: StoredAnswer | null): void {
    applyStored(this.state, stored);
    this.join();
    if (this.state.outcome !== null) this.stop();
  }
}

/** Brings a state up to what is stored: it gains text, citations and its end; at the end it may lose text that never was stored. */
export function applyStored(state: AnswerState, stored: StoredAnswer | null): void {
  if (stored === null) {
    state.end({ error: new NotFoundError("Chat", { field: "chatId" }) });
    return;
  }
  const { status, text, citations, refused, metrics, error } = stored;
  if (isFinal(status)) state.text.truncate(text.length);
  state.append(text.slice(state.text.length));
  if (status !== "pending") state.cite(citations);
  if (isFinal(status))
    state.end({ event: { kind: "finished", status, textLength: text.length, refused, metrics, error } });
}
