import type { Viewer } from "../auth/viewer.js";
import { SearchMode } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import {
  findSuppliedSpace,
  type QueryVector,
  type Retriever,
  type SearchResult,
  type Sql,
} from "../retrieval/index.js";
import { isDirection } from "./embedded-document.service.js";
import type { WorkspaceService } from "./workspace.service.js";

/** A search; what is left out is as the workspace has it. */
export interface Search {
  readonly workspaceId: number;
  /** Blank, or left out, when a vector is given. */
  readonly query?: string | undefined;
  /** A vector of the caller's own; `model` is given with it. */
  readonly vector?: readonly number[] | undefined;
  /** The caller's name for the model that made the vector, as documents were supplied with. */
  readonly model?: string | undefined;
  readonly topN?: number | undefined;
  readonly similarityThreshold?: number | undefined;
  readonly mode?: SearchMode | undefined;
  readonly groupBy: "chunk" | "document";
}

/** Searches without a model. */
export class SearchService {
  constructor(
    private readonly sql: Sql,
    private readonly workspaces: WorkspaceService,
    private readonly retriever: Retriever,
  ) {}

  /** @throws NotFoundError without such a workspace; ValidationError for a search that says nothing. */
  async search(viewer: Viewer, search: Search): Promise<SearchResult> {
    const workspace = await this.workspaces.get(viewer, search.workspaceId);
    const query = search.query?.trim() ?? "";
    const vector = await this.vectorOf(search);
    if (query === "" && vector === undefined) throw new ValidationError("must not be blank", { field: "query" });
    if (vector !== undefined && search.mode === SearchMode.KEYWORD) {
      throw new ValidationError("must not be KEYWORD with a vector", { field: "mode" });
    }
    return this.retriever.search({
      workspaceId: workspace.id,
      query: search.query ?? "",
      ...(vector === undefined ? {} : { vector }),
      topN: search.topN ?? workspace.topN,
      similarityThreshold: search.similarityThreshold ?? workspace.similarityThreshold,
      mode: search.mode ?? (vector === undefined ? workspace.searchMode : SearchMode.HYBRID),
      groupBy: search.groupBy,
    });
  }

  private async vectorOf({ vector, model }: Search): Promise<QueryVector | undefined> {
    if (vector === undefined && model === undefined) return undefined;
    if (vector === undefined) throw new ValidationError("is required with `model`", { field: "vector" });
    if (model === undefined) throw new ValidationError("is required with `vector`", { field: "model" });
    if (!isDirection(vector)) {
      throw new ValidationError("must be finite numbers that are not all zero", { field: "vector" });
    }
    const spaceId = await findSuppliedSpace(this.sql, model, vector.length);
    if (spaceId === null) {
      throw new ValidationError("No document came with vectors of this model and of so many dimensions.", {
        field: "vector",
      });
    }
    return { spaceId, values: vector };
  }
}
