import type { Transactions } from "../database/transaction.js";
import { type Chat, type ChatMetrics, ChatMode, ChatStatus, type Workspace } from "../entities/index.js";
import { DocentError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import {
  type AnswerOutcome,
  type ChatModel,
  type ChatModels,
  streamAnswer,
  UpstreamError,
  withoutReasoning,
} from "../providers/index.js";
import { estimateTokens, loadTokenCounter, type TokenCounter } from "../text/index.js";
import { type AbortReason, type AnswerWriter, LeaseLostError } from "./answer-writer.js";
import type { Ending } from "./chat-store.js";
import type { ChatFailure } from "./events.js";
import { historyOf, type Turn } from "./history.js";
import { buildPrompt, type Prompt } from "./prompt.js";
import {
  type AttachedDocument,
  citationOf,
  gatherSources,
  type PassageSearch,
  type PinnedDocuments,
} from "./sources.js";

/** What query mode says when it finds nothing, unless the workspace has words of its own. */
const defaultRefusal = "There is no relevant information in this workspace to answer your query.";
/** How much of a window is used when tokens are only estimated: the rest is for what the estimate lacks. */
const estimatedShare = 0.9;
/** No answer is longer, in UTF-16 code units: a model that repeats itself for ever must end. */
const longestAnswer = 4_000_000;

/** What a question may set for itself. */
export interface ChatOverrides {
  /** Earlier turns, in place of the stored history. */
  readonly history?: readonly Turn[] | undefined;
  readonly systemPrompt?: string | undefined;
  readonly temperature?: number | undefined;
  /** The chat model, by its provider's name. */
  readonly model?: string | undefined;
  /** How many earlier exchanges the model sees. */
  readonly historyLength?: number | undefined;
  /** Tokens that the model may write, 1 to 1,000,000. */
  readonly maxTokens?: number | undefined;
  /** The answer ends before the first of these that comes; none of them is empty. */
  readonly stop?: readonly string[] | undefined;
  /** What was sent along with it, beside images: given to the model as far as it fits. */
  readonly documents?: readonly AttachedDocument[] | undefined;
}

/** What an exchange works with. */
export interface ExchangeTools {
  readonly transactions: Transactions;
  readonly models: ChatModels;
  readonly retriever: PassageSearch;
  readonly pinnedDocuments: PinnedDocuments;
  readonly logger: Logger;
  /** How long a model may be silent. */
  readonly silenceSeconds: () => number;
}

/** A question, and where it is asked. */
export interface Question {
  readonly chat: Chat;
  readonly workspace: Workspace;
  readonly overrides: ChatOverrides;
}

/** What a model did for an answer. */
interface Performance {
  readonly model: ChatModel;
  readonly prompt: Prompt;
  firstTextAt: number | null;
  outcome: AnswerOutcome;
}

type Verdict = Omit<Ending, "text" | "metrics">;

const statusOfAbort: Readonly<Record<AbortReason, Ending["status"]>> = {
  stopped: ChatStatus.STOPPED,
  interrupted: ChatStatus.INTERRUPTED,
  lost: ChatStatus.INTERRUPTED,
};

/** One question on its way: retrieve, ask, write, end. Exactly one ending is written, whatever happens. */
export class Exchange {
  private readonly startedAt = performance.now();
  private performance: Performance | null = null;
  private countTokens: TokenCounter = estimateTokens;

  constructor(
    private readonly tools: ExchangeTools,
    private readonly question: Question,
    private readonly writer: AnswerWriter,
  ) {}

  /** Never rejects. */
  async run(): Promise<void> {
    let verdict: Verdict;
    try {
      verdict = await this.answer();
    } catch (error) {
      verdict = { status: ChatStatus.FAILED, refused: false, error: this.failureOf(error) };
    }
    // What was cut short has failed because of that.
    const { abortReason } = this.writer;
    if (abortReason !== null && verdict.status !== ChatStatus.COMPLETED)
      verdict = { status: statusOfAbort[abortReason], refused: false, error: null };
    await this.writer.finish({ ...verdict, metrics: this.metrics() });
  }

  private async answer(): Promise<Verdict> {
    const { chat, workspace, overrides } = this.question;
    const { signal } = this.writer;
    const model = await this.tools.models.get({
      provider: workspace.chatProvider,
      model: overrides.model ?? workspace.chatModel,
      temperature: overrides.temperature ?? workspace.temperature,
      maxTokens: overrides.maxTokens,
    });
    this.countTokens = await loadTokenCounter(model.tokenizer);
    const attached = overrides.documents ?? [];
    const sources = await untilAborted(
      () => gatherSources(this.tools, workspace, chat.prompt, attached, signal),
      signal,
    );
    if (chat.mode === ChatMode.QUERY && sources.pinned.length + sources.found.length === 0) return this.refuse();
    const prompt = buildPrompt({
      systemPrompt: overrides.systemPrompt ?? workspace.systemPrompt,
      workspaceName: workspace.name,
      mode: chat.mode,
      now: new Date(),
      sources,
      history:
        overrides.history ??
        (await historyOf(this.tools.transactions, chat, overrides.historyLength ?? workspace.historyLength)),
      question: chat.prompt,
      attachments: chat.attachments,
      contextWindow: usableWindow(model),
      countTokens: this.countTokens,
    });
    signal.throwIfAborted();
    await this.writer.begin(prompt.sources.map((source, index) => citationOf(source, index + 1)));
    return this.ask(model, prompt);
  }

  private async refuse(): Promise<Verdict> {
    await this.writer.begin([]);
    this.writer.append(this.question.workspace.refusalText ?? defaultRefusal);
    return { status: ChatStatus.COMPLETED, refused: true, error: null };
  }

  private async ask(model: ChatModel, prompt: Prompt): Promise<Verdict> {
    const done: Performance = {
      model,
      prompt,
      firstTextAt: null,
      outcome: { promptTokens: null, completionTokens: null, finishReason: null },
    };
    this.performance = done;
    const pieces = streamAnswer(model, {
      messages: prompt.messages,
      passages: prompt.passages,
      stop: this.question.overrides.stop ?? [],
      signal: this.writer.signal,
      silenceMs: this.tools.silenceSeconds() * 1_000,
    });
    for (let piece = await pieces.next(); ; piece = await pieces.next()) {
      if (piece.done === true) {
        done.outcome = piece.value;
        break;
      }
      done.firstTextAt ??= performance.now();
      this.writer.append(piece.value);
      if (this.writer.state.text.length > longestAnswer) {
        await pieces.return(done.outcome);
        throw new UpstreamError("UPSTREAM_ERROR", "The answer was cut: it had become too long.");
      }
    }
    this.writer.signal.throwIfAborted();
    if (withoutReasoning(this.writer.state.text.slice(0)).trim() === "") return emptyCompletion;
    return { status: ChatStatus.COMPLETED, refused: false, error: null };
  }

  private metrics(): ChatMetrics | null {
    const done = this.performance;
    if (done === null) return null;
    const { promptTokens, completionTokens, finishReason } = done.outcome;
    return {
      promptTokens: promptTokens ?? done.prompt.tokens,
      completionTokens: completionTokens ?? this.countTokens(this.writer.state.text.slice(0)),
      estimated: done.model.tokenizer === "estimate" && (promptTokens === null || completionTokens === null),
      timeToFirstToken: done.firstTextAt === null ? null : seconds(done.firstTextAt - this.startedAt),
      duration: seconds(performance.now() - this.startedAt),
      model: done.model.model,
      provider: done.model.provider,
      finishReason,
    };
  }

  /** What is shown of an error; what must not be shown goes to the log. */
  private failureOf(error: unknown): ChatFailure {
    const { logger } = this.tools;
    const { id: chatId, uuid } = this.question.chat;
    const isExpected = error instanceof DocentError;
    if (this.writer.signal.aborted || error instanceof LeaseLostError)
      logger.debug({ err: error, chatId }, "an answer was cut short");
    else if (isExpected) logger.warn({ err: error, chatId }, "an answer failed");
    else logger.error({ err: error, chatId, uuid }, "an answer failed unexpectedly");
    return isExpected
      ? { code: error.code, message: error.message }
      : { code: "INTERNAL_SERVER_ERROR", message: `Something unexpected happened; the log has it under ${uuid}.` };
  }
}

const emptyCompletion: Verdict = {
  status: ChatStatus.FAILED,
  refused: false,
  error: { code: "EMPTY_COMPLETION", message: "No text completion could be completed with this input." },
};

function usableWindow({ contextWindow, tokenizer }: ChatModel): number {
  return tokenizer === "estimate" ? Math.floor(contextWindow * estimatedShare) : contextWindow;
}

/** Gives up waiting when the signal fires, whether or not the work looks at it. */
async function untilAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1_000;
}
