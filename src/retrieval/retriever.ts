import { SearchMode } from "../entities/index.js";
import { type Candidate, mergeCandidates, selectCandidates } from "./candidates.js";
import { loadPassages, type Passage } from "./hits.js";
import { type KeywordResult, searchKeywords } from "./keyword.js";
import { analyseQuery, type QueryTerms } from "./query-terms.js";
import type { Sql } from "./sql.js";
import {
  cosinesOf,
  exactUpToChunks,
  searchVectorsByIndex,
  searchVectorsExactly,
  type VectorCandidate,
} from "./vector.js";
import type { VectorSpace } from "./vector-index.js";
import { loadWorkspaceProfile, type WorkspaceProfile } from "./workspace-profile.js";

/** The embedding space that searches use, and its model. */
export interface SearchSpace extends VectorSpace {
  /** Whether it is the built-in model's, which knows words but no meaning. */
  readonly isHashed: boolean;
  /** @param language The language of the documents that are searched, for models that want to know. */
  embedQuery(query: string, language: string | null): Promise<ArrayLike<number>>;
  /** The space of vectors that callers supplied of the same model, which the same query finds; null: none. */
  suppliedSibling?(): Promise<number | null>;
}

/** A vector of the caller's own to search by, instead of one of the query. */
export interface QueryVector {
  /** The space of the documents that it can find. */
  readonly spaceId: number;
  readonly values: readonly number[];
}

/** A direction to search in: a vector, and the space whose vectors it may be compared with. */
interface Probe {
  readonly space: VectorSpace & { readonly isHashed: boolean };
  readonly vector: ArrayLike<number>;
}

interface Probes {
  readonly probes: readonly Probe[];
  /** Whether the vectors are the built-in model's. */
  readonly isHashed: boolean;
}

const nowhere: Probes = { probes: [], isHashed: false };

/** What is sought, and where. */
export interface SearchRequest {
  readonly workspaceId: number;
  /** May be blank when a vector is given. */
  readonly query: string;
  readonly vector?: QueryVector;
  /** Hits at most. */
  readonly topN: number;
  /** Least similarity, 0 to 1. */
  readonly similarityThreshold: number;
  readonly mode: SearchMode;
  /** Whether to return chunks, or documents with the best chunk of each. */
  readonly groupBy: "chunk" | "document";
  /** Checked between the stages. */
  readonly signal?: AbortSignal;
}

/** A passage that was found. `score` is its similarity, 0 to 1, and not what hits are ordered by. */
export interface SearchHit extends Passage, Omit<Candidate, keyof Passage> {}

/** Milliseconds that each stage took; 0 for one that did not run. */
export interface StageTimes {
  readonly profile: number;
  readonly keyword: number;
  readonly embedding: number;
  readonly vector: number;
  readonly load: number;
  readonly total: number;
}

/** What a search found. */
export interface SearchResult {
  /** Most relevant first. */
  readonly hits: readonly SearchHit[];
  /** The best similarity of all candidates, even of those below the threshold; null without a candidate. */
  readonly bestScore: number | null;
  readonly tookMs: StageTimes;
}

/** Candidates of each stage, at least. */
const leastCandidates = 200;
const mostCandidates = 1_000;
/** From this share of unknown words on, the built-in vectors are worth a scan of any workspace. */
const mostlyUnknown = 0.5;

/** Finds passages by words and by vectors. A bounded number of statements and one embedding, whatever it finds. */
export class Retriever {
  constructor(
    private readonly sql: Sql,
    /** Asked once for each search, so that the space can change while the server runs. */
    private readonly currentSpace: () => Promise<SearchSpace>,
  ) {}

  /**
   * Searches the chunks that a workspace's documents have now. Throws what the embedding model throws, and the signal's
   * reason once that is aborted.
   */
  async search(request: SearchRequest): Promise<SearchResult> {
    const first = await this.attempt(request);
    // A document that was replaced between two statements of a search would be missing from it, though it is there.
    return first.isWhole ? first.result : (await this.attempt(request)).result;
  }

  private async attempt(request: SearchRequest): Promise<{ result: SearchResult; isWhole: boolean }> {
    const clock = new Clock();
    const profile = await clock.time("profile", loadWorkspaceProfile(this.sql, request.workspaceId));
    const query = analyseQuery(request.query, profile.languages);
    if (profile.chunks === 0 || request.topN < 1)
      return { result: { hits: [], bestScore: null, tookMs: clock.times() }, isWhole: true };
    const candidates = await this.findCandidates(request, profile, query, clock);
    const selected = selectCandidates(candidates, request);
    const passages = await clock.time(
      "load",
      loadPassages(
        this.sql,
        selected.map(({ chunkId }) => chunkId),
      ),
    );
    const hits = selected.flatMap((candidate) => {
      const passage = passages.get(candidate.chunkId);
      return passage === undefined ? [] : [{ ...passage, ...candidate }];
    });
    const bestScore = candidates.length === 0 ? null : Math.max(...candidates.map(({ score }) => score));
    return { result: { hits, bestScore, tookMs: clock.times() }, isWhole: hits.length === selected.length };
  }

