import type { ChatMetrics, ChatStatus, Citation } from "../entities/index.js";

/** The first event of a stream, sent once the citations are known. */
export interface ChatStartedEvent {
  readonly kind: "started";
  readonly databaseId: number;
  readonly uuid: string;
  /** The passages that the model was given, by number; empty when the chat ended before that. */
  readonly citations: Citation[];
}

/** A piece of the answer, to be written at its offset over whatever the reader holds from there on. */
export interface ChatDeltaEvent {
  readonly kind: "delta";
  /** In UTF-16 code units. */
  readonly offset: number;
  readonly text: string;
}

/** Why a chat failed: a code for programs and a sentence for people, safe to show. */
export interface ChatFailure {
  readonly code: string;
  readonly message: string;
}

/** The statuses in which an answer no longer changes. */
export type FinalStatus = Exclude<ChatStatus, "pending" | "streaming">;

/** The last event of a stream. */
export interface ChatFinishedEvent {
  readonly kind: "finished";
  readonly status: FinalStatus;
  /** Length of the stored answer in UTF-16 code units; readers that hold more truncate to it. */
  readonly textLength: number;
  readonly refused: boolean;
  readonly metrics: ChatMetrics | null;
  readonly error: ChatFailure | null;
}

/** What a stream of an answer yields: plain JSON values, told apart by `kind`. See docs/streaming-protocol.md. */
export type ChatEvent = ChatStartedEvent | ChatDeltaEvent | ChatFinishedEvent;

/** Whether an answer with this status no longer changes. */
export function isFinal(status: ChatStatus): status is FinalStatus {
  return status !== "pending" && status !== "streaming";
}
