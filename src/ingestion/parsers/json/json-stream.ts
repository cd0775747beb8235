import { JsonLexer } from "./json-lexer.js";
import type { JsonToken, JsonValue } from "./json-token.js";

/** Reads the values of a JSON text: whole, where they are small, else token by token. */
export class JsonStream {
  private readonly lexer = new JsonLexer();
  /** Tokens that were looked at, to be read again; from `taken` on. */
  private waiting: JsonToken[] = [];
  private taken = 0;

  constructor(private readonly pieces: AsyncIterator<string>) {}

  /** The next token, or null at the end. */
  async next(): Promise<JsonToken | null> {
    const waiting = this.waiting[this.taken];
    if (waiting !== undefined) {
      this.taken += 1;
      return waiting;
    }
    for (;;) {
      const token = this.lexer.next();
      if (token !== null) return token;
      const piece = await this.pieces.next();
      if (piece.done !== true) this.lexer.push(piece.value);
      else {
        this.lexer.end();
        return this.lexer.next();
      }
    }
  }

  /**
   * The value that begins with a token, when it has at most so many characters; else null, and it can be read by its
   * tokens, of which the given one was the first.
   */
  async valueFrom(first: JsonToken, characters: number): Promise<JsonValue | null> {
    if (first.type === "string" || first.type === "word") return { kind: "scalar", text: first.text };
    const read: JsonToken[] = [];
    let depth = 1;
    let left = characters;
    while (depth > 0) {
      const token = await this.next();
      if (token === null) break;
      read.push(token);
      depth += token.type === "{" || token.type === "[" ? 1 : token.type === "}" || token.type === "]" ? -1 : 0;
      left -= "text" in token ? token.text.length + 4 : 2;
      if (left < 0) {
        this.waiting = [...read, ...this.waiting.slice(this.taken)];
        this.taken = 0;
        return null;
      }
    }
    return assemble([first, ...read][Symbol.iterator]());
  }
}

/** The value that tokens stand for; the lexer saw that they fit together. */
function assemble(tokens: Iterator<JsonToken>): JsonValue | null {
  const next = tokens.next();
  if (next.done === true) return null;
  const token = next.value;
  if ("text" in token) return { kind: "scalar", text: token.text };
  if (token.type === "[") {
    const items: JsonValue[] = [];
    for (let item = assemble(tokens); item !== null; item = assemble(tokens)) items.push(item);
    return { kind: "array", items };
  }
  if (token.type !== "{") return null;
  const members: [string, JsonValue][] = [];
  for (let key = tokens.next(); key.done !== true && key.value.type === "key"; key = tokens.next()) {
    const value = assemble(tokens);
    if (value !== null) members.push([key.value.text, value]);
  }
  return { kind: "object", members };
}
