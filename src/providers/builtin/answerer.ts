import { setImmediate as nextTick } from "node:timers/promises";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel, type BaseChatModelCallOptions } from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import type { FinishReason } from "../../entities/index.js";
import { cutToTokens, estimateTokens } from "../../text/index.js";
import type { Passage, PassageOptions } from "../chat-model.js";
import { selectSentences } from "./select-sentences.js";

const mostQuotes = 3;
/** A step of the stream: a word with the space before it, or a part of what has no spaces. */
const step = /\s*\S{1,24}/gu;

const note = "Quoted from your documents by the built-in answerer, which does not generate text.";
const closest = "No passage uses the words of the question; this is the closest one:";
const nothing =
  "The built-in answerer can only quote your documents, and found no passage for this. Connect a language model to get written answers.";

/**
 * The chat model that needs neither a network nor weights: it quotes the sentences of the passages that answer the question
 * best, each with the number of its passage, and says what it is. It streams as any other model does.
 *
 * The question is the text of the last message; the passages are given as the call option `passages`. System prompt,
 * history and images have no part in it. A limit of tokens cuts the answer between words; its first character stays.
 */
export class BuiltinAnswerer extends BaseChatModel<BaseChatModelCallOptions & PassageOptions> {
  /** @param maxTokens estimated tokens of an answer, at least 1; null: as many as it has. */
  constructor(private readonly maxTokens: number | null) {
    super({ maxRetries: 0 });
  }

  override _llmType(): string {
    return "builtin";
  }

  override async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    options.signal?.throwIfAborted();
    const { text, finishReason } = this.answer(messages, options);
    return Promise.resolve({
      generations: [{ text, message: new AIMessage(text), generationInfo: { finish_reason: finishReason } }],
    });
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { text: whole, finishReason } = this.answer(messages, options);
    for (const [text] of whole.matchAll(step)) {
      // A tick between words lets a stop in.
      await nextTick();
      options.signal?.throwIfAborted();
      yield chunkOf(text);
      await runManager?.handleLLMNewToken(text);
    }
    yield chunkOf("", { finish_reason: finishReason });
  }

  private answer(
    messages: readonly BaseMessage[],
    { passages }: PassageOptions,
  ): { text: string; finishReason: FinishReason } {
    const whole = answer(questionOf(messages), passages ?? []);
    if (this.maxTokens === null || estimateTokens(whole) <= this.maxTokens)
      return { text: whole, finishReason: "stop" };
    const [first = ""] = whole;
    return { text: cutToTokens(whole, this.maxTokens, estimateTokens) || first, finishReason: "length" };
  }
}

/** What the built-in answerer says. */
function answer(question: string, passages: readonly Passage[]): string {
  const quotes = selectSentences(question, passages, mostQuotes);
  if (quotes.length === 0) return nothing;
  const lines = quotes.map(({ text, number }) => `“${text}” [${number}]`);
  return [...(quotes[0]?.score === 0 ? [closest] : []), ...lines, note].join("\n\n");
}

function questionOf(messages: readonly BaseMessage[]): string {
  return messages.at(-1)?.text ?? "";
}

function chunkOf(text: string, generationInfo: Record<string, string> = {}): ChatGenerationChunk {
  return new ChatGenerationChunk({ text, message: new AIMessageChunk(text), generationInfo });
}
