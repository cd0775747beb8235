import { DocumentError } from "../../errors.js";
import { BlockBuilder } from "../html/block-builder.js";
import type { Block } from "../parser.js";

/** Where a stretch of blocks is written: the document itself, or something beside it, such as a note. */
interface Stream {
  readonly builder: BlockBuilder;
  /** Kinds of the lists that are open, from the outermost. */
  readonly lists: boolean[];
  /** The tables that are open, from the outermost. */
  readonly tables: OpenTable[];
  /** Notes and the like that wait until the list or table that they stand in has ended. */
  held: Block[];
  /** Length of the open paragraph. */
  length: number;
}

interface OpenTable {
  /** Cells since it began. */
  cells: number;
  /** Cells of the row. */
  width: number;
}

/** A longer paragraph is passed on in parts, and this many notes do not wait for the end of where they stand. */
const maximumParagraph = 1_048_576;
const maximumHeld = 10_000;
/** A longer table is passed on in parts, so that memory does not grow with it, */
const maximumCells = 50_000;
/** and a longer row in several rows. */
const maximumWidth = 1_000;
const maximumHeadingLevel = 6;
/** Notes cost far more than they have bytes; the longest books have some ten thousand. */
const maximumAsides = 100_000;

/**
 * Builds the blocks of formats that are no HTML: they say where paragraphs, headings, lists and tables begin and end.
 * What stands beside the text (notes, comments, text boxes) is written between {@link beginAside} and {@link endAside}
 * at the place where it is anchored, and follows the paragraph, list or table of that place.
 */
export class BlockWriter {
  private stream = newStream();
  /** The streams that wait for the end of the present one, from the outermost. */
  private readonly outer: Stream[] = [];
  private done: Block[] = [];
  private page: number | null = null;
  private asides = 0;
  /** What stands before blocks that continue the block before them, by their indices. */
  private joints = new Map<number, string>();

  /** Adds text to the open paragraph; runs of white space count as one space. */
  text(text: string): void {
    const { stream } = this;
    stream.builder.text(text);
    stream.length += text.length;
    if (stream.length < maximumParagraph) return;
    const isAtBlank = /\s$/.test(text);
    if (isAtBlank || stream.length > 2 * maximumParagraph) this.cutParagraph(isAtBlank ? " " : "");
  }

  /** Begins a new line in the open paragraph. */
  breakLine(): void {
    this.stream.builder.open("br", {});
  }

  /** Ends the open paragraph, so that the next text begins another one. */
  endParagraph(): void {
    this.stream.builder.flush();
    this.stream.length = 0;
    // Where a paragraph was cut at its very end, nothing continues it.
    if (this.outer.length === 0) this.joints.delete(this.stream.builder.blocks.length);
    this.settle();
  }

  /** What follows, up to the end of the paragraph, is a heading. */
  beginHeading(level: number): void {
    this.stream.builder.flush();
    this.stream.builder.open(`h${Math.min(maximumHeadingLevel, Math.max(1, level))}`, {});
  }

  openList(isOrdered: boolean): void {
    this.stream.builder.flush();
    this.stream.builder.open(isOrdered ? "ol" : "ul", {});
    this.stream.lists.push(isOrdered);
  }

  closeList(): void {
    const { builder, lists } = this.stream;
    if (lists.length === 0) return;
    builder.flush();
    builder.close(lists.pop() === true ? "ol" : "ul");
    this.settle();
  }

  /** Begins an item of the innermost list. */
  openItem(): void {
    this.stream.builder.flush();
    this.stream.builder.open("li", {});
  }

  /**
   * Begins an item at a level (0 is the outermost), opening and closing lists as that needs.
   * @param label Its own mark, where the source writes the marks down, or `""` for none.
   */
  openItemAt(level: number, isOrdered: boolean, label: string | null = null): void {
    const { lists } = this.stream;
    while (lists.length > level + 1) this.closeList();
    if (lists.length === level + 1 && lists[level] !== isOrdered) this.closeList();
    while (lists.length < level + 1) this.openList(isOrdered);
    if (label === null) this.openItem();
    else {
      this.stream.builder.flush();
      this.stream.builder.labelledItem(label);
    }
  }

