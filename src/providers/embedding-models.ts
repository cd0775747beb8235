import type { Embeddings } from "@langchain/core/embeddings";
import type { Settings } from "../config/index.js";
import { ValidationError } from "../errors/index.js";
import type { EmbeddingConnection } from "./connections.js";
import { type EmbeddingModel, RemoteEmbeddingModel } from "./embedding-model.js";
import { withRetries } from "./retry.js";
import { toUpstreamError } from "./upstream-errors.js";

/** How patiently a model is asked: for one answer, in milliseconds, and how often it is asked for its first vector. */
export interface EmbeddingPatience {
  readonly timeoutMs: number;
  readonly probeAttempts: number;
}

const usualPatience: EmbeddingPatience = { timeoutMs: 60_000, probeAttempts: 3 };
/** Of what this program sends to a remote model; it rises when the same text is sent differently. */
const remoteVersion = "1";

type RemoteProvider = Exclude<Settings["EMBEDDING_PROVIDER"], "builtin">;

/** How each vendor's models are made. Its package is loaded when the first of them is wanted. */
const makers: { readonly [Name in RemoteProvider]: (connection: EmbeddingConnection) => Promise<Embeddings> } = {
  openai: async (connection) => (await import("./openai.js")).openAiEmbeddings(connection, true),
  "openai-compatible": async (connection) => (await import("./openai.js")).openAiEmbeddings(connection, false),
  ollama: async (connection) => (await import("./ollama.js")).ollamaEmbeddings(connection),
};

type EmbeddingSettings = Pick<
  Settings,
  "EMBEDDING_PROVIDER" | "EMBEDDING_MODEL" | "EMBEDDING_BASE_URL" | "EMBEDDING_API_KEY" | "EMBEDDING_BATCH_SIZE"
>;

/** The embedding model of the instance. */
export class EmbeddingModels {
  private known: { readonly key: string; readonly model: Promise<EmbeddingModel> } | null = null;

  constructor(
    /** Looked at whenever the model is wanted. */
    private readonly settings: EmbeddingSettings,
    private readonly patience: EmbeddingPatience = usualPatience,
  ) {}

  /**
   * The model, made at the first call and whenever its settings have changed. A remote one is asked for a vector then, which
   * tells how many dimensions it has; when that fails, the next call tries again.
   * @throws UpstreamError, UpstreamTimeoutError
   */
  get(): Promise<EmbeddingModel> {
    const { EMBEDDING_PROVIDER, EMBEDDING_MODEL, EMBEDDING_BASE_URL, EMBEDDING_API_KEY, EMBEDDING_BATCH_SIZE } =
      this.settings;
    const key = JSON.stringify([
      EMBEDDING_PROVIDER,
      EMBEDDING_MODEL,
      EMBEDDING_BASE_URL,
      EMBEDDING_API_KEY,
      EMBEDDING_BATCH_SIZE,
    ]);
    if (this.known?.key === key) return this.known.model;
    const known = { key, model: make(this.settings, this.patience) };
    this.known = known;
    known.model.catch(() => {
      if (this.known === known) this.known = null;
    });
    return known.model;
  }
}

async function make(
  settings: EmbeddingSettings,
  { timeoutMs, probeAttempts }: EmbeddingPatience,
): Promise<EmbeddingModel> {
  const {
    EMBEDDING_PROVIDER: provider,
    EMBEDDING_MODEL: model,
    EMBEDDING_BASE_URL,
    EMBEDDING_API_KEY,
    EMBEDDING_BATCH_SIZE: batchSize,
  } = settings;
  if (provider === "builtin") return new (await import("./builtin/local-embedding.js")).LocalEmbedding();
  if (model === undefined) throw new ValidationError(`The provider ${provider} needs a model.`);
  const langchain = await makers[provider]({
    model,
    baseUrl: EMBEDDING_BASE_URL ?? null,
    apiKey: EMBEDDING_API_KEY ?? null,
    timeoutMs,
    batchSize,
  });
  const dimensions = await discoverDimensions(langchain, probeAttempts);
  return new RemoteEmbeddingModel({ provider, model, dimensions, version: remoteVersion }, langchain, batchSize);
}

async function discoverDimensions(langchain: Embeddings, attempts: number): Promise<number> {
  try {
    return (await withRetries(() => langchain.embedQuery("dimensions"), attempts)).length;
  } catch (error) {
    throw toUpstreamError(error);
  }
}
