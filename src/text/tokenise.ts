import { normaliseText } from "./normalise.js";

/**
 * What a token is. A word may be stemmed; the others are kept as they are: a number, an identifier (joined spelling of
 * something written in parts, such as `maxtokens` for `max_tokens`), or two neighbouring characters of a script that
 * is written without spaces.
 */
export type TokenKind = "word" | "number" | "identifier" | "bigram";

/** A token, normalised and not yet stemmed. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
}

/** Characters of a token that are looked at; the rest of a longer run is not indexed. */
const longestToken = 64;
const mostParts = 8;

// A run of letters, marks and digits, and further runs joined to it by one character that can stand inside a name.
const compound = /[\p{L}\p{N}\p{M}]+(?:[_.\-'’‐‑/:@,][\p{L}\p{N}\p{M}]+|_+[\p{L}\p{N}\p{M}]+)*/gu;
// Scripts written without spaces between words; Hangul has spaces but long inflected words.
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々〆]/u;
const unspacedRun = new RegExp(`(?:${unspaced.source}\\p{M}*)+`, "gu");
const cluster = /\P{M}\p{M}*|\p{M}+/gu;
const joiners = /[_.\-'’‐‑/:@,]+/u;
const apostrophe = /['’]/;
const groupedDigits = /^\d{1,3}(?:[,.]\d{3})+$/;
const digitsOnly = /^\p{N}+$/u;
const hasDigit = /\p{N}/u;
const caseChange = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * The tokens of a text, in order; time and memory are linear in its length.
 *
 * - Words: runs of letters, lower case. `'s` is dropped, `l'` and `d'` are split off, other apostrophes are closed up.
 * - Compounds (`max_tokens`, `chatMode`, `10-Q`, `state-of-the-art`): the parts, and the whole as an identifier
 *   without its joints, so that `maxTokens`, `max-tokens` and `max_tokens` find one another. Between digits the joint
 *   stays (`v1.2.3`), except where it groups thousands (`1,000,000` is `1000000`).
 * - Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese runs: overlapping pairs of characters.
 */
export function* tokenise(text: string): Generator<Token> {
  for (const [raw] of text.normalize("NFKC").matchAll(compound)) {
    if (unspaced.test(raw)) yield* splitScripts(raw);
    else yield* splitCompound(raw);
  }
}

function* splitScripts(raw: string): Generator<Token> {
  let end = 0;
  for (const match of raw.matchAll(unspacedRun)) {
    if (match.index > end) yield* splitCompound(raw.slice(end, match.index));
    yield* bigrams(match[0]);
    end = match.index + match[0].length;
  }
  if (end < raw.length) yield* splitCompound(raw.slice(end));
}

function* bigrams(run: string): Generator<Token> {
  const characters = normaliseText(run).match(cluster) ?? [];
  const [only] = characters;
  if (only !== undefined && characters.length === 1) yield { text: only, kind: "bigram" };
  for (let index = 0; index + 1 < characters.length; index++) {
    yield { text: `${characters[index]}${characters[index + 1]}`.slice(0, longestToken), kind: "bigram" };
  }
}

function* splitCompound(raw: string): Generator<Token> {
  const pieces = raw.split(joiners).filter((piece) => piece !== "");
  if (pieces.length <= 1) {
    if (pieces[0] !== undefined) yield* splitCase(pieces[0]);
  } else if (groupedDigits.test(raw)) {
    yield { text: raw.replace(/[,.]/g, "").slice(0, longestToken), kind: "number" };
  } else if (apostrophe.test(raw)) {
    yield* splitApostrophes(raw);
  } else if (pieces.length > mostParts || isSeparateWords(raw)) {
    for (const piece of pieces) yield* splitCase(piece);
  } else {
    yield* wholeAndParts(raw, pieces);
  }
}

/** A comma, slash, colon or at sign joins only what has digits on both of its sides; else it ends a word. */
function isSeparateWords(raw: string): boolean {
  return /[/:@,]/.test(raw) && !/\p{N}[/:@,]\p{N}/u.test(raw);
}

function* splitApostrophes(raw: string): Generator<Token> {
  const pieces = raw.split(apostrophe);
  const last = pieces.at(-1)!.toLowerCase();
  if (last === "s") pieces.pop();
  const elided = pieces.length > 1 && pieces[0]!.length <= 2;
  if (elided) yield* splitCompound(pieces.shift()!);
  if (pieces.length > 0) yield* splitCompound(pieces.join(""));
}

function* splitCase(piece: string): Generator<Token> {
  const parts = piece.length <= longestToken ? piece.split(caseChange) : [piece];
  if (parts.length > 1 && parts.length <= mostParts && parts.every((part) => part.length > 1))
    yield* wholeAndParts(piece, parts);
  else yield simple(piece);
}

function* wholeAndParts(raw: string, parts: readonly string[]): Generator<Token> {
  const whole = normaliseText(raw.slice(0, longestToken * 2)).replace(
    /(?<!\p{N})[_.\-‐‑/:@,]+|[_.\-‐‑/:@,]+(?!\p{N})/gu,
    "",
  );
  yield { text: whole.slice(0, longestToken), kind: "identifier" };
  for (const part of parts) {
    const joined = part.split(caseChange);
    if (joined.length > 1 && joined.length <= mostParts && joined.every((each) => each.length > 1))
      for (const each of joined) yield simple(each);
    else yield simple(part);
  }
}

function simple(piece: string): Token {
  const text = normaliseText(piece.slice(0, longestToken));
  return { text, kind: digitsOnly.test(text) ? "number" : hasDigit.test(text) ? "identifier" : "word" };
}
