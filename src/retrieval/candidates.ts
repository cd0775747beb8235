import { FoundBy } from "../entities/index.js";
import { fuse } from "./fuse.js";
import type { KeywordResult } from "./keyword.js";
import type { QueryTerms } from "./query-terms.js";
import { similarity } from "./similarity.js";
import type { VectorCandidate } from "./vector.js";

/** A chunk that a search found, before its text is loaded. */
export interface Candidate {
  readonly chunkId: number;
  readonly documentId: number;
  /** Similarity, 0 to 1. */
  readonly score: number;
  readonly foundBy: FoundBy;
}

/** What the stages of one search found; null for a stage that did not run. */
export interface StageResults {
  readonly query: QueryTerms;
  readonly keyword: KeywordResult | null;
  readonly vector: readonly VectorCandidate[] | null;
  /** Cosines of chunks that keyword search alone found. */
  readonly cosines: ReadonlyMap<number, number>;
  readonly isHashed: boolean;
}

/** Of the built-in model: it says again what keyword search says, except of words that no document has. */
const hashedWeight = 0.1;

/** How much the vector ranking counts beside the keyword ranking. */
export function vectorWeight(isHashed: boolean, unknownShare: number): number {
  return isHashed ? hashedWeight + (1 - hashedWeight) * unknownShare ** 2 : 1;
}

/** The candidates of all stages as one list in the order of relevance, each with its similarity. */
export function mergeCandidates({ query, keyword, vector, cosines, isHashed }: StageResults): Candidate[] {
  const byKeyword = new Map(keyword?.candidates.map((candidate) => [candidate.chunkId, candidate]));
  const byVector = new Map(vector?.map((candidate) => [candidate.chunkId, candidate]));
  const unknownShare = keyword?.unknownShare ?? 0;
  const calibration = {
    isHashed,
    bigramShare: query.slots.filter(({ isBigram }) => isBigram).length / Math.max(1, query.slots.length),
  };
  const order = fuse([
    { keys: [...byKeyword.keys()], weight: 1 },
    { keys: [...byVector.keys()], weight: vectorWeight(isHashed, unknownShare) },
  ]);
  return order.map((chunkId) => {
    const word = byKeyword.get(chunkId);
    const near = byVector.get(chunkId);
    const evidence = {
      coverage: word?.coverage ?? (keyword === null ? null : 0),
      cosine: near?.cosine ?? cosines.get(chunkId) ?? null,
    };
    return {
      chunkId,
      documentId: (word ?? near)!.documentId,
      score: similarity(evidence, calibration),
      foundBy: word === undefined ? FoundBy.VECTOR : near === undefined ? FoundBy.KEYWORD : FoundBy.BOTH,
    };
  });
}

/** What passes the threshold, at most `topN`; of each document only its best chunk when grouped by document. */
export function selectCandidates(
  candidates: readonly Candidate[],
  request: { topN: number; similarityThreshold: number; groupBy: "chunk" | "document" },
): Candidate[] {
  const selected: Candidate[] = [];
  const documents = new Set<number>();
  for (const candidate of candidates) {
    if (selected.length >= request.topN) break;
    if (candidate.score < request.similarityThreshold) continue;
    if (request.groupBy === "document" && documents.has(candidate.documentId)) continue;
    documents.add(candidate.documentId);
    selected.push(candidate);
  }
  return selected;
}
