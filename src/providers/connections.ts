/** How a chat model is reached. Everything is given: vendors' clients must not look into the environment. */
export interface ChatConnection {
  readonly model: string;
  /** Null: the vendor's own. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  readonly temperature: number | null;
  /** Tokens of an answer; null: as many as the vendor lets it write. */
  readonly maxTokens: number | null;
  /** How long the server may take to begin its answer. */
  readonly timeoutMs: number;
  /** Tokens that the model can read and write at once. */
  readonly contextWindow: number;
}

/** How an embedding model is reached. */
export interface EmbeddingConnection {
  readonly model: string;
  /** Null: the vendor's own. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  readonly timeoutMs: number;
  /** Texts in one request. */
  readonly batchSize: number;
}
