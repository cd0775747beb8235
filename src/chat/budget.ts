import { cutToTokens } from "../text/index.js";
import type { Turn } from "./history.js";
import type { Source, Sources } from "./sources.js";

/** Counts, or estimates, the tokens of a text. The sum over the parts of a text must be about that of the whole. */
export type CountTokens = (text: string) => number;

/** What the model is given beside the question and the instructions. */
export interface Selection {
  /** In the order of their numbers. */
  readonly sources: readonly Source[];
  /** Oldest first. */
  readonly history: readonly Turn[];
}

/** What delimiters and roles cost a message or a passage. */
export const overheadTokens = 16;
/** How much of the room the passages may take while there is a history. */
const contextShare = 0.75;
/** How much of the passages' room pinned documents may take while something was found. */
const pinnedShare = 0.6;
/** A passage that is cut is worth having from this length on. */
const leastCutTokens = 64;

/**
 * Chooses what fits into a number of tokens: pinned documents, cut where they must be, then hits by rank, then the latest
 * exchanges in what is left.
 */
export function selectWithin(
  room: number,
  sources: Sources,
  history: readonly Turn[],
  countTokens: CountTokens,
): Selection {
  const context = Math.floor(room * (history.length === 0 ? 1 : contextShare));
  const pinned = take(
    sources.pinned,
    Math.floor(context * (sources.found.length === 0 ? 1 : pinnedShare)),
    countTokens,
    true,
  );
  const found = take(sources.found, context - pinned.tokens, countTokens, pinned.chosen.length === 0);
  return {
    sources: [...pinned.chosen, ...found.chosen],
    history: latestTurns(history, room - pinned.tokens - found.tokens, countTokens),
  };
}

/** @param mayCut whether the first that does not fit is cut rather than left out. */
function take(
  candidates: readonly Source[],
  room: number,
  countTokens: CountTokens,
  mayCut: boolean,
): { chosen: Source[]; tokens: number } {
  const chosen: Source[] = [];
  let tokens = 0;
  for (const source of candidates) {
    const cost = costOf(source, countTokens);
    const left = room - tokens;
    if (cost <= left) {
      chosen.push(source);
      tokens += cost;
    } else if (mayCut && (chosen.length === 0 || source.foundBy === "pinned") && left >= leastCutTokens) {
      const text = cutToTokens(source.text, left - overheadTokens - countTokens(source.document.title), countTokens);
      if (text === "") continue;
      const cut = { ...source, text, characterEnd: source.characterStart + text.length };
      chosen.push(cut);
      tokens += costOf(cut, countTokens);
    }
  }
  return { chosen, tokens };
}

function costOf(source: Source, countTokens: CountTokens): number {
  return countTokens(source.text) + countTokens(source.document.title) + overheadTokens;
}

/** The latest turns that fit, beginning with something the user said. */
function latestTurns(history: readonly Turn[], room: number, countTokens: CountTokens): Turn[] {
  let left = room;
  let start = history.length;
  while (start > 0) {
    const turn = history[start - 1];
    if (turn === undefined) break;
    left -= countTokens(turn.content) + overheadTokens;
    if (left < 0) break;
    start--;
  }
  const kept = history.slice(start);
  return start > 0 && kept[0]?.role === "assistant" ? kept.slice(1) : kept;
}
