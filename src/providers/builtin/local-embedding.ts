import { setImmediate as nextTurn } from "node:timers/promises";
import type { EmbeddingModel, EmbedOptions } from "../embedding-model.js";
import { BuiltinEmbeddingModel } from "./embedding-model.js";

/** How long others wait for this thread while many texts are embedded, in milliseconds; a text is not interrupted. */
const longestTurn = 10;

/** The built-in embedding model as the instance's. Its work is done by this thread, in turns. */
export class LocalEmbedding implements EmbeddingModel {
  readonly space = BuiltinEmbeddingModel.space;
  readonly tokenizer = "estimate";
  private readonly model = new BuiltinEmbeddingModel();

  async embedDocuments(texts: readonly string[], { language, signal }: EmbedOptions = {}): Promise<number[][]> {
    const vectors: number[][] = [];
    let since = performance.now();
    for (const text of texts) {
      vectors.push(...(await this.model.embedDocuments([text], language)));
      if (performance.now() - since < longestTurn) continue;
      await nextTurn();
      signal?.throwIfAborted();
      since = performance.now();
    }
    return vectors;
  }

  embedQuery(text: string, { language }: EmbedOptions = {}): Promise<number[]> {
    return this.model.embedQuery(text, language);
  }
}
