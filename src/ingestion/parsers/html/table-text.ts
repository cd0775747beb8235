import type { Block } from "../parser.js";

/** One cell of a table as it was written down. */
export interface TableCell {
  readonly text: string;
  readonly isHeader: boolean;
  readonly columns: number;
  readonly rows: number;
}

const maximumColumns = 1_000;
const maximumHeaderRows = 3;
const opensAmount = /^[($€£¥₹]+$/;
const closesAmount = /^[)%]+$/;
const isAmount = /^[$€£¥₹(+-]*[\d.—–]/;

/**
 * A table as lines: a line for each row, its cells separated by tabs, so that the n-th cell of each line belongs to
 * the n-th column. Cells that span columns or rows leave the others empty. Empty rows and columns are left out.
 * @returns null when the table has no text.
 */
export function tableBlock(rows: readonly (readonly TableCell[])[]): Block | null {
  const grid = rows.length === 0 ? [] : layOut(rows);
  const used: number[] = [];
  const width = grid.reduce((widest, row) => Math.max(widest, row.length), 0);
  for (let column = 0; column < width; column += 1) {
    if (grid.some((row) => (row[column] ?? "") !== "")) used.push(column);
  }
  const lines: string[] = [];
  let headerRows = 0;
  for (const [index, row] of grid.entries()) {
    const line = rowLine(used.map((column) => row[column] ?? ""));
    if (line === "") continue;
    const isHeader = headerRows === lines.length && headerRows < maximumHeaderRows && isHeaderRow(rows[index] ?? []);
    if (isHeader) headerRows += 1;
    lines.push(line);
  }
  if (lines.length === 0) return null;
  const marked = headerRows === lines.length ? 0 : headerRows;
  return { kind: "table", text: lines.join("\n"), headerRows: marked > 0 || !looksLikeHeader(lines) ? marked : 1 };
}

/** Whether the first of at least three lines names columns of numbers without having been marked as a header. */
function looksLikeHeader(lines: readonly string[]): boolean {
  const [first = "", ...others] = lines;
  return others.length > 1 && first.includes("\t") && !/\d/.test(first) && others.every((line) => /\d/.test(line));
}

/** The cells of a row as a line. A currency sign or a bracket in a cell of its own joins the number that it belongs to. */
export function rowLine(cells: readonly string[]): string {
  const joined: string[] = [];
  let opening = "";
  for (const cell of cells) {
    const text = cell.replace(/\s+/g, " ").trim();
    const last = joined.length - 1;
    if (opening === "" && opensAmount.test(text)) opening = text;
    else if (opening !== "" && text === "") continue;
    else if (closesAmount.test(text) && isAmount.test(joined[last] ?? "")) joined[last] += text;
    else {
      if (opening !== "" && !isAmount.test(text)) joined.push(opening, text);
      else joined.push(opening + text);
      opening = "";
    }
  }
  if (opening !== "") joined.push(opening);
  return joined.join("\t").trimEnd();
}

function isHeaderRow(cells: readonly TableCell[]): boolean {
  const filled = cells.filter((cell) => cell.text !== "");
  return filled.length > 0 && filled.every((cell) => cell.isHeader);
}

/** Puts every cell at its column, past those that cells above still occupy. */
function layOut(rows: readonly (readonly TableCell[])[]): string[][] {
  const occupied: number[] = [];
  return rows.map((cells) => {
    const row: string[] = [];
    let column = 0;
    const skipOccupied = (): void => {
      while ((occupied[column] ?? 0) > 0) row[column++] = "";
    };
    for (const cell of cells) {
      skipOccupied();
      if (column >= maximumColumns) {
        // Nothing is lost: what is beyond stands in the last column.
        row[maximumColumns - 1] = `${row[maximumColumns - 1] ?? ""} ${cell.text}`;
        continue;
      }
      row[column] = cell.text;
      for (let span = 1; span < cell.columns; span += 1) row[column + span] = "";
      for (let span = 0; span < cell.columns; span += 1) occupied[column + span] = cell.rows;
      column += cell.columns;
    }
    skipOccupied();
    for (const [at, left] of occupied.entries()) if (left > 0) occupied[at] = left - 1;
    return row;
  });
}
