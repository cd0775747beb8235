import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { TokenizerName } from "../text/index.js";

/** Which chat model is wanted; what is left out is as the instance has it. */
export interface ChatModelChoice {
  readonly provider?: string | null | undefined;
  readonly model?: string | null | undefined;
  /** Sampling temperature, 0 to 2; left out: the model's own. */
  readonly temperature?: number | null | undefined;
  /** Tokens that it may write in an answer, at least 1; left out: as many as its vendor lets it. */
  readonly maxTokens?: number | null | undefined;
}

/** A chat model, ready to be asked by {@link streamAnswer}. */
export interface ChatModel {
  /** The vendor, by its name in the settings. */
  readonly provider: string;
  readonly model: string;
  /** How many tokens it can read and write at once. */
  readonly contextWindow: number;
  /** What its tokens are counted by; `estimate` where its vocabulary is not known. */
  readonly tokenizer: TokenizerName;
  /** Whether its server sends an answer piece by piece; else it comes whole. */
  readonly streams: boolean;
  /** Whether it takes passages as data, in {@link PassageOptions}, rather than from the prompt. */
  readonly readsPassages: boolean;
  readonly langchain: BaseChatModel;
}

/** A passage of a document, under the number by which an answer refers to it. */
export interface Passage {
  readonly number: number;
  readonly title: string;
  readonly text: string;
}

/** Call options of models with {@link ChatModel.readsPassages}. */
export interface PassageOptions {
  readonly passages?: readonly Passage[];
}
