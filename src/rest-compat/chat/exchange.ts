import {
  type ChatStreamSubscription,
  ChatStreamOperation,
  type CitationFieldsFragment,
  SendChatOperation,
  type SendChatInput,
  type SendChatMutation,
  StopChatOperation,
} from "../../generated/operations.js";
import type { CallerClient } from "../client.js";

/** An event of an answer. */
export type ChatEvent = ChatStreamSubscription["chatStream"];

/** The last event of an answer. */
export type ChatFinished = Extract<ChatEvent, { readonly __typename: "ChatFinished" }>;

/** A whole answer. */
export interface CollectedAnswer {
  readonly text: string;
  readonly citations: readonly CitationFieldsFragment[];
  readonly finished: ChatFinished;
}

/** One question and the stream of its answer, for clients that cannot come back to it. */
export class Exchange {
  private constructor(
    private readonly client: CallerClient,
    private readonly signal: AbortSignal,
    /** The ids by which clients know the exchange. */
    readonly chat: SendChatMutation["sendChat"]["chat"],
  ) {}

  /**
   * Sends a question. From here on, the answer is stopped when `signal` fires.
   * @throws DocentError when the question is refused; nothing was asked then.
   */
  static async begin(client: CallerClient, input: SendChatInput, signal: AbortSignal): Promise<Exchange> {
    const { sendChat } = await client.execute(SendChatOperation, { input });
    return new Exchange(client, signal, sendChat.chat);
  }

  /** The answer's events, from the start to exactly one ChatFinished. To be read once. */
  async *events(): AsyncGenerator<ChatEvent, void, void> {
    let stopping: Promise<unknown> = Promise.resolve();
    // While the model is silent nothing is read here, so that stopping cannot wait for the next event.
    const stop = (): void => {
      stopping = this.client.execute(StopChatOperation, { chatId: this.chat.id });
      // Whether it failed is asked below; until then nobody listens.
      stopping.catch(() => undefined);
    };
    this.signal.addEventListener("abort", stop, { once: true });
    if (this.signal.aborted) stop();
    try {
      for await (const { chatStream } of this.client.subscribe(ChatStreamOperation, { chatId: this.chat.id }))
        yield chatStream;
    } finally {
      this.signal.removeEventListener("abort", stop);
      await stopping;
    }
  }

  /** Reads the answer to its end. */
  async collect(): Promise<CollectedAnswer> {
    let text = "";
    let citations: readonly CitationFieldsFragment[] = [];
    for await (const event of this.events()) {
      if (event.__typename === "ChatStarted") citations = event.citations;
      else if (event.__typename === "ChatDelta") text = text.slice(0, event.offset) + event.text;
      else return { text: text.slice(0, event.textLength), citations, finished: event };
    }
    throw new Error("An answer ended without its last event.");
  }
}

/**
 * The part of a delta that a reader who holds `length` code units does not have yet. After a takeover a delta may
 * begin earlier; a stream that cannot take anything back writes only what is new.
 */
export function newText(delta: Extract<ChatEvent, { readonly __typename: "ChatDelta" }>, length: number): string {
  return delta.text.slice(Math.max(0, length - delta.offset));
}
