import type { ChatGeneration } from "@langchain/core/outputs";
import { FinishReason } from "../entities/index.js";

/** How a piece says that it is the last. */
export interface AnswerEnd {
  /** Null: for a reason other than these two, such as a filter. */
  readonly finishReason: FinishReason | null;
}

/** The vendors' words for the two reasons. */
const meanings: Readonly<Record<string, FinishReason>> = {
  stop: FinishReason.STOP,
  end_turn: FinishReason.STOP,
  stop_sequence: FinishReason.STOP,
  completed: FinishReason.STOP,
  length: FinishReason.LENGTH,
  max_tokens: FinishReason.LENGTH,
  model_context_window_exceeded: FinishReason.LENGTH,
  max_output_tokens: FinishReason.LENGTH,
};

/**
 * What a piece says about the end of its answer, in the words of any of the vendors: `finish_reason` (OpenAI's chat
 * completions), `status` (OpenAI's responses), `stop_reason` (Anthropic), `done` and `done_reason` (Ollama). Null: nothing.
 */
export function endOf({ generationInfo, message }: ChatGeneration): AnswerEnd | null {
  const facts: Record<string, unknown> = {
    ...generationInfo,
    ...message.additional_kwargs,
    ...message.response_metadata,
  };
  const { status, done } = facts;
  const reason = ["finish_reason", "stop_reason", "done_reason"]
    .map((name) => facts[name])
    .find((value) => typeof value === "string");
  if (reason !== undefined) return { finishReason: meaningOf(reason) };
  if (status === "completed") return { finishReason: meaningOf(status) };
  if (status === "incomplete") return { finishReason: meaningOf(incompleteReasonOf(facts["incomplete_details"])) };
  return done === true ? { finishReason: null } : null;
}

function incompleteReasonOf(details: unknown): unknown {
  return typeof details === "object" && details !== null && "reason" in details ? details.reason : null;
}

function meaningOf(reason: unknown): FinishReason | null {
  return typeof reason === "string" ? (meanings[reason] ?? null) : null;
}
