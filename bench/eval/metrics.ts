import type { Query, Span } from "./data-set.js";

/** What is measured of one ranking, and, as means, of all; each 0 to 1. */
export interface Figures {
  readonly ndcg: number;
  readonly recall: number;
  readonly reciprocalRank: number;
  readonly firstHit: number;
}

const depth = 10;

/**
 * Figures over the first ten of a ranking of document ids: nDCG with linear gains as trec_eval has it, the share of all
 * relevant documents, the reciprocal rank of the first relevant one, and whether the first is.
 */
export function judge(ranking: readonly string[], { relevance }: Query): Figures {
  const gains = ranking.slice(0, depth).map((id) => relevance.get(id) ?? 0);
  const ideal = [...relevance.values()].sort((left, right) => right - left).slice(0, depth);
  const relevant = ideal.length === 0 ? 0 : [...relevance.values()].filter((grade) => grade > 0).length;
  const first = gains.findIndex((gain) => gain > 0);
  return {
    ndcg: relevant === 0 ? 0 : discounted(gains) / discounted(ideal),
    recall: relevant === 0 ? 0 : gains.filter((gain) => gain > 0).length / relevant,
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
    firstHit: first === 0 ? 1 : 0,
  };
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/** How well passages cover the spans that answer a question: the share of the spans' characters, and of their own. */
export function judgePassages(passages: readonly Span[], { spans }: Query): { recall: number; precision: number } {
  const wanted = merge(spans);
  const given = merge(passages);
  const covered = wanted.reduce(
    (sum, span) => sum + given.reduce((each, passage) => each + overlap(span, passage), 0),
    0,
  );
  const size = (list: readonly Span[]): number => list.reduce((sum, { start, end }) => sum + end - start, 0);
  return { recall: covered / Math.max(1, size(wanted)), precision: covered / Math.max(1, size(passages)) };
}

function overlap(left: Span, right: Span): number {
  return left.documentId === right.documentId
    ? Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start))
    : 0;
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort(
    (left, right) => left.documentId.localeCompare(right.documentId) || left.start - right.start,
  )) {
    const last = merged.at(-1);
    if (last !== undefined && last.documentId === span.documentId && span.start <= last.end) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    } else merged.push(span);
  }
  return merged;
}

/** The mean of each figure. */
export function mean<Record_ extends Readonly<Record<keyof Record_, number>>>(figures: readonly Record_[]): Record_ {
  const keys = Object.keys(figures[0] ?? {}) as (keyof Record_)[];
  return Object.fromEntries(
    keys.map((key) => [key, figures.reduce((sum, each) => sum + each[key], 0) / figures.length]),
  ) as Record_;
}
