import { ValidationError } from "../errors/index.js";
import type { EmbeddingModel } from "../providers/index.js";
import { loadTokenCounter } from "../text/index.js";

/** Vectors of texts, and what made them. */
export interface CreatedEmbeddings {
  /** One for each text, in order. */
  readonly vectors: readonly (readonly number[])[];
  readonly provider: string;
  readonly model: string;
  readonly dimensions: number;
  /** Of all texts, as the model counts them where that is known, else estimated. */
  readonly tokenCount: number;
}

/** What texts of one request may have together, in UTF-16 code units. */
export const maximumCharacters = 2_000_000;

/** Embeds texts that belong to no document. Nothing is kept. */
export class EmbeddingService {
  constructor(private readonly models: { get(): Promise<EmbeddingModel> }) {}

  /**
   * Embeds texts with the instance's embedding model.
   * @param dimensions how many the caller relies on; left out: as many as the model has
   * @throws ValidationError for more than {@link maximumCharacters}, or when the model's vectors have other dimensions;
   * what the model throws.
   */
  async create(texts: readonly string[], dimensions?: number): Promise<CreatedEmbeddings> {
    if (texts.reduce((sum, text) => sum + text.length, 0) > maximumCharacters) {
      throw new ValidationError(`must have at most ${maximumCharacters} characters together`, { field: "texts" });
    }
    const model = await this.models.get();
    if (dimensions !== undefined && dimensions !== model.space.dimensions) {
      throw new ValidationError(`must be ${model.space.dimensions}, as many as the model's vectors have`, {
        field: "dimensions",
      });
    }
    const vectors = await model.embedDocuments(texts);
    const count = await loadTokenCounter(model.tokenizer);
    return {
      vectors,
      provider: model.space.provider,
      model: model.space.model,
      dimensions: model.space.dimensions,
      tokenCount: texts.reduce((sum, text) => sum + count(text), 0),
    };
  }
}
