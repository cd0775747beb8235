import { estimateTokens } from "../../../text/index.js";
import type { Block } from "../parser.js";
import { oneLine } from "../text/clean-text.js";
import { RecordText, RowText, type TableText } from "./table-text.js";
import { filled, findHeader, type Row } from "./table-header.js";

/** So many rows are looked at before the header of a table is decided on. */
const sampleRows = 24;
/** A header of more tokens would fill chunks with names: each row then says the names of its own values. */
const maximumHeaderTokens = 60;
/** Most cells are clean, which is seen faster than made. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Makes blocks of the rows of a sheet, in any number. Empty rows separate the tables of a sheet; what has one cell only
 * is text. A table that follows another one without a header of its own goes on under that one's. Blocks are bounded,
 * and so is what is held: a sample of rows and one block.
 */
export class TableWriter {
  private done: Block[] = [];
  /** The first rows of a table that is not decided on. */
  private sample: Row[] = [];
  private table: TableText | null = null;
  private emptyRows = 0;
  /** Whether the table was opened by its makers, who also end it. */
  private isNamed = false;
  /** The header of the table above. */
  private lastHeader: readonly Row[] | null = null;

  /** Adds the next row of the sheet. */
  row(cells: Row): void {
    const row = cells.map(cellText);
    if (filled(row) === 0) {
      if (!this.isNamed) this.emptyRows += 1;
      return;
    }
    if (this.emptyRows > 0 && !this.isLoneHeader()) this.endTable();
    this.emptyRows = 0;
    if (this.table !== null) this.table.add(row);
    else {
      this.sample.push(row);
      if (this.sample.length >= sampleRows) this.decide();
    }
    if (this.table !== null) this.done.push(...this.table.take());
  }

  /**
   * Begins a table whose header is known.
   * @param caption What the table is called; `""` for nothing. Its chunks repeat it with the names of the columns.
   */
  openTable(names: Row, caption = ""): void {
    this.endTable();
    const header = [names.map(cellText)];
    this.table = textUnder(caption === "" ? header : [[cellText(caption)], ...header], true);
    this.isNamed = true;
  }

  endTable(): void {
    this.decide();
    if (this.table !== null) {
      this.table.end();
      this.done.push(...this.table.take());
    }
    this.table = null;
    this.isNamed = false;
  }

  /** The sheet ends; what follows belongs to another one. */
  end(): void {
    this.endTable();
    this.lastHeader = null;
    this.emptyRows = 0;
  }

  /** Adds a block that is no table, such as the heading of a sheet. */
  block(block: Block): void {
    this.endTable();
    this.done.push(block);
  }

  /** Hands over the blocks that are complete. */
  take(): readonly Block[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  /** One empty row may stand between a header and its table. */
  private isLoneHeader(): boolean {
    const [only] = this.sample;
    return this.table === null && this.sample.length === 1 && this.emptyRows === 1 && filled(only ?? []) > 1;
  }

  private decide(): void {
    let rows = this.sample;
    this.sample = [];
    const width = Math.max(0, ...rows.map(filled));
    // A title over a table is text.
    while (width > 1 && rows.length > 1 && filled(rows[0] ?? []) === 1) {
      this.done.push({ kind: "paragraph", text: firstCell(rows[0] ?? []) });
      rows = rows.slice(1);
    }
    if (rows.length === 0) return;
    if (rows.length === 1 && width === 1) {
      this.done.push({ kind: "paragraph", text: firstCell(rows[0] ?? []) });
      return;
    }
    this.table = this.open(rows);
    this.done.push(...this.table.take());
  }

  private open(rows: readonly Row[]): TableText {
    const own = findHeader(rows);
    const above = this.lastHeader;
    const continues = above !== null && own?.isProven !== true && fitsUnder(rows, above);
    const header = continues ? above : (own?.rows ?? null);
    if (!continues) this.lastHeader = header;
    const text = header === null ? new RowText([], false) : textUnder(header, !continues);
    for (const row of continues ? rows : rows.slice(header?.length ?? 0)) text.add(row);
    return text;
  }
}

function textUnder(header: readonly Row[], isShown: boolean): TableText {
  const names = header.map((row) => row.join("\t")).join("\n");
  return estimateTokens(names) > maximumHeaderTokens ? new RecordText(header, isShown) : new RowText(header, isShown);
}

function fitsUnder(rows: readonly Row[], header: readonly Row[]): boolean {
  const names = header.at(-1) ?? [];
  return (
    rows.some((row) => filled(row) > 1) &&
    rows.every((row) => row.every((cell, at) => cell === "" || at < names.length))
  );
}

/** A cell is a part of a line, and a tab would end it. */
function cellText(cell: string): string {
  return cell === "" || plain.test(cell) ? cell : oneLine(cell);
}

function firstCell(row: Row): string {
  return row.find((cell) => cell !== "") ?? "";
}
