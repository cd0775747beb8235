/** A ranking, best first, and how much it counts. */
export interface Ranking<Key> {
  readonly keys: readonly Key[];
  /** 0 or more. */
  readonly weight: number;
}

/** How fast a rank loses weight. Smaller than the usual 60: a ranking that is right at the top is to stay so. */
const rankConstant = 10;

/**
 * Weighted reciprocal rank fusion (Cormack et al. 2009): a key's score is Σ weight / (10 + rank), ranks from 1; a key
 * that a ranking lacks gets nothing from it. Best first; equals in the order in which the rankings name them.
 */
export function fuse<Key>(rankings: readonly Ranking<Key>[]): Key[] {
  const scores = new Map<Key, number>();
  for (const { keys, weight } of rankings) {
    keys.forEach((key, index) => scores.set(key, (scores.get(key) ?? 0) + weight / (rankConstant + index + 1)));
  }
  return [...scores].sort(([, left], [, right]) => right - left).map(([key]) => key);
}
