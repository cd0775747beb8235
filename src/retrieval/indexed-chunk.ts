import type { Enrichment } from "./enrich.js";

/** A chunk as the splitter made it. */
export interface NewChunk {
  readonly position: number;
  readonly text: string;
  readonly page: number | null;
  readonly pageEnd: number | null;
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly headingPath: readonly string[];
  readonly tokenCount: number;
}

/** A chunk with what it is found by. */
export interface IndexedChunk {
  readonly chunk: NewChunk;
  readonly enrichment: Enrichment;
  /** Its vector in the generation's space; null when it has none. */
  readonly embedding: ArrayLike<number> | null;
}
