import type { Viewer } from "../auth/viewer.js";
import type { SearchMode } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import type { Retriever, SearchResult } from "../retrieval/index.js";
import type { WorkspaceService } from "./workspace.service.js";

/** A search; what is left out is as the workspace has it. */
export interface Search {
  readonly workspaceId: number;
  readonly query: string;
  readonly topN?: number | undefined;
  readonly similarityThreshold?: number | undefined;
  readonly mode?: SearchMode | undefined;
  readonly groupBy: "chunk" | "document";
}

/** Searches without a model. */
export class SearchService {
  constructor(
    private readonly workspaces: WorkspaceService,
    private readonly retriever: Retriever,
  ) {}

  async search(viewer: Viewer, search: Search): Promise<SearchResult> {
    const workspace = await this.workspaces.get(viewer, search.workspaceId);
    if (search.query.trim() === "") throw new ValidationError("must not be blank", { field: "query" });
    return this.retriever.search({
      workspaceId: workspace.id,
      query: search.query,
      topN: search.topN ?? workspace.topN,
      similarityThreshold: search.similarityThreshold ?? workspace.similarityThreshold,
      mode: search.mode ?? workspace.searchMode,
      groupBy: search.groupBy,
    });
  }
}
