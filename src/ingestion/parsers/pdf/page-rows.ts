import { rowLine } from "../html/table-text.js";
import type { ContentLine, Segment } from "./content-lines.js";

/** What stands side by side on a page: one cell for running text, several for a row of a table. */
export interface Row {
  readonly cells: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Baselines of its first and of its last line. */
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
  readonly angle: number;
}

interface Piece extends ContentLine {
  /** Its place in the order of drawing. */
  readonly order: number;
}

/** Running text has at least this many characters a line, */
const proseLineLength = 30;
/** and at least this many lines below each other. */
const proseLines = 3;
/** A page is read by position when more than this share of its rows, */
const disorderShare = 0.3;
/** and at least this many, were drawn in another order than they are read. */
const disorderRows = 3;
const baselineTolerance = 0.35;
const listMark = /^(?:[•●○▪■◦‣⁃·–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])$/;

/**
 * Brings the lines of a page into reading order, as rows. The order of drawing is right for nearly all running text,
 * columns included, and is kept. Tables are often drawn column by column: where rows are torn apart by that, they are
 * put together by their position.
 */
export function pageRows(lines: readonly ContentLine[]): Row[] {
  const pieces = lines.map((line, order) => ({ ...line, order }));
  const prose = proseOrders(pieces);
  const rows = byBaseline(pieces.filter(({ order }) => !prose.has(order)));
  const torn = rows.filter(
    (row) => row.length > 1 && row.some((piece, at) => at > 0 && piece.order !== (row[at - 1]?.order ?? 0) + 1),
  );
  const tabular = rows.filter((row) => row.length > 1 || (row[0]?.segments.length ?? 0) > 1);
  if (torn.length < disorderRows || torn.length <= disorderShare * tabular.length) return stackCells(pieces);
  const inPosition = [
    ...rows.map((row) => ({ top: row[0]?.height ?? 0, row: toRow(row) })),
    ...proseRows(pieces, prose),
  ];
  return inPosition.toSorted((a, b) => b.top - a.top).map(({ row }) => row);
}

/** The places, in the order of drawing, of the lines that belong to running text. */
function proseOrders(pieces: readonly Piece[]): Set<number> {
  const orders = new Set<number>();
  let flow: Piece[] = [];
  const endFlow = (): void => {
    if (isProse(flow)) for (const { order } of flow) orders.add(order);
    flow = [];
  };
  for (const piece of pieces) {
    const last = flow.at(-1);
    if (piece.segments.length > 1 || (last !== undefined && !isBelow(last, piece))) endFlow();
    if (piece.segments.length === 1) flow.push(piece);
  }
  endFlow();
  return orders;
}

function proseRows(pieces: readonly Piece[], prose: ReadonlySet<number>): { top: number; row: Row }[] {
  let top = Number.POSITIVE_INFINITY;
  return pieces
    .filter(({ order }) => prose.has(order))
    .map((piece, at, all) => {
      const last = all[at - 1];
      // A stretch of text stays together at the place of its first line.
      if (last === undefined || last.order + 1 !== piece.order || !isBelow(last, piece)) top = piece.height;
      return { top, row: toRow([piece]) };
    });
}

/** Whether a line goes on directly below another: the same column, the next line. */
function isBelow(upper: ContentLine, lower: ContentLine): boolean {
  const drop = upper.height - lower.height;
  const overlap = Math.min(upper.end, lower.end) - Math.max(upper.start, lower.start);
  return lower.angle === upper.angle && drop > 0 && drop <= 2 * Math.max(upper.size, lower.size) && overlap > 0;
}

function byBaseline(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.angle - b.angle || b.height - a.height || a.start - b.start)) {
    const first = rows.at(-1)?.[0];
    const isSame =
      first !== undefined &&
      first.angle === piece.angle &&
      first.height - piece.height <= baselineTolerance * Math.max(first.size, piece.size);
    if (isSame) rows.at(-1)?.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.start - b.start));
}

