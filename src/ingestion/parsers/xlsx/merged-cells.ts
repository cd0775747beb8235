import { filled } from "../table/table-header.js";
import { readXml } from "../xml/xml-feed.js";
import { type CellPlace, cellPlace } from "./cell-reference.js";

/** Cells that are shown as one; the first holds what all of them show. */
interface MergedRange {
  readonly from: CellPlace;
  readonly to: CellPlace;
}

interface OpenRange extends MergedRange {
  readonly text: string;
  readonly isFilledAcross: boolean;
}

const sheetDataEnd = Buffer.from("sheetData>");
/** What follows the cells of a sheet is looked at when it is shorter than this, in bytes. */
const longestTail = 16_777_216;
const mostRanges = 100_000;
const mostOpenRanges = 250;
/** Groups of columns are not wider. */
const mostColumnsNamed = 256;
/** Longer texts are not repeated. */
const longestRepeated = 200;

/**
 * Finds the merged cells of a sheet, which stand behind its cells (ECMA-376 part 1, 18.3.1.55), without reading those.
 */
export async function findMergedCells(pieces: AsyncIterable<Uint8Array>): Promise<MergedCells> {
  /** What followed the last end of cells that was seen; null before it, and when it is too long. */
  let tail: Uint8Array[] | null = null;
  let length = 0;
  let seam = Buffer.alloc(0);
  for await (const piece of pieces) {
    const window = Buffer.concat([seam, piece]);
    const at = window.lastIndexOf(sheetDataEnd);
    if (at >= 0) [tail, length] = [[window.subarray(at + sheetDataEnd.length)], 0];
    else tail?.push(piece);
    length += piece.length;
    if (length > longestTail) tail = null;
    seam = window.subarray(1 - sheetDataEnd.length);
  }
  return new MergedCells(tail === null ? [] : rangesOf(Buffer.concat(tail)));
}

function rangesOf(tail: Buffer): MergedRange[] {
  const ranges: MergedRange[] = [];
  const start = tail.indexOf("mergeCells");
  const open = start < 0 ? -1 : tail.lastIndexOf("<", start);
  const last = tail.lastIndexOf("mergeCells>");
  if (open < 0 || last <= start) return ranges;
  readXml(tail.subarray(open, last + "mergeCells>".length), {
    open: (name, { ref }) => {
      if (name !== "mergeCell" || ref === undefined || ranges.length >= mostRanges) return;
      const [from, to] = ref.split(":").map(cellPlace);
      if (from && to && to.row >= from.row && to.column >= from.column) ranges.push({ from, to });
    },
    text: () => undefined,
    close: () => undefined,
  });
  return ranges.sort((a, b) => a.from.row - b.from.row);
}

/** Says in every row what the merged cells in it show, so that each row can be read alone. */
export class MergedCells {
  private next = 0;
  private open: OpenRange[] = [];

  /** @param ranges by their first rows. */
  constructor(private readonly ranges: readonly MergedRange[]) {}

  /**
   * Fills the cells of the next row, counted from 0; rows come in order.
   * @param mayBeHeader whether a cell over several columns names each of them, rather than being a long text.
   */
  fill(row: number, cells: string[], mayBeHeader: boolean): void {
    this.open = this.open.filter(({ to }) => to.row >= row);
    for (const { text, from, to, isFilledAcross } of this.open) {
      if (cells.length > 0) write(cells, from.column, isFilledAcross ? to.column : from.column, text);
    }
    for (let range = this.ranges[this.next]; range !== undefined && range.from.row <= row;) {
      if (range.from.row === row) this.begin(range, cells, mayBeHeader);
      this.next += 1;
      range = this.ranges[this.next];
    }
  }

  private begin({ from, to }: MergedRange, cells: string[], mayBeHeader: boolean): void {
    const text = cells[from.column] ?? "";
    if (text === "" || text.length > longestRepeated) return;
    // What stands alone in its row is a title rather than the name of each column.
    const width = to.column - from.column + 1;
    const isFilledAcross = mayBeHeader && width > 1 && width <= mostColumnsNamed && filled(cells) > 1;
    if (isFilledAcross) write(cells, from.column, to.column, text);
    if (to.row > from.row && this.open.length < mostOpenRanges) this.open.push({ from, to, text, isFilledAcross });
  }
}

function write(cells: string[], from: number, to: number, text: string): void {
  while (cells.length <= to) cells.push("");
  for (let column = from; column <= to; column += 1) if (cells[column] === "") cells[column] = text;
}
