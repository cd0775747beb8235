import { setTimeout as delay } from "node:timers/promises";
import type { Chat, Workspace } from "../entities/index.js";
import { type Admission, AdmissionControl } from "./admission.js";
import { type ChatOverrides, Exchange, type ExchangeTools } from "./exchange.js";
import type { LiveChats } from "./live-chats.js";

export type { ChatOverrides } from "./exchange.js";

/** What {@link ChatEngine} needs. */
export interface ChatEngineOptions extends ExchangeTools {
  readonly live: LiveChats;
  /** Answers at once on this node. */
  readonly maximumRunning: number;
}

/** How long answers that were interrupted may take to be stored when the node stops. */
const storeGraceMs = 5_000;

/** Answers chats: retrieves, asks the model and writes the answer into the live text, whoever reads it. */
export class ChatEngine {
  private readonly admissions: AdmissionControl;
  private readonly running = new Set<Promise<void>>();
  private isStopping = false;

  constructor(private readonly options: ChatEngineOptions) {
    this.admissions = new AdmissionControl(options.maximumRunning);
  }

  /**
   * Takes a place among the running answers, before the chat's row is written. Hand it to {@link start}, or release it.
   * @throws OverloadedError; a DocentError of kind rateLimited when the asker has too many answers running.
   */
  admit(asker: string): Admission {
    return this.admissions.admit(asker);
  }

  /**
   * Begins to answer a chat that was just inserted as PENDING, with this node as its writer. Returns at once; everything
   * that goes wrong from here on ends up in the chat. The admission is released when the answer has ended.
   */
  start(chat: Chat, workspace: Workspace, overrides: ChatOverrides, admission: Admission): void {
    const writer = this.options.live.open(chat);
    if (this.isStopping) writer.abort("interrupted");
    const answered = this.options.transactions.outside(() =>
      new Exchange(this.options, { chat, workspace, overrides }, writer).run(),
    );
    this.running.add(answered);
    void answered.finally(() => {
      this.running.delete(answered);
      admission.release();
    });
  }

  /**
   * Admits nobody any more, gives running answers so long to end, and interrupts the rest, with their text kept. Close the
   * {@link LiveChats} afterwards.
   */
  async stop(graceMs: number): Promise<void> {
    this.admissions.close();
    await this.allEnded(graceMs);
    this.isStopping = true;
    this.options.live.abortAll("interrupted");
    await this.allEnded(storeGraceMs);
  }

  /** Resolves when no answer is running, or the time is over. */
  private async allEnded(milliseconds: number): Promise<void> {
    const patience = new AbortController();
    const timeout = delay(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.running), timeout]);
    patience.abort();
  }
}
