import { randomUUID } from "node:crypto";
import type { CitationFieldsFragment } from "../../../generated/operations.js";
import type { CollectedAnswer, Exchange } from "../../chat/exchange.js";
import { presentMetrics } from "../../chat/metrics.js";
import { confidenceOf, presentSources } from "../../chat/sources.js";

/** What a chat's answer has beside its text. */
export interface AnswerFacts {
  readonly exchange: Exchange;
  readonly sessionId: string | null;
}

/** A whole answer in one object. A refusal names no chat: it is no part of the history. */
export function presentAnswer({ exchange, sessionId }: AnswerFacts, { text, citations, finished }: CollectedAnswer) {
  const { uuid, databaseId } = exchange.chat;
  return {
    ...oneShot(text, uuid),
    ...(finished.refused ? {} : { chatId: databaseId }),
    sources: presentSources(citations),
    metrics: presentMetrics(finished.metrics, new Date()),
    sessionId,
    confidence: confidenceOf(citations),
  };
}

/** An answer that came from no model. */
export function oneShot(text: string, uuid: string = randomUUID()) {
  return {
    id: uuid,
    uuid,
    type: "textResponse",
    textResponse: text,
    textChunk: text,
    sources: [],
    close: true,
    error: null,
  };
}

/** A refusal in a stream: one event, which names no chat. */
export function presentRefusal({ exchange, sessionId }: AnswerFacts, text: string) {
  return { ...oneShot(text, exchange.chat.uuid), attachments: [], metrics: {}, sessionId, confidence: null };
}

/** The last event of a stream in which the model said nothing; `message` says so. */
export function presentNothing(
  { exchange, sessionId }: AnswerFacts,
  citations: readonly CitationFieldsFragment[],
  message: string,
) {
  const { uuid } = exchange.chat;
  return {
    uuid,
    id: uuid,
    type: "finalizeResponseStream",
    close: true,
    error: false,
    message,
    sources: presentSources(citations),
    sessionId,
    confidence: confidenceOf(citations),
  };
}

/** The answer to a reset without a message. */
export function presentReset(sessionId: string | null) {
  return { ...oneShot("Chat history was reset!"), metrics: {}, sessionId, confidence: null };
}

/** A piece of a streamed answer. */
export function presentChunk(uuid: string, text: string) {
  return {
    uuid,
    id: uuid,
    sources: [],
    type: "textResponseChunk",
    textResponse: text,
    textChunk: text,
    close: false,
    error: false,
  };
}

/** Closes the text of a streamed answer, with what it rests on. @param text what was not sent yet */
export function presentClose(uuid: string, citations: readonly CitationFieldsFragment[], text = "") {
  return { ...presentChunk(uuid, text), sources: presentSources(citations), close: true };
}

/** The last event of a streamed answer. */
export function presentFinal(
  { exchange, sessionId }: AnswerFacts,
  { citations, finished }: Pick<CollectedAnswer, "citations" | "finished">,
) {
  const { uuid, databaseId } = exchange.chat;
  return {
    uuid,
    id: uuid,
    type: "finalizeResponseStream",
    close: true,
    error: false,
    chatId: databaseId,
    metrics: presentMetrics(finished.metrics, new Date()),
    sources: presentSources(citations),
    sessionId,
    confidence: confidenceOf(citations),
  };
}
