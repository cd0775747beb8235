import { estimateTokens } from "./token-estimate.js";

/** How tokens are counted: as OpenAI's embedding models do, or by an estimate that fits most. */
export type TokenizerName = "estimate" | "cl100k_base";

/** OpenAI's embedding models, by whatever server they are offered (OpenAI's cookbook, "How to count tokens"). */
const openAiEmbedding = /^text-embedding-/;

/** The tokenizer of an embedding model. */
export function tokenizerOf(model: string): TokenizerName {
  return openAiEmbedding.test(model) ? "cl100k_base" : "estimate";
}

/** Counts tokens as a tokenizer does; loads its vocabulary (about 1 MB) when it has one. */
export async function loadTokenCounter(name: TokenizerName): Promise<(text: string) => number> {
  if (name === "estimate") return estimateTokens;
  const [{ Tiktoken }, { default: ranks }] = await Promise.all([
    import("js-tiktoken/lite"),
    import("js-tiktoken/ranks/cl100k_base"),
  ]);
  const tokenizer = new Tiktoken(ranks);
  return (text) => tokenizer.encode(text, [], []).length;
}