  private async findCandidates(
    request: SearchRequest,
    profile: WorkspaceProfile,
    query: QueryTerms,
    clock: Clock,
  ): Promise<Candidate[]> {
    const limit = Math.min(
      mostCandidates,
      Math.max(leastCandidates, request.topN * (request.groupBy === "document" ? 10 : 2)),
    );
    request.signal?.throwIfAborted();
    const [keyword, { probes, isHashed }] = await Promise.all([
      request.mode === SearchMode.VECTOR
        ? null
        : clock.time("keyword", searchKeywords(this.sql, request.workspaceId, profile, query, limit)),
      request.mode === SearchMode.KEYWORD ? nowhere : this.probes(request, profile, query, clock),
    ]);
    request.signal?.throwIfAborted();
    const found: { vector: VectorCandidate[]; cosines: Map<number, number> }[] = [];
    for (const probe of probes) {
      const near = this.searchVectors(request.workspaceId, profile, probe, keyword, limit);
      found.push(await clock.time("vector", near));
      request.signal?.throwIfAborted();
    }
    return mergeCandidates({
      query,
      keyword,
      vector: found.length === 0 ? null : nearestOf(found.map(({ vector }) => vector)),
      cosines: new Map(found.flatMap(({ cosines }) => [...cosines])),
      isHashed,
    });
  }

  /** Where to search by vectors. A query without a word has no direction to compare. */
  private async probes(
    { query, vector }: SearchRequest,
    profile: WorkspaceProfile,
    { language }: QueryTerms,
    clock: Clock,
  ): Promise<Probes> {
    if (vector !== undefined) {
      const { spaceId: id, values } = vector;
      return {
        probes: [{ space: { id, dimensions: values.length, isHashed: false }, vector: values }],
        isHashed: false,
      };
    }
    const space = await this.currentSpace();
    const embedded = await clock.time("embedding", space.embedQuery(query, language));
    const { id, dimensions, isHashed } = space;
    if (isZero(embedded)) return { probes: [], isHashed };
    const sibling = profile.suppliedSpaceIds.length === 0 ? null : ((await space.suppliedSibling?.()) ?? null);
    const ids = [id, ...(sibling !== null && profile.suppliedSpaceIds.includes(sibling) ? [sibling] : [])];
    return { probes: ids.map((one) => ({ space: { id: one, dimensions, isHashed }, vector: embedded })), isHashed };
  }

  private async searchVectors(
    workspaceId: number,
    profile: WorkspaceProfile,
    { space, vector }: Probe,
    keyword: KeywordResult | null,
    limit: number,
  ): Promise<{ vector: VectorCandidate[]; cosines: Map<number, number> }> {
    const exactly =
      profile.chunks <= exactUpToChunks ||
      (space.isHashed && (keyword === null || keyword.unknownShare >= mostlyUnknown));
    // Where the words are known, the built-in vectors only rate what the words found: they would find the same.
    const found = exactly
      ? await searchVectorsExactly(this.sql, workspaceId, space.id, vector, limit)
      : space.isHashed
        ? []
        : await searchVectorsByIndex(this.sql, workspaceId, space, vector, limit);
    const known = new Set(found.map(({ chunkId }) => chunkId));
    const missing =
      keyword?.candidates.filter(({ chunkId }) => !known.has(chunkId)).map(({ chunkId }) => chunkId) ?? [];
    return { vector: found, cosines: await cosinesOf(this.sql, missing, space.id, vector) };
  }
}

/** The results of several spaces as one, nearest first. */
function nearestOf(lists: readonly VectorCandidate[][]): VectorCandidate[] {
  if (lists.length === 1) return lists[0] ?? [];
  return lists.flat().sort((left, right) => right.cosine - left.cosine);
}

function isZero(vector: ArrayLike<number>): boolean {
  return Array.prototype.every.call(vector, (value: number) => value === 0);
}

class Clock {
  private readonly started = performance.now();
  private readonly stages = { profile: 0, keyword: 0, embedding: 0, vector: 0, load: 0 };

  async time<Result>(stage: keyof Clock["stages"], work: Promise<Result>): Promise<Result> {
    const started = performance.now();
    const result = await work;
    this.stages[stage] += performance.now() - started;
    return result;
  }

  times(): StageTimes {
    return { ...this.stages, total: performance.now() - this.started };
  }
}