  closeLists(): void {
    while (this.stream.lists.length > 0) this.closeList();
  }

  openTable(): void {
    this.stream.builder.flush();
    this.stream.builder.open("table", {});
    this.stream.tables.push({ cells: 0, width: 0 });
  }

  openRow(): void {
    const { builder, tables } = this.stream;
    const table = tables.at(-1);
    if (table === undefined) return;
    builder.flush();
    if (table.cells > maximumCells && tables.length === 1) {
      builder.close("table");
      builder.open("table", {});
      table.cells = 0;
    }
    table.width = 0;
    builder.open("tr", {});
  }

  /** Begins a cell that covers so many columns and rows. */
  openCell(isHeader: boolean, columns = 1, rows = 1): void {
    const { builder, tables } = this.stream;
    const table = tables.at(-1);
    if (table === undefined) return;
    if (table.width >= maximumWidth) this.openRow();
    table.width += 1;
    table.cells += 1;
    builder.flush();
    builder.open(isHeader ? "th" : "td", { colspan: String(columns), rowspan: String(rows) });
  }

  closeTable(): void {
    const { builder, tables } = this.stream;
    if (tables.length === 0) return;
    tables.pop();
    builder.flush();
    builder.close("table");
    this.settle();
  }

  /** @throws DocumentError DOCUMENT_TOO_LARGE beyond a hundred thousand of them. */
  beginAside(): void {
    this.asides += 1;
    if (this.asides > maximumAsides) {
      throw new DocumentError(
        "DOCUMENT_TOO_LARGE",
        `The document has more than ${maximumAsides} notes and text boxes.`,
      );
    }
    this.outer.push(this.stream);
    this.stream = newStream();
  }

  /** Ends what stands beside the text. `mark` goes before its first block. */
  endAside(mark: string): void {
    const outer = this.outer.pop();
    if (outer === undefined) return;
    this.finish();
    const aside = this.stream.builder.blocks;
    this.stream = outer;
    for (const [index, { block }] of aside.entries()) {
      outer.held.push(index === 0 ? { ...block, text: mark + block.text } : block);
    }
    if (!outer.builder.hasOpenText) this.settle();
    else if (outer.held.length > maximumHeld) this.release();
  }

  /** Ends whatever is open; what follows is on the given page. */
  turnPage(page: number): void {
    this.end();
    this.collect();
    this.page = page;
  }

  /** Ends whatever is open. */
  end(): void {
    while (this.outer.length > 0) this.endAside("");
    this.finish();
  }

  /** The blocks that are complete and were not taken before. */
  take(): Block[] {
    this.collect();
    const taken = this.done;
    this.done = [];
    return taken;
  }

  private finish(): void {
    const { builder, lists, tables } = this.stream;
    builder.end();
    lists.length = 0;
    tables.length = 0;
    this.settle();
  }

  /** Passes on what there is of a paragraph that goes on. */
  private cutParagraph(joint: string): void {
    const { builder, lists, tables } = this.stream;
    builder.flush();
    this.stream.length = 0;
    const isPlain = this.outer.length === 0 && lists.length === 0 && tables.length === 0;
    if (isPlain) this.joints.set(builder.blocks.length, joint);
  }

  /** Puts what is held behind the text, once that is complete. */
  private settle(): void {
    const { lists, tables, held } = this.stream;
    if (held.length > 0 && lists.length === 0 && tables.length === 0) this.release();
  }

  private release(): void {
    const { builder, held } = this.stream;
    this.stream.held = [];
    for (const block of held) builder.blocks.push({ block, length: block.text.length, linked: 0 });
  }

  private collect(): void {
    const { page, joints } = this;
    const blocks = (this.outer[0] ?? this.stream).builder.blocks.splice(0);
    for (const [index, { block }] of blocks.entries()) {
      const joint = joints.get(index);
      const joined = joint === undefined ? block : { ...block, joint };
      this.done.push(page === null ? joined : { ...joined, page });
    }
    // What is missing is the block after all of these.
    const next = joints.get(blocks.length);
    this.joints = new Map(next === undefined ? [] : [[0, next]]);
  }
}

function newStream(): Stream {
  return { builder: new BlockBuilder(), lists: [], tables: [], held: [], length: 0 };
}
