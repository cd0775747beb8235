// One cheap look decides whether anything has to be done: most texts are clean.
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const unclean = /[\0-\x08\x0b-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff]|\p{Surrogate}|[ \t]\n|\n\n\n/u;
// oxlint-disable-next-line no-control-regex -- as above
const removed = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff]/g;

/**
 * Makes text fit to be stored, shown and searched: lines end in `\n`, at most one line is empty between others, no
 * line ends in blanks, and there are no control characters (PostgreSQL refuses NUL), soft hyphens, byte order marks or
 * lone surrogates (they become U+FFFD). No-break spaces become spaces. Linear in the length of the text.
 */
export function cleanText(text: string): string {
  if (!unclean.test(text)) return trimLines(text);
  const plain = text
    .replace(/\r\n?|[\f\v\x85\u2028\u2029]/g, "\n")
    .replace(removed, "")
    .replace(/\xa0/g, " ")
    .replace(/\p{Surrogate}/gu, "\ufffd");
  // Not a regular expression: /[ \t]+\n/ is quadratic on a long run of blanks.
  const lines = plain.split("\n").map((line) => line.trimEnd());
  return trimLines(lines.join("\n").replace(/\n{3,}/g, "\n\n"));
}

/** One line: every run of white space becomes a space, none at the ends. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

/** {@link oneLine} of at most `length` characters, or null when nothing is left; for titles and the like. */
export function shortFact(value: unknown, length = 500): string | null {
  if (typeof value !== "string") return null;
  const line = oneLine(value.slice(0, length * 4));
  if (line === "") return null;
  return line.length <= length ? line : oneLine(line.slice(0, length));
}

/** Cuts empty lines off the start and white space off the end; the indentation of the first line stays. */
function trimLines(text: string): string {
  const end = text.trimEnd();
  let start = 0;
  for (let at = 0; at < end.length; at += 1) {
    const code = end.charCodeAt(at);
    if (code === 0x0a) start = at + 1;
    else if (code !== 0x20 && code !== 0x09) break;
  }
  return end.slice(start);
}
