import { DocumentError } from "../../errors.js";
import type { JsonToken } from "./json-token.js";

/** What may come next: of an object a key or its end, a colon, a value; of an array an item or its end; a comma. */
type Expected = "keyOrEnd" | "colon" | "value" | "valueOrEnd" | "comma";

/** No document that people made nests deeper; RFC 8259 (section 9) lets programs set such a limit. */
const deepest = 256;
const word = /-?(?:\d[\d.eE+-]*|Infinity|NaN)|true|false|null/y;
const number = /^-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity|NaN)$/;
const blanks = /[\s\ufeff]*/y;
const partOfWord = /[\w.+-]/;

/**
 * Cuts JSON (RFC 8259) into tokens while it comes in, checking that they fit together. One text may hold several values
 * one after another, as JSON Lines does. Comments and a comma before an end are passed over, as in settings of programs.
 */
export class JsonLexer {
  private text = "";
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private isEnd = false;
  private wanted = 0;
  /** The containers that are open, from the outermost. */
  private readonly open: ("{" | "[")[] = [];
  private expected: Expected = "value";

  /** Adds text. */
  push(piece: string): void {
    if (this.at > 0) {
      this.countLines();
      this.text = this.text.slice(this.at);
      this.lineStart -= this.at;
      this.at = 0;
    }
    this.text += piece;
  }

  /** No text follows. */
  end(): void {
    this.isEnd = true;
  }

  /**
   * The next token; null when more text is needed, or when it has ended.
   * @throws DocumentError DOCUMENT_CORRUPT where the text is no JSON, saying the line and the column.
   */
  next(): JsonToken | null {
    if (!this.isEnd && this.text.length < this.wanted) return null;
    for (;;) {
      if (!this.skipBlanks()) return null;
      const character = this.text[this.at] ?? "";
      if (character === "," && this.expected === "comma" && this.open.length > 0) {
        this.expected = this.open.at(-1) === "{" ? "keyOrEnd" : "valueOrEnd";
        this.at += 1;
      } else if (character === ":" && this.expected === "colon") {
        this.expected = "value";
        this.at += 1;
      } else return this.token(character);
    }
  }

  private token(character: string): JsonToken | null {
    const { expected } = this;
    const isValue =
      expected === "value" || expected === "valueOrEnd" || (expected === "comma" && this.open.length === 0);
    if (character === "}" || character === "]") return this.close(character);
    if (character === '"' && expected === "keyOrEnd") return this.string("key");
    if (!isValue) throw this.broken("something else is expected");
    if (character === '"') return this.string("string");
    if (character === "{" || character === "[") {
      this.open.push(character);
      if (this.open.length > deepest) throw this.broken(`more than ${deepest} values are nested`);
      this.expected = character === "{" ? "keyOrEnd" : "valueOrEnd";
      this.at += 1;
      return { type: character };
    }
    return this.word();
  }

  private close(character: "}" | "]"): JsonToken {
    const isFitting = this.open.at(-1) === (character === "}" ? "{" : "[");
    const isPlace = this.expected === "comma" || this.expected === "keyOrEnd" || this.expected === "valueOrEnd";
    if (!isFitting || !isPlace) throw this.broken("something else is expected");
    this.open.pop();
    this.expected = "comma";
    this.at += 1;
    return { type: character };
  }

  private string(type: "key" | "string"): JsonToken | null {
    let end = this.text.indexOf('"', this.at + 1);
    while (end >= 0 && this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    if (end < 0) return this.needMore("a text does not end");
    const raw = this.text.slice(this.at + 1, end);
    const text = raw.includes("\\") ? this.unescape(raw) : raw;
    this.at = end + 1;
    this.expected = type === "key" ? "colon" : "comma";
    return { type, text };
  }

  private isEscaped(quote: number): boolean {
    let start = quote;
    while (this.text[start - 1] === "\\") start -= 1;
    return (quote - start) % 2 === 1;
  }

  private unescape(raw: string): string {
    try {
      // Line ends and tabs in a text are written out by some programs.
      // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
      const strict = raw.replace(/[\0-\x1f]/g, (character) => JSON.stringify(character).slice(1, -1));
      return JSON.parse(`"${strict}"`) as string;
    } catch {
      throw this.broken("a text holds an unknown escape");
    }
  }

  private word(): JsonToken | null {
    word.lastIndex = this.at;
    const found = word.exec(this.text)?.[0] ?? "";
    const end = this.at + found.length;
    // What the text ends with may go on in the next piece.
    const rest = this.text.slice(end, end + 10);
    if (!this.isEnd && (end === this.text.length || (found === "" && this.text.length - this.at < 10))) {
      return this.needMore("");
    }
    if (found === "" || partOfWord.test(rest.charAt(0)) || !(/^[tfn]/.test(found) || number.test(found))) {
      throw this.broken("this is no value");
    }
    this.at = end;
    this.expected = "comma";
    return { type: "word", text: found };
  }

  /** @returns whether a token follows; else more text is needed, or none is left. */
  private skipBlanks(): boolean {
    for (;;) {
      blanks.lastIndex = this.at;
      this.at += blanks.exec(this.text)?.[0].length ?? 0;
      if (this.at >= this.text.length) {
        if (this.isEnd && (this.open.length > 0 || this.expected !== "comma"))
          throw this.broken("the text ends too early");
        return false;
      }
      if (this.text[this.at] !== "/") return true;
      const isLine = this.text[this.at + 1] === "/";
      if (!isLine && this.text[this.at + 1] !== "*" && (this.isEnd || this.text.length > this.at + 1)) return true;
      const mark = isLine ? "\n" : "*/";
      const end = this.text.indexOf(mark, this.at + 2);
      if (end < 0) {
        if (!this.isEnd) this.needMore("");
        else if (!isLine) throw this.broken("a comment does not end");
        else this.at = this.text.length;
        if (!this.isEnd) return false;
      } else this.at = end + mark.length;
    }
  }

  /** A token without an end in sight is looked at again when the text has doubled, so that the time stays linear. */
  private needMore(fault: string): null {
    if (this.isEnd) throw this.broken(fault);
    this.wanted = (this.text.length - this.at) * 2;
    return null;
  }

  private countLines(): void {
    for (let end = this.text.indexOf("\n", Math.max(0, this.lineStart)); end >= 0 && end < this.at;) {
      this.line += 1;
      this.lineStart = end + 1;
      end = this.text.indexOf("\n", end + 1);
    }
  }

  private broken(why: string): DocumentError {
    this.countLines();
    const column = this.at - this.lineStart + 1;
    const place = `line ${this.line}, column ${column}`;
    return new DocumentError("DOCUMENT_CORRUPT", `The file is no valid JSON: at ${place}, ${why}.`);
  }
}
