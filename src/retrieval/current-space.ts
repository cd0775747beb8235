import type { EmbeddingModel, EmbeddingModels } from "../providers/index.js";
import { ensureEmbeddingSpace } from "./embedding-spaces.js";
import type { SearchSpace } from "./retriever.js";
import type { Sql } from "./sql.js";

/** The embedding space that documents are written into and searched in. */
export interface EmbeddingSpace extends SearchSpace {
  /** One vector for each text, in order. Throws what the model throws. */
  embedDocuments(texts: readonly string[], signal?: AbortSignal): Promise<ArrayLike<number>[]>;
}

/** Knows the instance's embedding space: its model, and its number in the database. */
export class CurrentSpace {
  private known: { readonly model: EmbeddingModel; readonly space: EmbeddingSpace } | null = null;

  constructor(
    private readonly sql: Sql,
    private readonly models: EmbeddingModels,
    /** How texts are cut: vectors of other pieces belong to another space. */
    private readonly splitterVersion: string,
  ) {}

  /** The space, which is created at the first call. Throws what the model throws when it cannot be reached then. */
  async get(): Promise<EmbeddingSpace> {
    const model = await this.models.get();
    if (this.known?.model !== model) {
      const version = `${model.space.version}+${this.splitterVersion}`;
      this.known = { model, space: spaceOf(await ensureEmbeddingSpace(this.sql, { ...model.space, version }), model) };
    }
    return this.known.space;
  }
}

function spaceOf(id: number, model: EmbeddingModel): EmbeddingSpace {
  return {
    id,
    dimensions: model.space.dimensions,
    isHashed: model.space.provider === "builtin",
    embedQuery: (query, language) => model.embedQuery(query, { language }),
    embedDocuments: (texts, signal) => model.embedDocuments(texts, signal === undefined ? {} : { signal }),
  };
}
