import type { DataSet, Span } from "./data-set.js";

/** A way to have a collection searched: through the engine alone, or through a server. */
export interface EvaluationDriver {
  /** Puts a collection into a workspace of its own. */
  load(set: DataSet): Promise<LoadedSet>;
  close(): Promise<void>;
}

/** A collection that can be searched. */
export interface LoadedSet {
  /** Chunks that it became; null where the driver does not tell. */
  readonly chunks: number | null;
  /** The ids of the first ten documents for a query, best first. */
  searchDocuments(query: string): Promise<string[]>;
  /** The first passages for a query, best first. */
  searchPassages(query: string, count: number): Promise<Span[]>;
}
