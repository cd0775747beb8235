/** A segment ends at the first fitting place after this many characters, */
const preferredLength = 262_144;
/** at any empty line after this many, */
const tolerableLength = 524_288;
/** and at any line after this many. */
const maximumLength = 1_048_576;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const atxHeading = /^ {0,3}#{1,6}\s/;
/** The parser takes quadratic time in the depth of quotes and lists; nobody reads the thirtieth. */
const deepContainers = /^(?:[ \t]*[->+*]){33,}/;
const deepIndentation = /^[ \t]{65,}/;

/**
 * Cuts a stream of Markdown into segments that can be parsed one by one, so that memory does not grow with the file:
 * before a heading, else at an empty line outside of fenced code. Short files are one segment. In longer ones, link
 * references to another segment stay as they are written, which costs nothing but their brackets.
 */
export async function* markdownSegments(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let lines: string[] = [];
  let length = 0;
  let openFence: string | null = null;
  for await (const line of linesOf(pieces)) {
    const isLong = length > maximumLength;
    const isBetween = openFence === null && (lines.at(-1) ?? "").trim() === "";
    if (
      isLong ||
      (isBetween &&
        ((length > preferredLength && atxHeading.test(line)) || (length > tolerableLength && /^\S/.test(line))))
    ) {
      yield lines.join("\n");
      // Fenced code that had to be cut goes on as fenced code.
      [lines, length] = [isLong && openFence !== null ? [openFence] : [], 0];
    }
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined) openFence = nextFence(openFence, mark, line);
    const tame = openFence === null ? line.replace(deepContainers, shallow).replace(deepIndentation, shallow) : line;
    lines.push(tame);
    length += tame.length + 1;
  }
  if (length > 0) yield lines.join("\n");
}

/** The marks of the outer containers alone, or so much of the indentation. */
function shallow(marks: string): string {
  return marks.replace(/[ \t]+(?=[->+*])/g, " ").slice(0, 64);
}

function nextFence(open: string | null, mark: string, line: string): string | null {
  if (open === null) return mark;
  const closes = mark[0] === open[0] && mark.length >= open.length && line.trim() === mark;
  return closes ? null : open;
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest: string[] = [];
  let restLength = 0;
  for await (const piece of pieces) {
    const lines = piece.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      yield (rest.join("") + line).replace(/\r$/, "");
      [rest, restLength] = [[], 0];
    }
    rest.push(last);
    restLength += last.length;
    if (restLength > maximumLength) {
      yield rest.join("");
      [rest, restLength] = [[], 0];
    }
  }
  if (restLength > 0) yield rest.join("");
}
