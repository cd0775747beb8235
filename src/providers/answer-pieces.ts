import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGeneration } from "@langchain/core/outputs";
import type { ChatModel } from "./chat-model.js";
import { statusOf } from "./upstream-errors.js";

/** The models whose servers have refused to stream; nobody asks them for it again. */
const refusers = new WeakSet<BaseChatModel>();
/** The statuses with which servers refuse a parameter. */
const refusals: ReadonlySet<number | null> = new Set([400, 405, 415, 422, 501]);

/**
 * Asks a model for an answer in pieces. One whose server cannot stream, by its settings or because the server says so
 * before it has sent anything, is asked for the whole answer, which is then the only piece.
 */
export async function* answerPieces(
  { langchain, streams }: Pick<ChatModel, "langchain" | "streams">,
  messages: BaseMessage[],
  options: { readonly signal: AbortSignal; readonly stop?: string[] },
): AsyncGenerator<ChatGeneration, void, void> {
  if (streams && !refusers.has(langchain)) {
    let hasBegun = false;
    try {
      for await (const piece of langchain._streamResponseChunks(messages, options)) {
        hasBegun = true;
        yield piece;
      }
      return;
    } catch (error) {
      if (hasBegun || !refusesToStream(error)) throw error;
      refusers.add(langchain);
    }
  }
  for (const whole of (await langchain._generate(messages, options)).generations) {
    // What came whole has not broken off, even where its server gives no reason for its end.
    yield { ...whole, generationInfo: { ...whole.generationInfo, done: true } };
  }
}

function refusesToStream(error: unknown): boolean {
  return refusals.has(statusOf(error)) && error instanceof Error && /\bstream(s|ing|ed)?\b/i.test(error.message);
}
