import { HumanMessage } from "@langchain/core/messages";
import { type AnswerOutcome, type ChatModel, ChatModels, streamAnswer } from "../../src/providers/index.js";
import type { OpenAiUpstream } from "./openai-upstream.js";

/** What answers are to be found in. */
export const passages = [
  { number: 1, title: "Cats", text: "The keeper had three cats. They slept in the lamp room. Nobody minded." },
];

/** Models of an instance whose own is `test-model` of a server. */
export const modelsOn = (
  upstream: OpenAiUpstream,
  settings: Partial<ConstructorParameters<typeof ChatModels>[0]> = {},
): ChatModels =>
  new ChatModels({
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "test-model",
    LLM_BASE_URL: upstream.baseUrl,
    LLM_API_KEY: "sk-the-configured-key",
    LLM_CONTEXT_WINDOW: 8_192,
    LLM_TIMEOUT_SECONDS: 5,
    ...settings,
  });

/** An answer that has ended. */
export interface Run {
  readonly pieces: string[];
  readonly usage: AnswerOutcome;
}

/** Asks a model, and reads its answer to the end. */
export async function run(
  model: ChatModel,
  question: string,
  signal: AbortSignal = new AbortController().signal,
  silenceMs = 5_000,
  stop: readonly string[] = [],
): Promise<Run> {
  const pieces: string[] = [];
  const answer = streamAnswer(model, { messages: [new HumanMessage(question)], passages, stop, signal, silenceMs });
  for (let piece = await answer.next(); ; piece = await answer.next()) {
    if (piece.done === true) return { pieces, usage: piece.value };
    pieces.push(piece.value);
  }
}
