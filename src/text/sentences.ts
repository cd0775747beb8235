/** A sentence and where it stands in its text, in UTF-16 code units; the text holds it exactly there. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const segmenters = new Map<string, Intl.Segmenter>();
/** The segmenter's time grows faster than the length of what it is given; paragraphs are cut at this many characters. */
const longestPiece = 20_000;

/**
 * The sentences of a text in order, without the white space around them. A line break that is followed by another, or
 * by a list mark, ends a sentence too.
 *
 * @param language ISO 639-1 code, or null for the rules that all languages share.
 */
export function splitSentences(text: string, language: string | null): Sentence[] {
  const sentences: Sentence[] = [];
  for (const [start, end] of paragraphs(text)) {
    for (const { segment, index } of segmenterOf(language).segment(text.slice(start, end))) {
      const trimmed = segment.trim();
      if (trimmed === "") continue;
      const from = start + index + segment.indexOf(trimmed);
      sentences.push({ text: trimmed, start: from, end: from + trimmed.length });
    }
  }
  return sentences;
}

function* paragraphs(text: string): Generator<[start: number, end: number]> {
  let start = 0;
  for (const match of text.matchAll(/\n(?=[ \t]*(?:\n|(?:[-*•–]|\d{1,3}[.)])[ \t]))/g)) {
    yield* pieces(start, match.index + 1);
    start = match.index + 1;
  }
  yield* pieces(start, text.length);
}

function* pieces(start: number, end: number): Generator<[start: number, end: number]> {
  for (let from = start; from < end; from += longestPiece) yield [from, Math.min(end, from + longestPiece)];
}

function segmenterOf(language: string | null): Intl.Segmenter {
  const locale = language ?? "und";
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined)
    segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: "sentence" })));
  return segmenter;
}
