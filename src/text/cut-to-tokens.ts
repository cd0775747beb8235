import { textWindows } from "./text-windows.js";

/**
 * The longest beginning of a text that has at most so many tokens by `countTokens`, ending between words where there are
 * any, and never within a surrogate pair. Empty when not even the first character fits. Only as much of the text is
 * looked at as fits.
 */
export function cutToTokens(text: string, tokens: number, countTokens: (text: string) => number): string {
  let left = tokens;
  let end = 0;
  for (const piece of textWindows(text)) {
    const cost = countTokens(piece);
    if (cost > left) return text.slice(0, wholeWords(text, end + longestWithin(piece, left, countTokens)));
    left -= cost;
    end += piece.length;
  }
  return text;
}

/** The length of the longest beginning that has at most so many tokens. */
function longestWithin(piece: string, tokens: number, countTokens: (text: string) => number): number {
  let end = 0;
  for (let tooLong = piece.length; tooLong - end > 1;) {
    const middle = (end + tooLong) >> 1;
    if (countTokens(piece.slice(0, middle)) <= tokens) end = middle;
    else tooLong = middle;
  }
  return end;
}

/** An end at or before the given one that cuts no word, unless that would cost half of the text. */
function wholeWords(text: string, end: number): number {
  const space = text.lastIndexOf(" ", end);
  if (space > end / 2) return space;
  return end - (/[\uD800-\uDBFF]$/.test(text.slice(0, end)) ? 1 : 0);
}
