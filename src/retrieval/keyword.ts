import { unpacked } from "./posting-entry.js";
import type { QueryTerms } from "./query-terms.js";
import type { Sql } from "./sql.js";
import { attachedDocuments, type WorkspaceProfile } from "./workspace-profile.js";

/** A chunk that keyword search found. */
export interface KeywordCandidate {
  readonly chunkId: number;
  readonly documentId: number;
  /** BM25. */
  readonly score: number;
  /** Share of the query's information that the chunk has, 0 to 1. */
  readonly coverage: number;
}

/** What keyword search found, best first. */
export interface KeywordResult {
  readonly candidates: readonly KeywordCandidate[];
  /** Share of the query's information that is in words which no chunk of the workspace has, 0 to 1; 1 without a candidate. */
  readonly unknownShare: number;
}

/** BM25's saturation and length normalisation (Robertson and Walker), chosen on the evaluation sets. */
const bm25 = { k1: 1.2, b: 0.75 } as const;

/** Words in more chunks than this only rescore what rarer words found, since unpacking them is what costs. */
const commonInChunks = 20_000;
/** So many of the best are rescored by common words. */
const rescored = 1_000;
/** Up to so many look-ups of a word in a document, each is made; beyond, words are read through and joined. */
const mostLookups = 10_000;
/** Absent chunks that are added for coverage alone: in a small workspace every word is rare, seen or not. */
const backgroundChunks = 200;
/** An unseen pair of characters is often no word, but the end of one and the start of the next. */
const unseenBigramWeight = 0.4;

/**
 * The chunks of a workspace by BM25 over its attached documents: score = Σ weight · idf · f(k1+1) / (f + k1(1-b+b·l/mean)),
 * idf = ln(1 + (N-n+½)/(n+½)). N, n and the mean length are the workspace's. Exact while no word but the rarest is in
 * more than 20,000 chunks. One statement. Equal scores are ordered by document and position.
 */
export async function searchKeywords(
  sql: Sql,
  workspaceId: number,
  profile: WorkspaceProfile,
  query: QueryTerms,
  limit: number,
): Promise<KeywordResult> {
  if (profile.chunks === 0 || query.slots.length === 0) return { candidates: [], unknownShare: 1 };
  const variants = query.slots.flatMap(({ terms }, slot) => terms.map((term) => ({ term, slot })));
  const isSmall = variants.length * profile.documents <= mostLookups;
  const rows = await sql.query<KeywordCandidate & { unknownShare: number }>(isSmall ? lookupStatement : joinStatement, [
    workspaceId,
    variants.map(({ term }) => term),
    variants.map(({ slot }) => slot),
    query.slots.map(({ weight }) => weight),
    query.slots.map(({ isBigram }) => isBigram),
    profile.chunks,
    profile.meanLength,
    limit,
  ]);
  return {
    candidates: rows.map(({ chunkId, documentId, score, coverage }) => ({ chunkId, documentId, score, coverage })),
    unknownShare: rows[0]?.unknownShare ?? 1,
  };
}

// OFFSET 0 keeps the planner from turning a look-up into a join, or the other way round, on wrong estimates.
const lookUpEach = `query CROSS JOIN attached a CROSS JOIN LATERAL (
    SELECT p.entry_count, p.entries FROM posting p
    WHERE p.term = query.term AND p.document_id = a.document_id AND p.generation = a.generation OFFSET 0
  ) p`;
const readThrough = `query CROSS JOIN LATERAL (
    SELECT p.document_id, p.generation, p.entry_count, p.entries FROM posting p WHERE p.term = query.term OFFSET 0
  ) p JOIN attached a ON a.document_id = p.document_id AND a.generation = p.generation`;

const lookupStatement = statement(lookUpEach);
const joinStatement = statement(readThrough);

// Sums are rounded, since floating point numbers added in another order would break ties at random.
/** $1 workspace, $2 and $3 stems and the slot of each, $4 weights and $5 kinds of the slots, $6 N, $7 mean length, $8 limit. */
function statement(source: string): string {
  const { position, length, frequency, segmentOf } = unpacked;
  const saturation = `(${frequency} * ${bm25.k1 + 1}::float8 / (${frequency} + ${bm25.k1}::float8 * (${1 - bm25.b}::float8 + ${bm25.b}::float8 * ${length} / $7::float8)))`;
  const idf = (background: number): string =>
    `ln(1 + ($6::float8 + ${background} - coalesce(f.chunks, 0) + 0.5) / (coalesce(f.chunks, 0) + 0.5))`;
  return `
WITH query AS MATERIALIZED (SELECT term, slot FROM unnest($2::int[], $3::int[]) AS q(term, slot)),
${attachedDocuments},
matched AS MATERIALIZED (SELECT query.slot, a.document_id, a.generation, p.entry_count, p.entries FROM ${source}),
frequency AS (SELECT slot, least(sum(entry_count), $6)::float8 AS chunks FROM matched GROUP BY slot),
slot AS MATERIALIZED (
  SELECT s.slot - 1 AS slot, f.chunks, s.weight * ${idf(0)} AS idf, s.is_bigram,
    s.weight * (CASE WHEN s.is_bigram AND f.chunks IS NULL THEN ${unseenBigramWeight} ELSE 1 END)::float8 * ${idf(backgroundChunks)} AS information,
    f.chunks > ${commonInChunks} AND f.chunks > min(f.chunks) OVER () AS is_common
  FROM unnest($4::int[], $5::bool[]) WITH ORDINALITY AS s(weight, is_bigram, slot) LEFT JOIN frequency f ON f.slot = s.slot - 1
),
total AS MATERIALIZED (
  SELECT sum(information) AS information, coalesce(sum(information) FILTER (WHERE chunks IS NULL AND NOT is_bigram), 0) / sum(information) AS unknown_share FROM slot
),
found AS MATERIALIZED (
  SELECT m.document_id, m.generation, ${position} AS position, sum(s.idf * ${saturation}) AS score, sum(s.information * least(1, ${saturation})) AS information
  FROM matched m JOIN slot s ON s.slot = m.slot AND NOT s.is_common CROSS JOIN LATERAL unnest(m.entries) AS entry
  GROUP BY 1, 2, 3
  ORDER BY score DESC LIMIT greatest($8, ${rescored})
),
scored AS (
  SELECT document_id, generation, position, round(sum(score)::numeric, 9)::float8 AS score, sum(information) AS information FROM (
    SELECT * FROM found
    UNION ALL
    SELECT f.document_id, f.generation, f.position, s.idf * ${saturation}, s.information * least(1, ${saturation})
    FROM found f CROSS JOIN slot s JOIN query ON query.slot = s.slot AND s.is_common CROSS JOIN LATERAL (
      SELECT p.entries FROM posting p
      WHERE p.term = query.term AND p.document_id = f.document_id AND p.generation = f.generation AND p.segment = ${segmentOf("f.position")} OFFSET 0
    ) p CROSS JOIN LATERAL unnest(p.entries) AS entry
    WHERE ${position} = f.position
  ) AS parts
  GROUP BY 1, 2, 3
  ORDER BY score DESC, document_id, position LIMIT $8
)
SELECT c.id AS "chunkId", s.document_id AS "documentId", s.score, least(1, round((s.information / total.information)::numeric, 9))::float8 AS coverage, round(total.unknown_share::numeric, 9)::float8 AS "unknownShare"
FROM scored s JOIN chunk c ON c.document_id = s.document_id AND c.generation = s.generation AND c.position = s.position, total
ORDER BY s.score DESC, s.document_id, s.position`;
}
