import type { EmbeddingModel, EmbeddingModels } from "../providers/index.js";
import type { TokenizerName } from "../text/index.js";
import { ensureEmbeddingSpace, findSuppliedSpace } from "./embedding-spaces.js";
import type { SearchSpace } from "./retriever.js";
import type { Sql } from "./sql.js";

/** How an instance's documents are split, and what names that. */
interface Splitting {
  readonly version: string;
  readonly targetTokens: number;
  readonly overlapTokens: number;
  readonly maximumTokens: number;
}

/** Sizes of chunks, and what their tokens are counted by. */
export interface SpaceSplitting extends Omit<Splitting, "version"> {
  readonly tokenizer: TokenizerName;
}

/** The embedding space that documents are written into and searched in. */
export interface EmbeddingSpace extends SearchSpace {
  /** How the documents in it are split. */
  readonly split: SpaceSplitting;
  /** One vector for each text, in order. Throws what the model throws. */
  embedDocuments(texts: readonly string[], signal?: AbortSignal): Promise<ArrayLike<number>[]>;
}

/** Knows the instance's embedding space: its model, and its number in the database. */
export class CurrentSpace {
  private known: { readonly model: EmbeddingModel; readonly version: string; readonly space: EmbeddingSpace } | null =
    null;

  constructor(
    private readonly sql: Sql,
    private readonly models: EmbeddingModels,
    /** How texts are cut now: vectors of other pieces belong to another space. */
    private readonly splitting: () => Splitting,
  ) {}

  /** The space, which is created at the first call. Throws what the model throws when it cannot be reached then. */
  async get(): Promise<EmbeddingSpace> {
    const model = await this.models.get();
    const { version: cut, ...sizes } = this.splitting();
    const version = `${model.space.version}+${cut}`;
    if (this.known?.model !== model || this.known.version !== version) {
      const id = await ensureEmbeddingSpace(this.sql, { ...model.space, version });
      this.known = { model, version, space: this.spaceOf(id, model, { ...sizes, tokenizer: model.tokenizer }) };
    }
    return this.known.space;
  }

  private spaceOf(id: number, model: EmbeddingModel, split: SpaceSplitting): EmbeddingSpace {
    const { provider, model: name, dimensions } = model.space;
    return {
      id,
      dimensions,
      split,
      isHashed: provider === "builtin",
      suppliedSibling: () => findSuppliedSpace(this.sql, name, dimensions),
      embedQuery: (query, language) => model.embedQuery(query, { language }),
      embedDocuments: (texts, signal) => model.embedDocuments(texts, signal === undefined ? {} : { signal }),
    };
  }
}
