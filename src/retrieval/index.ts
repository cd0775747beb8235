export { ChunkIndex } from "./chunk-index.js";
export type { GenerationKey } from "./generation-key.js";
export {
  ensureEmbeddingSpace,
  type EmbeddingSpaceKey,
  ensureSuppliedSpace,
  findSuppliedSpace,
  listSuppliedSpaces,
} from "./embedding-spaces.js";
export { embeddedText, enrichChunks, type ChunkText, type Enrichment, type EnrichmentOptions } from "./enrich.js";
export { GenerationGoneError } from "./errors.js";
export { type GenerationWriter } from "./generation-writer.js";
export type { IndexedChunk, NewChunk } from "./indexed-chunk.js";
export { loadParentTexts } from "./parent-text.js";
export {
  type QueryVector,
  Retriever,
  type SearchHit,
  type SearchRequest,
  type SearchResult,
  type SearchSpace,
  type StageTimes,
} from "./retriever.js";
export type { Sql } from "./sql.js";
export {
  deleteStrayEmbeddings,
  deleteStrayPostings,
  findStrayEmbeddings,
  findStrayPostings,
  type StrayEmbedding,
} from "./strays.js";
export type { WholeGeneration } from "./whole-generations.js";
export { ensureVectorIndex, type VectorSpace } from "./vector-index.js";
