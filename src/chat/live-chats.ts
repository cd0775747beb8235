import type { Transactions } from "../database/transaction.js";
import type { Chat } from "../entities/index.js";
import { NotFoundError, OverloadedError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import type { PubSub } from "../pubsub/index.js";
import { AnswerFollower, applyStored } from "./answer-follower.js";
import { AnswerReader } from "./answer-reader.js";
import { AnswerState } from "./answer-state.js";
import { AnswerWriter, type WriterTools } from "./answer-writer.js";
import { ChatStore, type StoredAnswer } from "./chat-store.js";
import { Checkpointer } from "./checkpointer.js";
import { type ChatEvent, isFinal } from "./events.js";
import { chatChannel, type NodeCommand, nodeChannel } from "./frames.js";

/** How often another node is asked to stop an answer, and how long each request is given. */
const stopAttempts = 3;
const stopPatienceMs = 1_000;

/** What {@link LiveChats} needs. */
export interface LiveChatsOptions {
  /** This node's id, as the node registry has it. */
  readonly nodeId: string;
  readonly transactions: Transactions;
  readonly pubsub: PubSub;
  readonly logger: Logger;
}

/**
 * The answers that are being written, here or on other nodes, and their readers. See docs/streaming-protocol.md for what it
 * promises to clients.
 */
export class LiveChats {
  readonly nodeId: string;
  private readonly store: ChatStore;
  private readonly checkpointer: Checkpointer;
  private readonly writers = new Map<number, AnswerWriter>();
  private readonly followers = new Map<number, AnswerFollower>();
  private readonly closing = new AbortController();
  private unsubscribe: (() => Promise<void>) | null = null;

  constructor(private readonly options: LiveChatsOptions) {
    this.nodeId = options.nodeId;
    this.store = new ChatStore(options.transactions);
    this.checkpointer = new Checkpointer(this.store, options.logger);
  }

  /** Begins to obey what other nodes ask. */
  async start(): Promise<void> {
    this.unsubscribe = await this.options.pubsub.subscribe(nodeChannel(this.nodeId), (message) => {
      this.writers.get((message as NodeCommand).chatId)?.abort("stopped");
    });
  }

  /** Makes this node the writer of a chat that it has just inserted as PENDING. */
  open(chat: Pick<Chat, "id" | "uuid">): AnswerWriter {
    // A reader may have been faster than the writer; its follower then hands its state over.
    const follower = this.followers.get(chat.id);
    follower?.stop();
    const state = follower?.state ?? new AnswerState(chat.id, chat.uuid);
    const tools: WriterTools = {
      ...this.options,
      store: this.store,
      checkpointer: this.checkpointer,
      closing: this.closing.signal,
    };
    const writer = new AnswerWriter(state, tools, (isLost) => {
      this.writers.delete(chat.id);
      if (!isLost) return;
      if (this.closing.signal.aborted) state.end({ error: stopping() });
      else void this.letGo(state);
    });
    this.writers.set(chat.id, writer);
    return writer;
  }

  /**
   * The events of an answer from an offset on: running here or elsewhere, not begun yet, or ended.
   * @param after how much the reader holds, in UTF-16 code units; may exceed the answer.
   * @param signal ends the events without a terminal one; so does `return`, at any moment.
   * @throws NotFoundError, also while it is read, when the chat is deleted.
   */
  async read(chatId: number, after: number, signal?: AbortSignal): Promise<AsyncGenerator<ChatEvent, void, void>> {
    const { state, release } = await this.stateOf(chatId);
    return new AnswerReader(state, after, release, signal);
  }

  /** The answer as far as it is stored. */
  async textOf(chat: Pick<Chat, "id" | "status" | "response">): Promise<string> {
    if (isFinal(chat.status)) return chat.response;
    return (await this.store.read(chat.id))?.text ?? "";
  }

  /**
   * Stops an answer wherever it is written, and resolves when it has ended. One that nobody writes, or whose node does not
   * obey within seconds, is ended in the database with the text that is stored.
   * @throws NotFoundError
   */
  async stop(chatId: number): Promise<void> {
    if (await this.stopHere(chatId)) return;
    const stored = await this.stored(chatId);
    if (isFinal(stored.status) || (await this.stopHere(chatId))) return;
    if (
      stored.writerNode !== null &&
      stored.writerNode !== this.nodeId &&
      (await this.stopThere(stored, stored.writerNode))
    )
      return;
    this.announce(await this.store.end({ chatId }, "stopped"));
  }

  /**
   * Ends the answers whose node is no longer registered as INTERRUPTED, with the text that is stored. Joins the ambient
   * transaction; readers are told after its commit.
   */
  async interruptAbandoned(): Promise<number> {
    const ended = await this.store.end("abandoned", "interrupted");
    this.announce(ended);
    return ended.length;
  }

  /** Cuts every answer that is written here short: this node stops, or was given up by the others. */
  abortAll(reason: "interrupted" | "lost"): void {
    for (const writer of [...this.writers.values()]) writer.abort(reason);
  }

  /**
   * Ends everything; call it when nothing is being written any more. Readers of answers that go on elsewhere are told to
   * come again.
   */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.writers.values()].map((writer) => writer.ended));
    for (const follower of [...this.followers.values()]) {
      follower.stop();
      follower.state.end({ error: stopping() });
    }
    await this.checkpointer.close();
    await this.unsubscribe?.();
  }

  private async stateOf(chatId: number): Promise<{ state: AnswerState; release: () => void }> {
    const known = this.knownState(chatId);
    if (known !== null) return known;
    const stored = await this.stored(chatId);
    // It may have been opened here, or followed, while the row was read.
    const meanwhile = this.knownState(chatId);
    if (meanwhile !== null) return meanwhile;
    const state = new AnswerState(chatId, stored.uuid);
    applyStored(state, stored);
    if (isFinal(stored.status)) return { state, release: () => undefined };
    return { state, release: this.follow(state).use() };
  }

  private knownState(chatId: number): { state: AnswerState; release: () => void } | null {
    const writer = this.writers.get(chatId);
    if (writer !== undefined) return { state: writer.state, release: () => undefined };
    const follower = this.followers.get(chatId);
    return follower === undefined ? null : { state: follower.state, release: follower.use() };
  }

  private follow(state: AnswerState): AnswerFollower {
    const follower: AnswerFollower = new AnswerFollower(state, { ...this.options, store: this.store }, () => {
      if (this.followers.get(state.chatId) === follower) this.followers.delete(state.chatId);
    });
    this.followers.set(state.chatId, follower);
    void follower.start();
    return follower;
  }

  /**
   * Whoever has the answer now ends it, and the readers here follow. Where nobody has it (the statement that began it was
   * carried out, and its answer lost), it ends here.
   */
  private async letGo(state: AnswerState): Promise<void> {
    this.follow(state);
    try {
      this.announce(await this.store.end({ chatId: state.chatId, nodeId: this.nodeId }, "interrupted"));
    } catch (error) {
      this.options.logger.error({ err: error, chatId: state.chatId }, "an answer without a writer could not be ended");
    }
  }

  private async stored(chatId: number): Promise<StoredAnswer> {
    const stored = await this.store.read(chatId);
    if (stored === null) throw new NotFoundError("Chat", { field: "chatId" });
    return stored;
  }

  private async stopHere(chatId: number): Promise<boolean> {
    const writer = this.writers.get(chatId);
    if (writer === undefined) return false;
    writer.abort("stopped");
    await writer.ended;
    return true;
  }

  private async stopThere(stored: StoredAnswer, nodeId: string): Promise<boolean> {
    const { state, release } = await this.stateOf(stored.chatId);
    try {
      for (let attempt = 0; attempt < stopAttempts && state.outcome === null; attempt++) {
        const command: NodeCommand = { kind: "stop", chatId: stored.chatId };
        await this.options.pubsub.publish(nodeChannel(nodeId), command);
        await untilEnded(state, stopPatienceMs);
      }
      return state.outcome !== null;
    } finally {
      release();
    }
  }

  private announce(ended: readonly { readonly uuid: string }[]): void {
    this.options.transactions.afterCommit(async () => {
      for (const { uuid } of ended) await this.options.pubsub.publish(chatChannel(uuid), { kind: "stored" });
    });
  }
}

function stopping(): OverloadedError {
  return new OverloadedError("This node is stopping; subscribe again with what you hold.", 1);
}

/** Resolves when the answer has ended, or the time is over. */
async function untilEnded(state: AnswerState, milliseconds: number): Promise<void> {
  let resolve = (): void => undefined;
  const ended = new Promise<void>((settle) => {
    resolve = settle;
  });
  const timer = setTimeout(resolve, milliseconds);
  const check = (): void => {
    if (state.outcome !== null) resolve();
  };
  const unwatch = state.watch(check);
  check();
  await ended;
  clearTimeout(timer);
  unwatch();
}
