/** A stretch of a text: from `start` up to, without, `end`, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const windowLength = 4_096;
/** Text that was wrapped by hand has lines about as long as each other, and none longer than this. */
const widestWrapping = 120;
const wrappedShare = 0.6;
const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|No|Nr|Fig|Eq|Sec|Art|vs|cf|e\.g|i\.e|z\.B|bzw|approx|Inc|Ltd|Corp)\.\s*$/u;
/** After no other characters is there a boundary between sentences (UAX 29, section 5.1). */
const sentenceEnd = /[\p{Sentence_Terminal}\u2024\r\n\x85\u2028\u2029]/u;
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * The sentences of a paragraph in any language, by the rules of Unicode (UAX 29), without the white space around them.
 * Works in windows of 4,096 code units, in linear time; a longer sentence is cut.
 */
export function* sentences(text: string): Generator<Span, void, void> {
  if (text.length <= windowLength && isOneSentence(text)) {
    const whole = trimSpan(text, { start: 0, end: text.length });
    if (whole !== null) yield whole;
    return;
  }
  const flat = withoutWrapping(text);
  let start = 0;
  while (start < flat.length) {
    const end = windowEnd(flat, start);
    const found = mergeAbbreviations(flat, start, end);
    // The last sentence of a window may go on behind it.
    const last = found.at(-1);
    const isCut = end < flat.length && last !== undefined && found.length > 1;
    if (isCut) found.pop();
    for (const span of found) {
      const trimmed = trimSpan(text, span);
      if (trimmed !== null) yield trimmed;
    }
    start = isCut ? last.start : end;
  }
}

/** Whether nothing but the end of a text can end a sentence in it, which is seen in no time; lists of names are such texts. */
function isOneSentence(text: string): boolean {
  const end = text.search(sentenceEnd);
  return end < 0 || end === text.length - 1;
}

/** The span without white space at its ends, or null when there is nothing else. */
export function trimSpan(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return start < end ? { start, end } : null;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0x3000 || code === 0xa0;
}

function mergeAbbreviations(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  let open: number | null = null;
  for (const { index, segment } of segmenter.segment(text.slice(start, end))) {
    const from: number = open ?? start + index;
    const to = start + index + segment.length;
    open = abbreviation.test(segment.slice(-12)) ? from : null;
    if (open === null) spans.push({ start: from, end: to });
  }
  if (open !== null) spans.push({ start: open, end });
  return spans;
}

/** Where a window ends: never inside a character. */
function windowEnd(text: string, start: number): number {
  const end = start + windowLength;
  if (end >= text.length) return text.length;
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? end - 1 : end;
}

/** The same text with the line ends that only wrap it as spaces; Unicode's rules would end a sentence there. */
function withoutWrapping(text: string): string {
  if (!text.includes("\n")) return text;
  const lines = text.split("\n");
  const widest = lines.reduce((width, line) => Math.max(width, line.length), 0);
  if (widest > widestWrapping) return text;
  return lines
    .map((line, at) => (at === lines.length - 1 ? line : line + (line.length >= wrappedShare * widest ? " " : "\n")))
    .join("");
}
