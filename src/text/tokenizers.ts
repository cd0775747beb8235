import { BytePairCounter } from "./byte-pair-counter.js";
import { estimateTokens } from "./token-estimate.js";

/** How tokens are counted: by a vocabulary of OpenAI's, or by an estimate that fits most others. */
export type TokenizerName = "estimate" | "cl100k_base" | "o200k_base";

/**
 * Counts, or estimates, the tokens of a text. Counting may end as soon as there are more than `atMost`; what is returned
 * then is more than that.
 */
export type TokenCounter = (text: string, atMost?: number) => number;

/** OpenAI's embedding models, by whatever server they are offered (OpenAI's cookbook, "How to count tokens"). */
const openAiEmbedding = /^text-embedding-/;
/**
 * OpenAI's chat models by the vocabulary that they read (openai/tiktoken, `model.py`), plain or behind a proxy
 * (`openai/gpt-4o`). gpt-oss reads o200k with further special tokens, which texts cannot contain.
 */
const chatFamilies: readonly (readonly [RegExp, TokenizerName])[] = [
  [/(^|\/)(gpt-4o|gpt-4\.\d|gpt-5|gpt-oss|chatgpt-4o|o\d)(?![a-z\d])/i, "o200k_base"],
  [/(^|\/)(gpt-4|gpt-3\.5|gpt-35)(?![a-z\d.])/i, "cl100k_base"],
];

/** The tokenizer of an embedding model. */
export function tokenizerOf(model: string): TokenizerName {
  return openAiEmbedding.test(model) ? "cl100k_base" : "estimate";
}

/** The tokenizer of a chat model; `estimate` for those whose vocabulary is not published, or not known here. */
export function chatTokenizerOf(model: string): TokenizerName {
  return chatFamilies.find(([names]) => names.test(model))?.[1] ?? "estimate";
}

const vocabularies = {
  cl100k_base: () => import("js-tiktoken/ranks/cl100k_base"),
  o200k_base: () => import("js-tiktoken/ranks/o200k_base"),
} as const;

const loaded = new Map<TokenizerName, Promise<TokenCounter>>();

/** Counts tokens as a tokenizer does; its vocabulary (1 to 2 MB) is loaded once, when it is first wanted. */
export function loadTokenCounter(name: TokenizerName): Promise<TokenCounter> {
  if (name === "estimate") return Promise.resolve(estimateTokens);
  let counter = loaded.get(name);
  if (counter === undefined) {
    counter = load(name);
    loaded.set(name, counter);
    counter.catch(() => loaded.delete(name));
  }
  return counter;
}

async function load(name: keyof typeof vocabularies): Promise<TokenCounter> {
  const counter = new BytePairCounter((await vocabularies[name]()).default);
  return (text, atMost) => counter.count(text, atMost);
}
