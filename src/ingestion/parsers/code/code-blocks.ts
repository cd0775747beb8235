import type { Block } from "../parser.js";

/** Code without an empty line at its outermost level is passed on in parts of this length, in UTF-16 code units. */
const partLength = 32_768;
/** A line that begins like this goes on with what stands above it, also behind an empty line. */
const continuation =
  /^(?:[\s)}\]>]|end\b|else\b|elif\b|elsif\b|except\b|catch\b|finally\b|rescue\b|ensure\b|then\b|fi\b|done\b|esac\b|\*\/|-->|@@|#\s*(?:endif|else|elif)\b)/i;

/**
 * Cuts source code of any language into what stands at its outermost level: a declaration with the comments over it, or
 * lines that belong together. It ends at an empty line before a line without indentation.
 */
export async function* codeBlocks(pieces: AsyncIterable<string>): AsyncGenerator<Block, void, void> {
  const unit = new CodeUnit();
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* unit.add(line);
    while (rest.length > partLength) {
      yield* unit.cut(rest.slice(0, wholeEnd(rest)));
      rest = rest.slice(wholeEnd(rest));
    }
  }
  yield* unit.add(rest);
  yield* unit.end();
}

/** Never inside of a character, nor of a line end. */
function wholeEnd(text: string): number {
  const unit = text.charCodeAt(partLength - 1);
  return (unit >= 0xd800 && unit < 0xdc00) || unit === 0x0d ? partLength - 1 : partLength;
}

/** The lines of one piece of the outermost level. */
class CodeUnit {
  private lines: string[] = [];
  private length = 0;
  private hasEnded = false;
  private joint: string | undefined;

  *add(line: string): Generator<Block, void, void> {
    const isEmpty = line.trim() === "";
    if (isEmpty) this.hasEnded = this.length > 0;
    else if (this.hasEnded && !continuation.test(line)) yield* this.end();
    else this.hasEnded = false;
    for (let at = 0; at < line.length - partLength; at += partLength) yield* this.cut(line.slice(at, at + partLength));
    const kept = line.length > partLength ? line.slice(Math.floor((line.length - 1) / partLength) * partLength) : line;
    this.lines.push(kept);
    this.length += kept.length + 1;
    if (this.length > partLength) yield* this.flush("\n");
  }

  /** Passes on the beginning of a line whose rest follows. */
  *cut(start: string): Generator<Block, void, void> {
    this.lines.push(start);
    yield* this.flush("");
  }

  *end(): Generator<Block, void, void> {
    yield* this.flush(undefined);
    this.hasEnded = false;
  }

  private *flush(nextJoint: string | undefined): Generator<Block, void, void> {
    const text = this.lines.join("\n");
    if (this.lines.length > 0) yield { kind: "code", text, ...(this.joint === undefined ? {} : { joint: this.joint }) };
    [this.lines, this.length, this.joint] = [[], 0, nextJoint];
  }
}