/** Keeps the order of drawing; lines drawn below each other before the next cell beside them become one cell. */
function stackCells(pieces: readonly Piece[]): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < pieces.length;) {
    const cells: Piece[][] = [];
    while (at < pieces.length) {
      const cell = cellAt(pieces, at);
      const row = cells[0]?.[0];
      const before = cells.at(-1);
      if (row !== undefined && !isBeside(row, before?.[0] ?? row, cell[0] ?? row)) break;
      const goesOn = isContinued(pieces, at + cell.length, cell) || (before !== undefined && before.length > 1);
      const taken = goesOn ? cell : cell.slice(0, 1);
      cells.push(taken);
      at += taken.length;
      if (taken.length < cell.length) break;
    }
    rows.push(cells.length === 1 && cells[0]?.length === 1 ? toRow(cells[0]) : stackedRow(cells));
  }
  return rows;
}

/** The lines from `at` on that are drawn directly below each other, at most four. */
function cellAt(pieces: readonly Piece[], at: number): Piece[] {
  const cell = pieces.slice(at, at + 1);
  for (let next = at + 1; next < at + 4; next += 1) {
    const [upper, lower] = [cell.at(-1), pieces[next]];
    if (upper === undefined || lower === undefined || !isBelow(upper, lower)) break;
    if (upper.segments.length > 1 || lower.segments.length > 1) break;
    cell.push(lower);
  }
  return isProse(cell) ? cell.slice(0, 1) : cell;
}

/** Whether lines are a column of running text rather than a cell. */
function isProse(lines: readonly Piece[]): boolean {
  const length = lines.reduce((total, { segments }) => total + (segments[0]?.text.length ?? 0), 0);
  return lines.length >= proseLines && length >= proseLineLength * lines.length;
}

function isContinued(pieces: readonly Piece[], at: number, cell: readonly Piece[]): boolean {
  const [first, next] = [cell[0], pieces[at]];
  return first !== undefined && next !== undefined && isBeside(first, first, next);
}

function isBeside(row: ContentLine, before: ContentLine, next: ContentLine): boolean {
  const isLevel = Math.abs(next.height - row.height) <= baselineTolerance * Math.max(row.size, next.size);
  return next.angle === row.angle && isLevel && next.start >= before.end;
}

function stackedRow(cells: readonly (readonly Piece[])[]): Row {
  const all = cells.flat();
  const row = toRow(cells.flatMap((cell) => cell.slice(0, 1)));
  const texts = cells.flatMap((cell): string[] => {
    const lines = cell.map(({ segments }) => segments.map(({ text }) => text));
    return lines.length === 1 ? (lines[0] ?? []) : [lines.flat().join(" ")];
  });
  return {
    ...row,
    cells: cellsOf(texts),
    end: all.reduce((furthest, { end }) => Math.max(furthest, end), row.end),
    bottom: all.reduce((lowest, { height }) => Math.min(lowest, height), row.bottom),
  };
}

function toRow(pieces: readonly ContentLine[]): Row {
  const segments: Segment[] = pieces.flatMap((piece) => [...piece.segments]);
  const heights = pieces.map(({ height }) => height);
  const [first] = pieces;
  return {
    cells: cellsOf(segments.map(({ text }) => text)),
    start: pieces.reduce((least, { start }) => Math.min(least, start), first?.start ?? 0),
    end: pieces.reduce((furthest, { end }) => Math.max(furthest, end), first?.end ?? 0),
    top: heights[0] ?? 0,
    bottom: heights.at(-1) ?? 0,
    size: pieces.reduce((largest, { size }) => Math.max(largest, size), 0),
    angle: first?.angle ?? 0,
  };
}

/** A mark of a list is no cell, and neither is the sign of a currency. */
function cellsOf(texts: readonly string[]): string[] {
  const [mark, text, ...others] = rowLine(texts).split("\t");
  if (mark !== undefined && text !== undefined && listMark.test(mark)) return [`${mark} ${text}`, ...others];
  return [mark, text, ...others].filter((cell) => cell !== undefined);
}
