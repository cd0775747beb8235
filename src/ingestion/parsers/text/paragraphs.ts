import type { Block } from "../parser.js";

/** A paragraph longer than this is passed on in parts, so that a text without paragraphs streams too. */
const maximumPartLength = 32_768;

/**
 * Cuts a stream of text at its empty lines and form feeds. Holds one paragraph, or a part of a long one, at a time;
 * every character is looked at a constant number of times.
 */
export async function* paragraphBlocks(pieces: AsyncIterable<string>): AsyncGenerator<Block, void, void> {
  let pending: string[] = [];
  let length = 0;
  let joint: string | undefined;
  let carriageReturn = "";
  for await (const piece of pieces) {
    // "\r\n" cut in two by the stream must not become an empty line.
    let text = carriageReturn + piece;
    carriageReturn = text.endsWith("\r") ? "\r" : "";
    if (carriageReturn !== "") text = text.slice(0, -1);
    for (const line of linesWithEnds(text.replace(/\r\n?/g, "\n").replace(/\f/g, "\n\n"))) {
      const continuesLine = pending.length > 0 && !(pending.at(-1) ?? "").endsWith("\n");
      if (line.trim() === "" && !continuesLine && line.endsWith("\n")) {
        if (length > 0) yield block(pending.join(""), joint);
        [pending, length, joint] = [[], 0, undefined];
        continue;
      }
      pending.push(line);
      length += line.length;
      while (length > maximumPartLength) {
        const whole = pending.join("");
        const [part, rest, nextJoint] = cutPart(whole);
        yield block(part, joint);
        [pending, length, joint] = [rest === "" ? [] : [rest], rest.length, nextJoint];
      }
    }
  }
  if (length > 0) yield block(pending.join(""), joint);
}

function block(text: string, joint: string | undefined): Block {
  return joint === undefined ? { kind: "paragraph", text } : { kind: "paragraph", text, joint };
}

function* linesWithEnds(text: string): Generator<string, void, void> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const next = end < 0 ? text.length : end + 1;
    // A line without an end in sight is passed on in slices, so that joining them stays linear.
    for (let at = start; at < next; at += maximumPartLength)
      yield text.slice(at, Math.min(next, at + maximumPartLength));
    start = next;
  }
}

/** Cuts a long text at its last line end, else its last blank, else anywhere but inside a character. */
function cutPart(text: string): [part: string, rest: string, joint: string] {
  const earliest = maximumPartLength / 2;
  const line = text.lastIndexOf("\n", maximumPartLength);
  if (line > earliest) return [text.slice(0, line), text.slice(line + 1), "\n"];
  const blank = Math.max(text.lastIndexOf(" ", maximumPartLength), text.lastIndexOf("\t", maximumPartLength));
  if (blank > earliest) return [text.slice(0, blank), text.slice(blank + 1), " "];
  const unit = text.charCodeAt(maximumPartLength - 1);
  const cut = unit >= 0xd800 && unit < 0xdc00 ? maximumPartLength - 1 : maximumPartLength;
  return [text.slice(0, cut), text.slice(cut), ""];
}
