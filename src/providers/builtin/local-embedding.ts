import type { EmbeddingModel, EmbedOptions } from "../embedding-model.js";
import { BuiltinEmbeddingModel } from "./embedding-model.js";

/** The built-in embedding model as the instance's. Its work is done by this thread, at once. */
export class LocalEmbedding implements EmbeddingModel {
  readonly space = BuiltinEmbeddingModel.space;
  readonly tokenizer = "estimate";
  private readonly model = new BuiltinEmbeddingModel();

  embedDocuments(texts: readonly string[], { language }: EmbedOptions = {}): Promise<number[][]> {
    return this.model.embedDocuments([...texts], language);
  }

  embedQuery(text: string, { language }: EmbedOptions = {}): Promise<number[]> {
    return this.model.embedQuery(text, language);
  }
}
