/** A segment ends at the first fitting place after this many characters, */
const preferredLength = 131_072;
/** at any empty line after this many, */
const tolerableLength = 196_608;
/** and at any line after this many. */
const maximumLength = 262_144;
/** Lines without an empty one between them are cut after this many: the parser takes quadratic time for some texts. */
const maximumRun = 65_536;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const atxHeading = /^ {0,3}#{1,6}\s/;
/** The second line of a table, below the names of its columns. */
const tableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * Cuts a stream of Markdown into segments that can be parsed one by one, so that memory does not grow with the file:
 * before a heading, else at an empty line outside of fenced code. Short files are one segment. In longer ones, link
 * references to another segment stay as they are written, which costs nothing but their brackets.
 */
export async function* markdownSegments(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let lines: string[] = [];
  let length = 0;
  /** Characters since the last empty line. */
  let run = 0;
  let openFence: string | null = null;
  /** The names of the columns of the table that is open, and the line below them. */
  let tableHead: readonly string[] = [];
  for await (const line of linesOf(pieces)) {
    const isLong = length > maximumLength || (openFence === null && run > (/^\S/.test(line) ? 1 : 2) * maximumRun);
    const isBetween = openFence === null && (lines.at(-1) ?? "").trim() === "";
    if (
      isLong ||
      (isBetween &&
        ((length > preferredLength && atxHeading.test(line)) || (length > tolerableLength && /^\S/.test(line))))
    ) {
      yield lines.join("\n");
      // Fenced code that had to be cut goes on as fenced code, and a table under the names of its columns.
      [lines, length, run] = [openFence === null ? [...tableHead] : [openFence], 0, 0];
    }
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined) openFence = nextFence(openFence, mark, line);
    const isRule = openFence === null && line.includes("|") && tableRule.test(line);
    if (isRule) tableHead = [lines.at(-1) ?? "", line];
    else if (!line.includes("|")) tableHead = [];
    lines.push(line);
    length += line.length + 1;
    run = line.trim() === "" ? 0 : run + line.length + 1;
  }
  if (length > 0) yield lines.join("\n");
}

function nextFence(open: string | null, mark: string, line: string): string | null {
  if (open === null) return mark;
  const closes = mark[0] === open[0] && mark.length >= open.length && line.trim() === mark;
  return closes ? null : open;
}

/** The lines of a text; those that are very long in parts, cut at blanks. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* partsOf(line.replace(/\r$/, ""));
    if (rest.length > maximumRun) {
      const parts = [...partsOf(rest)];
      rest = parts.pop() ?? "";
      yield* parts;
    }
  }
  if (rest !== "") yield* partsOf(rest);
}

function* partsOf(line: string): Generator<string, void, void> {
  let start = 0;
  while (line.length - start > maximumRun) {
    const blank = line.lastIndexOf(" ", start + maximumRun);
    const end = blank > start + maximumRun / 2 ? blank : wholeCharacters(line, start + maximumRun);
    yield line.slice(start, end);
    start = end === blank ? end + 1 : end;
  }
  yield line.slice(start);
}

/** The place itself, or the one before it when it is between the halves of a character. */
function wholeCharacters(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? end - 1 : end;
}
