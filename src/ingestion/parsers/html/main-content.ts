import type { WeighedBlock } from "./block-builder.js";

/** A stretch of a page's blocks, by index: from `start` up to, without, `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly role: "navigation" | "furniture" | "consent" | "main";
}

/** Furniture is left out when at least this share of its text is links. */
const furnitureLinkShare = 0.4;
/** A question about cookies is left out when it is no longer than this, */
const consentLength = 3_000;
/** and no larger a share of the page: else it is a page about cookies, or one that goes by the name of its banner. */
const consentShare = 0.5;
/** Main content is taken alone when it is at least this share of what is left, */
const mainShare = 0.3;
/** and has at least this many characters. */
const mainLength = 200;

/**
 * Leaves out what only helps to get around a site. Careful rather than clever, since what is left out can never be
 * found: without navigation there must be text left, and a page of links remains a page of links.
 */
export function mainContent(blocks: readonly WeighedBlock[], stretches: readonly Stretch[]): readonly WeighedBlock[] {
  const lengths = runningTotals(blocks.map(({ length }) => length));
  const links = runningTotals(blocks.map(({ linked }) => linked));
  const longestConsent = Math.min(consentLength, consentShare * (lengths.at(-1) ?? 0));
  const isFurniture = ({ start, end, role }: Stretch): boolean => {
    const length = between(lengths, start, end);
    return (
      role === "navigation" ||
      (role === "furniture" && between(links, start, end) >= furnitureLinkShare * length) ||
      (role === "consent" && length <= longestConsent)
    );
  };
  const isDropped = coverage(blocks.length, stretches.filter(isFurniture));
  const isMain = coverage(
    blocks.length,
    stretches.filter(({ role }) => role === "main"),
  );
  const rest = blocks.filter((_, index) => isDropped[index] === false);
  const kept = rest.length === 0 ? blocks : rest;
  const main = blocks.filter((_, index) => isDropped[index] === false && isMain[index] === true);
  const length = lengthOf(main);
  return length >= mainLength && length >= mainShare * lengthOf(kept) ? main : kept;
}

/** Of each block, whether any of the stretches holds it. */
function coverage(count: number, stretches: readonly Stretch[]): boolean[] {
  const changes = new Array<number>(count + 1).fill(0);
  for (const { start, end } of stretches) {
    changes[start] = (changes[start] ?? 0) + 1;
    changes[end] = (changes[end] ?? 0) - 1;
  }
  return runningTotals(changes)
    .slice(1, count + 1)
    .map((open) => open > 0);
}

/** The sums of the first 0, 1, 2, ... values. */
function runningTotals(values: readonly number[]): number[] {
  const totals = [0];
  for (const value of values) totals.push((totals.at(-1) ?? 0) + value);
  return totals;
}

function between(totals: readonly number[], start: number, end: number): number {
  return (totals[end] ?? 0) - (totals[start] ?? 0);
}

function lengthOf(blocks: readonly WeighedBlock[]): number {
  return blocks.reduce((total, block) => total + block.length, 0);
}
