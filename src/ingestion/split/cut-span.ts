import type { TokenCounter } from "./options.js";
import { type Span, trimSpan } from "./sentences.js";

/** No limit in tokens lets a piece have more characters than this for each of them. */
export const charactersPerToken = 8;
const words = new Intl.Segmenter("en", { granularity: "word" });
const clauseEnd = /[，、；：,;:)）」』]/;

/**
 * Cuts a span into pieces of at most `limit` tokens: at white space, else behind a clause, else between words (which
 * needs a dictionary in Thai or Chinese), else between characters. Linear in the length of the span.
 */
export function* cutSpan(
  text: string,
  span: Span,
  limit: number,
  countTokens: TokenCounter,
): Generator<Span, void, void> {
  let start = span.start;
  while (start < span.end) {
    const fitting = fittingEnd(text, start, span.end, limit, countTokens);
    const end = fitting === span.end ? fitting : goodEnd(text, start, fitting);
    const piece = trimSpan(text, { start, end });
    if (piece !== null) yield piece;
    start = end;
  }
}

/** The largest end whose text keeps the limit, at least one character after the start. */
function fittingEnd(text: string, start: number, end: number, limit: number, countTokens: TokenCounter): number {
  const furthest = Math.min(end, start + limit * charactersPerToken);
  if (countTokens(text.slice(start, furthest)) <= limit) return wholeCharacter(text, start, furthest);
  let [fits, exceeds] = [start, furthest];
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (countTokens(text.slice(start, middle)) <= limit) fits = middle;
    else exceeds = middle;
  }
  return wholeCharacter(text, start, fits);
}

function goodEnd(text: string, start: number, fitting: number): number {
  const earliest = start + ((fitting - start) >> 1);
  for (let at = fitting; at > earliest; at -= 1)
    if (isSpace(text.charCodeAt(at)) || isSpace(text.charCodeAt(at - 1))) return at;
  for (let at = fitting; at > earliest; at -= 1) if (clauseEnd.test(text.charAt(at - 1))) return at;
  // One more character shows whether a word ends where the piece must.
  let best = fitting;
  for (const { index } of words.segment(text.slice(start, fitting + 1))) {
    const at = start + index;
    if (at > earliest && at <= fitting) best = at;
  }
  return wholeCharacter(text, start, best);
}

/** The end moved off the middle of a character, and at least one character after the start. */
function wholeCharacter(text: string, start: number, end: number): number {
  const unit = text.charCodeAt(end - 1);
  const isInside = end < text.length && unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(end));
  const moved = isInside ? end - 1 : end;
  if (moved > start) return moved;
  return isLowSurrogate(text.charCodeAt(start + 1)) && start + 2 <= text.length ? start + 2 : start + 1;
}

/** What `\s` matches, found faster in what most texts consist of. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return /\s/.test(String.fromCharCode(code));
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
