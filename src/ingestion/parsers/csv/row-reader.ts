import { DocumentError } from "../../errors.js";
import type { Row } from "../table/table-header.js";

/** How the rows of a file are written down. */
export interface CsvDialect {
  readonly delimiter: string;
  /** What ends a row; files of old Macs have no `\n`. */
  readonly lineEnd: "\n" | "\r";
}

/** A row may have so many characters, */
const longestRow = 16 * 1_048_576;
/** and so many cells. */
const mostCells = 100_000;
/** A quotation that does not end within so many characters was none. */
const longestQuotation = 262_144;

/**
 * Cuts a stream of text into rows of cells, after RFC 4180 and what is written instead of it: any delimiter, spaces
 * before a quotation, quotation marks within unquoted and quoted cells, and marks that are never closed, which are taken
 * as characters. Holds the row that is being read; the time is linear, since a row without an end in sight is looked at
 * again only when it has doubled.
 */
export class RowReader {
  private text = "";
  private pieces: string[] = [];
  private length = 0;
  private wanted = 0;
  private rowCount = 0;
  /** Up to here no mark can end a quotation that began before. */
  private searched = 0;

  constructor(private readonly dialect: CsvDialect) {}

  /**
   * Adds text, and gives the rows that it completes.
   * @throws DocumentError DOCUMENT_TOO_LARGE for a row beyond 16 Mi characters or 100,000 cells.
   */
  *push(piece: string): Generator<Row, void, void> {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.length >= this.wanted || this.length > longestRow) yield* this.rows(false);
  }

  /** The text ends. */
  *end(): Generator<Row, void, void> {
    yield* this.rows(true);
  }

  private *rows(isEnd: boolean): Generator<Row, void, void> {
    const text = this.text + this.pieces.join("");
    let at = 0;
    this.searched = 0;
    while (at < text.length) {
      const row = this.rowAt(text, at, isEnd);
      if (row === null) break;
      if (row.cells.length > mostCells) throw this.tooLarge(`more than ${mostCells} cells`);
      this.rowCount += 1;
      yield row.cells;
      at = row.end;
    }
    this.text = text.slice(at);
    this.pieces = [];
    this.length = this.text.length;
    this.wanted = this.length * 2;
    if (this.length > longestRow) throw this.tooLarge(`more than ${longestRow} characters`);
  }

  /** The row that begins at a place, and where the next one does; null when its end is not in the text yet. */
  private rowAt(text: string, start: number, isEnd: boolean): { cells: string[]; end: number } | null {
    const { delimiter, lineEnd } = this.dialect;
    const found = text.indexOf(lineEnd, start);
    if (found < 0 && !isEnd) return null;
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    if (!line.includes('"')) return { cells: line.split(delimiter), end: end + 1 };
    return this.quotedRow(text, start, isEnd);
  }

  private quotedRow(text: string, start: number, isEnd: boolean): { cells: string[]; end: number } | null {
    const { delimiter, lineEnd } = this.dialect;
    const cells: string[] = [];
    let line = text.indexOf(lineEnd, start);
    for (let at = start; ;) {
      const quotation = this.quotationAt(text, at, isEnd);
      if (quotation === "unfinished") return null;
      let from = at;
      if (quotation !== null) {
        cells.push(quotation.cell);
        from = quotation.end;
      }
      const comma = text.indexOf(delimiter, from);
      if (line >= 0 && line < from) line = text.indexOf(lineEnd, from);
      const ends = Math.min(comma < 0 ? text.length : comma, line < 0 ? text.length : line);
      if (ends === text.length && !isEnd) return null;
      if (quotation === null) cells.push(text.slice(at, ends));
      if (ends !== comma) return { cells, end: ends + 1 };
      at = comma + delimiter.length;
    }
  }

  /** The quoted cell at a place, and the end of its last mark; null when the cell is not quoted. */
  private quotationAt(
    text: string,
    start: number,
    isEnd: boolean,
  ): { cell: string; end: number } | "unfinished" | null {
    let open = start;
    while (text.charCodeAt(open) === 0x20) open += 1;
    if (text[open] !== '"') return null;
    const limit = open + longestQuotation;
    const from = Math.max(open + 1, this.searched);
    for (let close = text.indexOf('"', from); close >= 0 && close < limit; close = text.indexOf('"', close + 1)) {
      if (text[close + 1] === '"') {
        close += 1;
        continue;
      }
      if (close + 1 >= text.length && !isEnd) return "unfinished";
      if (this.endsCell(text, close + 1)) {
        return { cell: text.slice(open + 1, close).replaceAll('""', '"'), end: close + 1 };
      }
    }
    if (!isEnd && text.length <= limit) return "unfinished";
    this.searched = Math.max(this.searched, Math.min(limit, text.length));
    return null;
  }

  /** A mark ends a cell when nothing but blanks follow it there; else it is one of the cell's characters. */
  private endsCell(text: string, after: number): boolean {
    const { delimiter, lineEnd } = this.dialect;
    let at = after;
    while (text[at] === " " || (text[at] === "\r" && lineEnd === "\n")) at += 1;
    return at >= text.length || text.startsWith(delimiter, at) || text[at] === lineEnd;
  }

  private tooLarge(what: string): DocumentError {
    return new DocumentError("DOCUMENT_TOO_LARGE", `Row ${this.rowCount + 1} of the table has ${what}.`);
  }
}
