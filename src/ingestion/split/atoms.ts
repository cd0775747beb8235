import type { Block } from "../parsers/parser.js";
import { charactersPerToken, cutSpan } from "./cut-span.js";
import type { SplitOptions } from "./options.js";
import { sentences, type Span, trimSpan } from "./sentences.js";

/** What is never cut: a sentence, a row, a line, a whole table, or a part of one of these that is too large. */
interface Atom extends Span {
  readonly tokens: number;
}

/** A table's header keeps within this share of a chunk, or it is not repeated. */
const headerShare = 0.25;

/** The smallest pieces of a block, in order, as spans of the block's text. */
export function* atomsOf(block: Block, options: SplitOptions): Generator<Atom, void, void> {
  const { countTokens, maximumTokens, targetTokens } = options;
  const { text, kind } = block;
  const sized = (span: Span): Atom => ({ ...span, tokens: Math.max(1, countTokens(text.slice(span.start, span.end))) });
  const isKeptWhole = kind === "table" || kind === "code" || kind === "heading";
  if (isKeptWhole && text.length <= maximumTokens * charactersPerToken) {
    const whole = sized({ start: 0, end: text.length });
    if (whole.tokens <= maximumTokens) {
      yield whole;
      return;
    }
  }
  // The rows of a table leave room for the header that is repeated over them.
  const header = repeatedHeader(block, options);
  const limit = targetTokens - (header === "" ? 0 : countTokens(header));
  for (const span of spansOf(block, limit)) {
    const atom = sized(span);
    if (atom.tokens <= limit) yield atom;
    else for (const piece of cutSpan(text, span, limit, countTokens)) yield sized(piece);
  }
}

function spansOf({ kind, text }: Block, limit: number): Iterable<Span> {
  if (kind === "paragraph" || kind === "heading") return sentences(text);
  // A row may begin with empty cells, which are tabs.
  return kind === "code" ? codeSpans(text, limit) : lines(text, 0, text.length, kind === "table");
}

/** The header of a table as it is repeated over rows that are cut off from it; empty when it has none, or a long one. */
export function repeatedHeader(block: Block, options: SplitOptions): string {
  const header = block.header === undefined || block.header === "" ? ownHeader(block) : `${block.header}\n`;
  return header !== "" && options.countTokens(header) <= headerShare * options.targetTokens ? header : "";
}

/** The header rows that the text of a table begins with. */
function ownHeader(block: Block): string {
  const rows = block.kind === "table" ? (block.headerRows ?? 0) : 0;
  if (rows === 0) return "";
  let end = 0;
  for (let row = 0; row < rows; row += 1) {
    end = block.text.indexOf("\n", end) + 1;
    if (end === 0) return "";
  }
  return block.text.slice(0, end);
}

/** Stretches of code between empty lines, where they are short, else lines with their indentation. */
function* codeSpans(text: string, limit: number): Generator<Span, void, void> {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf("\n\n", start);
    const end = found < 0 ? text.length : found;
    if (end - start <= limit * 2 && text.slice(start, end).trim() !== "") yield { start, end };
    else yield* lines(text, start, end, true);
    start = end + 2;
  }
}

/** Lines without the white space around them, empty ones left out. */
function* lines(text: string, from: number, to: number, keepsIndentation: boolean): Generator<Span, void, void> {
  for (let start = from; start < to;) {
    const found = text.indexOf("\n", start);
    const end = found < 0 || found > to ? to : found;
    const trimmed = trimSpan(text, { start, end });
    if (trimmed !== null) yield keepsIndentation ? { start, end: trimmed.end } : trimmed;
    start = end + 1;
  }
}
