import type { Block, BlockKind } from "../parser.js";
import { type Attributes, headingLevels } from "./elements.js";
import { InlineText } from "./inline-text.js";
import { ListText } from "./list-text.js";
import { oneLine } from "../text/clean-text.js";
import { type TableCell, tableBlock } from "./table-text.js";

/** A block, and how much of its text is links. */
export interface WeighedBlock {
  readonly block: Block;
  readonly length: number;
  readonly linked: number;
}

interface OpenCell {
  readonly blocks: WeighedBlock[];
  readonly isHeader: boolean;
  readonly columns: number;
  readonly rows: number;
}

interface OpenTable {
  readonly rows: OpenCell[][];
  /** Blocks outside of its cells: its caption, and what does not belong in a table. */
  readonly before: WeighedBlock[];
  readonly isPresentation: boolean;
}

/** A cell with more text than this holds a part of a page rather than a value. */
const maximumCellLength = 1_500;
const maximumSpan = 100;

/**
 * Turns the elements and texts of a page, in order, into blocks. Keeps no tree: only the tables that are open, each
 * with its cells, so that it can decide at the end of a table whether that holds data or the layout of the page.
 */
export class BlockBuilder {
  /** The blocks of what was closed so far, outside of tables. */
  readonly blocks: WeighedBlock[] = [];
  private readonly inline = new InlineText();
  private readonly tables: OpenTable[] = [];
  private list = new ListText();
  private kind: BlockKind = "paragraph";
  private level = 0;
  private preformatted = 0;
  private links = 0;

  /** Whether a paragraph has begun and not ended yet. */
  get hasOpenText(): boolean {
    return !this.inline.isEmpty;
  }

  text(text: string): void {
    this.inline.add(text, { preformatted: this.preformatted > 0, isLink: this.links > 0 });
  }

  /** An element of any kind that is read begins. */
  open(name: string, attributes: Attributes): void {
    if (name === "a") this.links += 1;
    else if (name === "br") this.inline.breakLine();
    else if (name === "pre") this.enter("code", 0, 1);
    else if (headingLevels[name] !== undefined) this.enter("heading", headingLevels[name], 0);
    else if (name === "ul" || name === "ol" || name === "dl" || name === "menu" || name === "dir") this.list.open(name);
    else if (name === "li" || name === "dt" || name === "dd") this.list.item(name);
    else if (name === "table") this.openTable(attributes);
    else if (name === "tr") this.tables.at(-1)?.rows.push([]);
    else if (name === "td" || name === "th") this.openCell(name, attributes);
  }

  /** An item of the innermost list begins, which has its own mark, or none (`""`). */
  labelledItem(label: string): void {
    this.list.item("li", label);
  }

  /** An element that was opened ends. The caller has flushed before, when it is a block. */
  close(name: string): void {
    if (name === "a") this.links = Math.max(0, this.links - 1);
    else if (name === "pre") this.preformatted = Math.max(0, this.preformatted - 1);
    else if (name === "ul" || name === "ol" || name === "dl" || name === "menu" || name === "dir") {
      this.list.close();
      if (this.list.depth === 0) this.flushList();
    } else if (name === "table") this.closeTable();
  }

  /** Ends the paragraph, as the begin and the end of every block element do. */
  flush(): void {
    const { text, length, linked } = this.inline.take();
    const { kind, level } = this;
    this.kind = this.preformatted > 0 ? "code" : "paragraph";
    if (text.trim() === "") return;
    if (this.list.depth > 0 && kind === "paragraph") {
      this.list.add(text.trim(), length, linked);
      return;
    }
    this.flushList();
    const block: Block = kind === "heading" ? { kind, text: oneLine(text), level } : { kind, text };
    this.sink().push({ block, length, linked });
  }

  /** Ends whatever is open. */
  end(): void {
    this.flush();
    this.flushList();
    while (this.tables.length > 0) this.closeTable();
  }

  private enter(kind: BlockKind, level: number, preformatted: number): void {
    this.kind = kind;
    this.level = level;
    this.preformatted += preformatted;
  }

  private flushList(): void {
    const taken = this.list.take();
    if (taken !== null)
      this.sink().push({ block: { kind: "list", text: taken.text }, length: taken.length, linked: taken.linked });
  }

  private openTable(attributes: Attributes): void {
    this.flushList();
    const role = attributes["role"];
    this.tables.push({ rows: [], before: [], isPresentation: role === "presentation" || role === "none" });
  }

  private openCell(name: string, attributes: Attributes): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    this.flushList();
    if (table.rows.length === 0) table.rows.push([]);
    table.rows.at(-1)?.push({
      blocks: [],
      isHeader: name === "th",
      columns: span(attributes["colspan"]),
      rows: span(attributes["rowspan"]),
    });
  }

  private closeTable(): void {
    this.flushList();
    const table = this.tables.pop();
    if (table === undefined) return;
    const sink = this.sink();
    for (const block of table.before) sink.push(block);
    const inCells = table.rows.flatMap((row) => row.flatMap((cell) => cell.blocks));
    const data = isData(table) ? tableBlock(table.rows.map((row) => row.map(cellOf))) : null;
    if (data === null) for (const block of inCells) sink.push(block);
    else {
      const sum = (key: "length" | "linked"): number => inCells.reduce((total, block) => total + block[key], 0);
      sink.push({ block: data, length: sum("length"), linked: sum("linked") });
    }
  }

  private sink(): WeighedBlock[] {
    const table = this.tables.at(-1);
    if (table === undefined) return this.blocks;
    return table.rows.at(-1)?.at(-1)?.blocks ?? table.before;
  }
}

function isData(table: OpenTable): boolean {
  if (table.isPresentation) return false;
  const cells = table.rows.flat();
  const isPage = cells.some(
    ({ blocks }) =>
      blocks.some(({ block }) => block.kind === "heading" || block.kind === "table") ||
      blocks.reduce((total, { length }) => total + length, 0) > maximumCellLength,
  );
  return !isPage && table.rows.some((row) => row.filter(({ blocks }) => blocks.length > 0).length > 1);
}

function cellOf(cell: OpenCell): TableCell {
  const text = cell.blocks.map(({ block }) => oneLine(block.text)).join(" ");
  return { text, isHeader: cell.isHeader, columns: cell.columns, rows: cell.rows };
}

function span(value: string | undefined): number {
  const count = Number.parseInt(value ?? "1", 10);
  return count >= 1 && count <= maximumSpan ? count : 1;
}
