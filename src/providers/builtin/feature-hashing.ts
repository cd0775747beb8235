import { avalanche, stopWords, termHash, termOf, type Token, tokenise } from "../../text/index.js";

/** Dimensions of the vectors: a vector and its row fit a database page four times. */
export const hashedDimensions = 480;
/** Changes whenever a vector of the same text would. */
export const hashedVersion = "1";

/** What each kind of feature weighs, chosen on the evaluation sets (docs/adr/0005-retrieval-tables.md). */
const stemWeight = 1;
const pairWeight = 0.3;
const piecesWeight = 1;
/** Function words hardly tell what a text is about. */
const stopWordWeight = 0.15;
const pieceLength = 4;

interface Occurrence {
  count: number;
  readonly isStopWord: boolean;
  /** The word to take apart; null where parts mean nothing, as in numbers. */
  readonly word: string | null;
}

/**
 * A vector of length 1 for a text, by signed feature hashing (Weinberger et al. 2009): every feature adds its weight to
 * one dimension, with a sign, both told by its hash. Features are the stems, pairs of neighbouring stems, and the
 * four-character pieces of words, by which words with a slip or another ending still meet. Weights grow with the
 * logarithm of the count. The same text and language give the same vector on every machine.
 *
 * @param language ISO 639-1 code, or null: then words are taken as they stand.
 * @returns {@link hashedDimensions} numbers; all zero for a text without words.
 */
export function embedText(text: string, language: string | null): Float32Array {
  return embedTokens(tokenise(text), language);
}

/** {@link embedText} for a text that is split into tokens already. */
export function embedTokens(tokens: Iterable<Token>, language: string | null): Float32Array {
  const ignored = stopWords(language);
  const terms = new Map<string, Occurrence>();
  const pairs = new Map<string, number>();
  let previous: string | null = null;
  for (const token of tokens) {
    const { text, kind } = token;
    const isStopWord = kind === "word" && ignored.has(text);
    const term = termOf(token, language);
    const occurrence = terms.get(term);
    if (occurrence === undefined) terms.set(term, { count: 1, isStopWord, word: kind === "word" ? text : null });
    else occurrence.count++;
    if (previous !== null && !isStopWord) increment(pairs, `${previous} ${term}`);
    previous = isStopWord ? null : term;
  }
  const vector = new Float32Array(hashedDimensions);
  for (const [term, occurrence] of terms) addTerm(vector, term, occurrence);
  for (const [pair, count] of pairs) addFeature(vector, featureOf("p", pair), pairWeight * damped(count));
  return normalise(vector);
}

function addTerm(vector: Float32Array, term: string, { count, isStopWord, word }: Occurrence): void {
  const weight = damped(count) * (isStopWord ? stopWordWeight : 1);
  addFeature(vector, featureOf("s", term), stemWeight * weight);
  if (word === null || isStopWord) return;
  const pieces = piecesOf(word);
  for (const piece of pieces) addFeature(vector, piece, (piecesWeight * weight) / Math.sqrt(pieces.length));
}

function damped(count: number): number {
  return 1 + Math.log(count);
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A feature: its dimension times two, plus one when it counts negatively. */
function featureOf(kind: string, value: string): number {
  const hash = termHash(kind + value);
  return ((hash >>> 0) % hashedDimensions) * 2 + (avalanche(hash ^ 0x5bd1e995) & 1);
}

function addFeature(vector: Float32Array, feature: number, weight: number): void {
  const dimension = feature >> 1;
  vector[dimension] = (vector[dimension] ?? 0) + ((feature & 1) === 0 ? weight : -weight);
}

const mostRemembered = 50_000;
const remembered = new Map<string, readonly number[]>();

function piecesOf(word: string): readonly number[] {
  let pieces = remembered.get(word);
  if (pieces === undefined) {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(word, (pieces = cutToPieces(`^${word}$`)));
  }
  return pieces;
}

function cutToPieces(marked: string): number[] {
  if (marked.length <= pieceLength) return [featureOf("c", marked)];
  return Array.from({ length: marked.length - pieceLength + 1 }, (_, start) =>
    featureOf("c", marked.slice(start, start + pieceLength)),
  );
}

function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
