import { FoundBy } from "../entities/index.js";
import { cutToTokens, type TokenCounter } from "../text/index.js";
import type { Turn } from "./history.js";
import type { Source, Sources } from "./sources.js";

/** What the model is given beside the question and the instructions. */
export interface Selection {
  /** In the order of their numbers. */
  readonly sources: readonly Source[];
  /** Oldest first. */
  readonly history: readonly Turn[];
  /** What all of it costs. */
  readonly tokens: number;
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
  countTokens: TokenCounter,
): Selection {
  const context = Math.floor(room * (history.length === 0 ? 1 : contextShare));
  const pinned = take(
    sources.pinned,
    Math.floor(context * (sources.found.length === 0 ? 1 : pinnedShare)),
    countTokens,
    true,
  );
  const found = take(sources.found, context - pinned.tokens, countTokens, pinned.chosen.length === 0);
  const passages = pinned.tokens + found.tokens;
  const latest = latestTurns(history, room - passages, countTokens);
  return {
    sources: [...pinned.chosen, ...found.chosen],
    history: latest.turns,
    tokens: passages + latest.tokens,
  };
}

/** @param mayCut whether the first that does not fit is cut rather than left out. */
function take(
  candidates: readonly Source[],
  room: number,
  countTokens: TokenCounter,
  mayCut: boolean,
): { chosen: Source[]; tokens: number } {
  const chosen: Source[] = [];
  let tokens = 0;
  for (const source of candidates) {
    const left = room - tokens;
    const cost = costOf(source, countTokens, left);
    if (cost <= left) {
      chosen.push(source);
      tokens += cost;
    } else if (mayCut && (chosen.length === 0 || isWholeDocument(source)) && left >= leastCutTokens) {
      const text = cutToTokens(source.text, left - overheadTokens - countTokens(source.document.title), countTokens);
      if (text === "") continue;
      const cut = { ...source, text, characterEnd: source.characterStart + text.length, isCut: true };
      chosen.push(cut);
      tokens += costOf(cut, countTokens, left);
    }
  }
  return { chosen, tokens };
}

function isWholeDocument({ foundBy }: Source): boolean {
  return foundBy === FoundBy.PINNED || foundBy === FoundBy.ATTACHED;
}

/** What a source costs; of one that costs more than `atMost`, only that it does. */
function costOf(source: Source, countTokens: TokenCounter, atMost: number): number {
  return countTokens(source.text, atMost) + countTokens(source.document.title) + overheadTokens;
}

/** The latest turns that fit, beginning with something the user said. */
function latestTurns(
  history: readonly Turn[],
  room: number,
  countTokens: TokenCounter,
): { turns: readonly Turn[]; tokens: number } {
  let tokens = 0;
  let start = history.length;
  while (start > 0) {
    const turn = history[start - 1];
    if (turn === undefined) break;
    const cost = countTokens(turn.content, room - tokens) + overheadTokens;
    if (tokens + cost > room) break;
    tokens += cost;
    start--;
  }
  const kept = history.slice(start);
  return { turns: start > 0 && kept[0]?.role === "assistant" ? kept.slice(1) : kept, tokens };
}
