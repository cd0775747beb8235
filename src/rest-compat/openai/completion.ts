import type { CitationFieldsFragment } from "../../generated/operations.js";
import { type ChatFinished, type CollectedAnswer, type Exchange, newText } from "../chat/exchange.js";
import { failureOf } from "../chat/failure.js";
import { presentMetrics } from "../chat/metrics.js";
import { confidenceOf, presentSources } from "../chat/sources.js";
import type { Fault } from "../routing/fault.js";
import { frame } from "../routing/answer.js";
import { errorBody, openaiStatuses } from "./errors.js";

/** What every object of one completion shares. */
export interface CompletionFacts {
  readonly exchange: Exchange;
  /** The model as the request named it. */
  readonly model: string;
  readonly sessionId: string | null;
}

/**
 * The fault of an answer that failed, in OpenAI's words. A model that answers nothing has answered, in OpenAI's eyes; and
 * a conversation that is too long for the model is not valid.
 */
export function completionFailure(finished: ChatFinished): Fault | null {
  if (finished.error?.code === "EMPTY_COMPLETION") return null;
  const failure = failureOf(finished, openaiStatuses);
  if (failure?.kind !== "tooLarge") return failure;
  return { ...failure, status: openaiStatuses.invalid, code: "CONTEXT_LENGTH_EXCEEDED", field: "messages" };
}

/** A whole answer as `chat.completion`, with AnythingLLM's fields beside OpenAI's. */
export function presentCompletion(facts: CompletionFacts, { text, citations, finished }: CollectedAnswer) {
  return {
    ...head(facts, "chat.completion"),
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: text, refusal: null },
        logprobs: null,
        finish_reason: finishReasonOf(finished),
      },
    ],
    usage: usageOf(finished),
    type: "textResponse",
    textResponse: text,
    ...grounds(citations, facts.sessionId),
    close: true,
    error: null,
  };
}

/**
 * An answer as `chat.completion.chunk` events: the role first, then the text, then the reason why it ended with the
 * citations, then the usage if it was asked for, then `[DONE]`. A failure ends with OpenAI's error object instead.
 */
export async function* streamCompletion(
  facts: CompletionFacts,
  includeUsage: boolean,
): AsyncGenerator<string, void, void> {
  let citations: readonly CitationFieldsFragment[] = [];
  let written = 0;
  yield frame(chunk(facts, { role: "assistant", content: "" }));
  for await (const event of facts.exchange.events()) {
    switch (event.__typename) {
      case "ChatStarted":
        citations = event.citations;
        break;
      case "ChatDelta": {
        const text = newText(event, written);
        written += text.length;
        if (text !== "") yield frame(chunk(facts, { content: text }));
        break;
      }
      case "ChatFinished": {
        const failure = completionFailure(event);
        if (failure !== null) return yield frame(errorBody(failure));
        yield frame({
          ...chunk(facts, {}, finishReasonOf(event)),
          ...grounds(citations, facts.sessionId),
          close: true,
        });
        if (includeUsage) yield frame({ ...head(facts, "chat.completion.chunk"), choices: [], usage: usageOf(event) });
        return yield "data: [DONE]\n\n";
      }
    }
  }
}

interface Delta {
  readonly role?: "assistant";
  readonly content?: string;
}

/** A piece of an answer. It has no `error`, not even null: Vercel's AI SDK takes a chunk that has one for a failure. */
function chunk(facts: CompletionFacts, delta: Delta, finishReason: "stop" | "length" | null = null) {
  return {
    ...head(facts, "chat.completion.chunk"),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    usage: null,
    type: "textResponseChunk",
    textResponse: delta.content ?? "",
    textChunk: delta.content ?? "",
    sources: [],
    close: false,
  };
}

function head({ exchange: { chat }, model }: CompletionFacts, object: "chat.completion" | "chat.completion.chunk") {
  return { id: chat.uuid, object, created: Math.floor(Date.parse(chat.createdAt) / 1_000), model };
}

function grounds(citations: readonly CitationFieldsFragment[], sessionId: string | null) {
  return { sources: presentSources(citations), sessionId, confidence: confidenceOf(citations) };
}

/** Why an answer ended, in OpenAI's words; one that the model gave no reason for was whole. */
function finishReasonOf({ metrics }: ChatFinished): "stop" | "length" {
  return metrics?.finishReason === "LENGTH" ? "length" : "stop";
}

function usageOf({ metrics }: ChatFinished) {
  return { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, ...presentMetrics(metrics, new Date()) };
}
