/** What is known of a chunk and a query. */
export interface Evidence {
  /** Share of the query's information that the chunk has, 0 to 1; null without keyword search. */
  readonly coverage: number | null;
  /** Cosine of the vectors; null without vectors. */
  readonly cosine: number | null;
}

/** What is known of the query and the vectors, the same for all chunks. */
export interface Calibration {
  /** Whether vectors are the built-in model's: see the same words as keyword search, and no meaning. */
  readonly isHashed: boolean;
  /** Share of the query's words that are pairs of characters (Chinese, Thai), 0 to 1. */
  readonly bigramShare: number;
}

/** Beside a cosine, coverage counts a little less: rare words can meet by chance. */
const coverageWeight = 0.75;
/** The built-in model's cosines are small: a related passage has 0.3, an unrelated one 0.15. */
const hashedWeight = 0.5;
/** Of a passage without any of the words, as with a slip of spelling, the cosine alone can tell. */
const hashedWeightWithoutWords = 0.9;
/** Where keyword search does not run at all. */
const hashedWeightAlone = 1.25;
/** How far pairs of characters are raised: they cover less of a related passage than words do. */
const bigramRelief = 0.25;

/**
 * One scale for all hits, 0 to 1, on which 0.25 parts the related from the unrelated: the distributions are in
 * docs/adr/0005-retrieval-tables.md. A real model's cosine counts as it is, or the coverage where that says more; the
 * built-in model's adds to the coverage.
 */
export function similarity({ coverage, cosine }: Evidence, { isHashed, bigramShare }: Calibration): number {
  const covered = (coverage ?? 0) ** (1 - bigramRelief * bigramShare);
  if (cosine === null) return limit(covered);
  if (!isHashed) return limit(Math.max(cosine, coverageWeight * covered));
  if (coverage === null) return limit(hashedWeightAlone * cosine);
  return limit(
    Math.max(coverageWeight * covered + hashedWeight * Math.max(0, cosine), hashedWeightWithoutWords * cosine),
  );
}

function limit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
