import { estimateTokens } from "../../text/index.js";

/** Counts the tokens of a text as some model does. Must grow with the text, and be about additive. */
export type TokenCounter = (text: string) => number;

/**
 * Names how documents are split. Chunks of another version are split, and embedded, anew: change it whenever the
 * splitter or the parsers make other chunks of the same file.
 */
const splitterVersion = "structure-2";

/** How large chunks are. */
export interface SplitOptions {
  /** The size at which a chunk ends, at the next good place. */
  readonly targetTokens: number;
  /** How much of the end of a chunk the next one repeats, in whole sentences, when a text had to be cut. */
  readonly overlapTokens: number;
  /** What no chunk exceeds, save by a single character that is larger. */
  readonly maximumTokens: number;
  readonly countTokens: TokenCounter;
}

/**
 * About a thousand characters of English: long enough that a passage explains itself, short enough that one embedding
 * stands for it and that ten of them fit into a prompt. Tables and code may be larger, to stay whole.
 */
export const defaultSplitOptions: SplitOptions = {
  targetTokens: 240,
  overlapTokens: 32,
  maximumTokens: 420,
  countTokens: estimateTokens,
};

/** How the documents of an instance are split. */
export interface Splitting extends Omit<SplitOptions, "countTokens"> {
  /** Names it: chunks that were made otherwise are made anew. */
  readonly version: string;
}

/** The splitting by a size and an overlap, both in tokens; tables and code may grow in the same proportion as usual. */
export function splittingOf(targetTokens: number, overlapTokens: number): Splitting {
  const { targetTokens: usual, maximumTokens: usualMaximum } = defaultSplitOptions;
  const maximumTokens = Math.round((targetTokens * usualMaximum) / usual);
  const version = `${splitterVersion}:${targetTokens}/${overlapTokens}`;
  return { version, targetTokens, overlapTokens, maximumTokens };
}

/** @throws RangeError unless 0 <= overlap < target <= maximum. */
export function checkSplitOptions(options: SplitOptions): void {
  const { targetTokens, overlapTokens, maximumTokens } = options;
  if (!(overlapTokens >= 0 && overlapTokens < targetTokens && targetTokens <= maximumTokens)) {
    throw new RangeError("The sizes of chunks must keep 0 <= overlapTokens < targetTokens <= maximumTokens.");
  }
}
