/** Names one run of a document through ingestion. */
export interface GenerationKey {
  readonly documentId: number;
  readonly generation: number;
}
