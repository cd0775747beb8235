import { Embeddings, type EmbeddingsParams } from "@langchain/core/embeddings";
import { detectLanguage } from "../../text/index.js";
import { embedText, hashedDimensions, hashedVersion } from "./feature-hashing.js";

/**
 * The embedding model that needs neither a network nor weights: hashed features of the words (see
 * {@link embedText}). It finds the same words, their other forms and slips of spelling, in any language; it knows
 * nothing of meaning, so that a real model is worth configuring where paraphrases matter.
 */
export class BuiltinEmbeddingModel extends Embeddings {
  /** What makes up its embedding space. */
  static readonly space = {
    provider: "builtin",
    model: "hashed-features",
    dimensions: hashedDimensions,
    version: hashedVersion,
  } as const;

  constructor(options: EmbeddingsParams = {}) {
    super(options);
  }

  /** @param language ISO 639-1 code; when left out, each text's own is detected. */
  embedDocuments(texts: string[], language?: string | null): Promise<number[][]> {
    return Promise.resolve(
      texts.map((text) => [...embedText(text, language === undefined ? detectLanguage(text).language : language)]),
    );
  }

  /** @param language ISO 639-1 code of the documents that are searched; when left out, the query's own is detected. */
  async embedQuery(query: string, language?: string | null): Promise<number[]> {
    const [vector] = await this.embedDocuments([query], language);
    return vector!;
  }
}
