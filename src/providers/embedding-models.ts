import type { Embeddings } from "@langchain/core/embeddings";
import type { Settings } from "../config/index.js";
import { ValidationError } from "../errors/index.js";
import type { EmbeddingConnection } from "./connections.js";
import { type EmbeddingModel, RemoteEmbeddingModel } from "./embedding-model.js";
import { withRetries } from "./retry.js";
import { toUpstreamError } from "./upstream-errors.js";

const timeoutMs = 60_000;
const probeAttempts = 3;
/** Of what this program sends to a remote model; it rises when the same text is sent differently. */
const remoteVersion = "1";

type RemoteProvider = Exclude<Settings["EMBEDDING_PROVIDER"], "builtin">;

/** How each vendor's models are made. Its package is loaded when the first of them is wanted. */
const makers: { readonly [Name in RemoteProvider]: (connection: EmbeddingConnection) => Promise<Embeddings> } = {
  openai: async (connection) => (await import("./openai.js")).openAiEmbeddings(connection, true),
  "openai-compatible": async (connection) => (await import("./openai.js")).openAiEmbeddings(connection, false),
  ollama: async (connection) => (await import("./ollama.js")).ollamaEmbeddings(connection),
};

/** The embedding model of the instance. */
export class EmbeddingModels {
  private made: Promise<EmbeddingModel> | null = null;

  constructor(
    private readonly settings: Pick<
      Settings,
      "EMBEDDING_PROVIDER" | "EMBEDDING_MODEL" | "EMBEDDING_BASE_URL" | "EMBEDDING_API_KEY" | "EMBEDDING_BATCH_SIZE"
    >,
  ) {}

  /**
   * The model, made at the first call. A remote one is asked for a vector then, which tells how many dimensions it has; when
   * that fails, the next call tries again.
   * @throws UpstreamError, UpstreamTimeoutError
   */
  get(): Promise<EmbeddingModel> {
    if (this.made === null) {
      const made = this.make();
      this.made = made;
      made.catch(() => {
        if (this.made === made) this.made = null;
      });
    }
    return this.made;
  }

  /** Has the model made anew: the settings have changed. */
  forget(): void {
    this.made = null;
  }

  private async make(): Promise<EmbeddingModel> {
    const {
      EMBEDDING_PROVIDER: provider,
      EMBEDDING_MODEL,
      EMBEDDING_BASE_URL,
      EMBEDDING_API_KEY,
      EMBEDDING_BATCH_SIZE: batchSize,
    } = this.settings;
    if (provider === "builtin") return new (await import("./builtin/local-embedding.js")).LocalEmbedding();
    if (EMBEDDING_MODEL === undefined) throw new ValidationError(`The provider ${provider} needs a model.`);
    const langchain = await makers[provider]({
      model: EMBEDDING_MODEL,
      baseUrl: EMBEDDING_BASE_URL ?? null,
      apiKey: EMBEDDING_API_KEY ?? null,
      timeoutMs,
      batchSize,
    });
    const dimensions = await discoverDimensions(langchain);
    return new RemoteEmbeddingModel(
      { provider, model: EMBEDDING_MODEL, dimensions, version: remoteVersion },
      langchain,
      batchSize,
    );
  }
}

async function discoverDimensions(langchain: Embeddings): Promise<number> {
  try {
    return (await withRetries(() => langchain.embedQuery("dimensions"), probeAttempts)).length;
  } catch (error) {
    throw toUpstreamError(error);
  }
}
