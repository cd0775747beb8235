import type { BaseMessage, UsageMetadata } from "@langchain/core/messages";
import { FinishReason } from "../entities/index.js";
import type { DocentError } from "../errors/index.js";
import { type AnswerEnd, endOf } from "./answer-end.js";
import { answerPieces } from "./answer-pieces.js";
import type { ChatModel, Passage, PassageOptions } from "./chat-model.js";
import { ReasoningTags, readChunk } from "./reasoning.js";
import { StopCut, vendorStops } from "./stop-sequences.js";
import { toUpstreamError, UpstreamError, UpstreamTimeoutError } from "./upstream-errors.js";

/** Tokens as the model's server counts them; null where it does not. */
interface ReportedUsage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** What an answer cost, and why it ended. */
export interface AnswerOutcome extends ReportedUsage {
  /** Null: it was cut short, or the model's server gives no reason or another. */
  readonly finishReason: FinishReason | null;
}

/** How a model is asked. */
export interface StreamAnswerOptions {
  readonly messages: BaseMessage[];
  /** For models that read passages as data. */
  readonly passages: readonly Passage[];
  /** The answer ends before the first of these that comes, reasoning apart; none of them is empty. */
  readonly stop: readonly string[];
  /** Ends the answer: the connection is closed at once, and the generator ends without an error. */
  readonly signal: AbortSignal;
  /** How long the model may be silent: before its first piece, and between any two. */
  readonly silenceMs: number;
}

/**
 * Asks a model and yields its answer as it comes, reasoning first, in `<think>` tags. Returns what it cost and why it
 * ended.
 *
 * The model is asked beneath LangChain's callbacks: those would send prompts to a tracing service whenever an environment
 * variable says so, and keep a second copy of the answer.
 * @throws UpstreamError, also when the answer breaks off; UpstreamTimeoutError after too long a silence.
 */
export async function* streamAnswer(
  model: ChatModel,
  options: StreamAnswerOptions,
): AsyncGenerator<string, AnswerOutcome, void> {
  const { messages, signal } = options;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), options.silenceMs);
  const enough = new AbortController();
  const stop = vendorStops(model, options.stop);
  const callOptions: PassageOptions & { signal: AbortSignal; stop?: string[] } = {
    signal: AbortSignal.any([signal, silence.signal, enough.signal]),
    ...(model.readsPassages ? { passages: options.passages } : {}),
    ...(stop.length === 0 ? {} : { stop }),
  };
  const tags = new ReasoningTags();
  const cut = new StopCut(options.stop);
  const usage = new Usage();
  let end: AnswerEnd | null = null;
  let hasBegun = false;
  try {
    for await (const chunk of answerPieces(model, messages, callOptions)) {
      timer.refresh();
      hasBegun = true;
      usage.add((chunk.message as { usage_metadata?: UsageMetadata }).usage_metadata);
      end = endOf(chunk) ?? end;
      const { reasoning, text } = readChunk(chunk.message);
      const rendered = tags.render({ reasoning, text: cut.take(text) });
      if (rendered !== "") yield rendered;
      if (cut.isCut) {
        // The vendor would go on; closing the connection tells it not to.
        enough.abort();
        break;
      }
    }
  } catch (error) {
    if (signal.aborted) return { ...usage.total, finishReason: null };
    if (silence.signal.aborted) throw silent(options.silenceMs, error);
    if (!cut.isCut) throw failureOf(error, hasBegun);
  } finally {
    clearTimeout(timer);
  }
  if (signal.aborted) return { ...usage.total, finishReason: null };
  if (cut.isCut) {
    const close = tags.end();
    if (close !== "") yield close;
    // What the vendor has counted until now is not what it has written.
    return { ...usage.total, completionTokens: null, finishReason: FinishReason.STOP };
  }
  if (silence.signal.aborted) throw silent(options.silenceMs);
  const last = tags.render({ reasoning: "", text: cut.rest() }) + tags.end();
  if (last !== "") yield last;
  // A connection that is closed politely in mid-sentence looks like an end; every vendor says when it has finished.
  if (end === null) throw new UpstreamError("UPSTREAM_INTERRUPTED", "The model's server ended its answer early.");
  return { ...usage.total, finishReason: end.finishReason };
}

/** A connection that breaks once there was an answer is no server that cannot be reached. */
function failureOf(error: unknown, hasBegun: boolean): DocentError {
  const failure = toUpstreamError(error);
  if (!hasBegun || failure.code !== "UPSTREAM_UNREACHABLE") return failure;
  return new UpstreamError("UPSTREAM_INTERRUPTED", "The model's server ended its answer early.", failure.cause);
}

function silent(milliseconds: number, cause?: unknown): UpstreamTimeoutError {
  return new UpstreamTimeoutError(`The model was silent for ${milliseconds / 1_000} seconds.`, cause);
}

/** Vendors report once at the end, or more and more as the answer grows. */
class Usage {
  private prompt = 0;
  private completion = 0;

  add(usage: UsageMetadata | undefined): void {
    this.prompt = Math.max(this.prompt, usage?.input_tokens ?? 0);
    this.completion = Math.max(this.completion, usage?.output_tokens ?? 0);
  }

  get total(): ReportedUsage {
    return { promptTokens: this.prompt || null, completionTokens: this.completion || null };
  }
}
