import type { Embeddings } from "@langchain/core/embeddings";
import pLimit from "p-limit";
import { tokenizerOf, type TokenizerName } from "../text/index.js";
import { withSignal } from "./abortable-fetch.js";
import { withRetries } from "./retry.js";
import { toUpstreamError, UpstreamError } from "./upstream-errors.js";

/** What tells one embedding space from another: vectors of different spaces cannot be compared. */
export interface EmbeddingSpace {
  readonly provider: string;
  readonly model: string;
  readonly dimensions: number;
  /** Changes when the same model gives other vectors than before. */
  readonly version: string;
}

/** How texts are embedded. */
export interface EmbedOptions {
  /** ISO 639-1 code of the texts, for models that want to know; null: unknown. */
  readonly language?: string | null;
  readonly signal?: AbortSignal;
}

/** An embedding model. */
export interface EmbeddingModel {
  readonly space: EmbeddingSpace;
  /** What its tokens are counted by, where that is known. */
  readonly tokenizer: TokenizerName;
  /**
   * One vector for each text, in order.
   * @throws UpstreamError, UpstreamTimeoutError after several attempts; the signal's reason when that fires.
   */
  embedDocuments(texts: readonly string[], options?: EmbedOptions): Promise<number[][]>;
  /** The vector of a question. Throws as {@link embedDocuments} does, after fewer attempts: somebody waits. */
  embedQuery(text: string, options?: EmbedOptions): Promise<number[]>;
}

const documentAttempts = 5;
const queryAttempts = 2;
/** Requests at once of this process, so that an import does not use up the vendor's limit. */
const concurrency = 2;

/** Embeds through a vendor's server: in batches, with retries, and with every answer checked. */
export class RemoteEmbeddingModel implements EmbeddingModel {
  readonly tokenizer: TokenizerName;
  private readonly limit = pLimit(concurrency);

  constructor(
    readonly space: EmbeddingSpace,
    private readonly langchain: Embeddings,
    private readonly batchSize: number,
  ) {
    this.tokenizer = tokenizerOf(space.model);
  }

  async embedDocuments(texts: readonly string[], { signal }: EmbedOptions = {}): Promise<number[][]> {
    const batches: string[][] = [];
    for (let start = 0; start < texts.length; start += this.batchSize)
      batches.push(texts.slice(start, start + this.batchSize).map(sendable));
    const embedded = await Promise.all(batches.map((batch) => this.limit(() => this.embedBatch(batch, signal))));
    return embedded.flat();
  }

  async embedQuery(text: string, { signal }: EmbedOptions = {}): Promise<number[]> {
    const vector = await this.ask(() => this.langchain.embedQuery(sendable(text)), queryAttempts, signal);
    this.check([vector], 1);
    return vector;
  }

  private async embedBatch(batch: string[], signal: AbortSignal | undefined): Promise<number[][]> {
    const vectors = await this.ask(() => this.langchain.embedDocuments(batch), documentAttempts, signal);
    this.check(vectors, batch.length);
    return vectors;
  }

  private async ask<T>(work: () => Promise<T>, attempts: number, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await withSignal(signal, () => withRetries(work, attempts, signal));
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw toUpstreamError(error);
    }
  }

  private check(vectors: readonly number[][], count: number): void {
    const { dimensions } = this.space;
    if (vectors.length !== count)
      throw new UpstreamError(
        "UPSTREAM_ERROR",
        `The embedding server answered ${vectors.length} vectors for ${count} texts.`,
      );
    if (!vectors.every((vector) => vector.length === dimensions && vector.every(Number.isFinite))) {
      throw new UpstreamError(
        "UPSTREAM_ERROR",
        `The embedding server answered something else than vectors of ${dimensions} dimensions.`,
      );
    }
  }
}

/** Many servers refuse an empty text. */
function sendable(text: string): string {
  return text.trim() === "" ? "." : text;
}
