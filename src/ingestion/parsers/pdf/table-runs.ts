import type { Block } from "../parser.js";
import { joinLines } from "./join-lines.js";
import type { Row } from "./page-rows.js";

const maximumLabels = 2;
const maximumLabelLength = 100;
const widestGap = 4;
const maximumHeaderRows = 4;
/** Cells with this many characters on average are columns of running text. */
const proseCellLength = 30;
const proseRows = 4;
const amount = /^[($€£¥+-]*\d[\d.,]*[)%]*$/;
const year = /^(?:19|20)\d\d$/;

/**
 * The rows from `at` on that form a table: at least two rows of several cells, with at most two lines of one cell
 * (labels of groups) between them. Empty when no table begins there.
 */
export function tableRun(rows: readonly Row[], at: number): readonly Row[] {
  if (!isMany(rows[at])) return [];
  let end = at + 1;
  let count = 1;
  for (let next = at + 1; next < rows.length && next - end <= maximumLabels; next += 1) {
    const [upper, row] = [rows[next - 1], rows[next]];
    if (upper === undefined || row === undefined || !isNear(upper, row)) break;
    if (isMany(row)) {
      end = next + 1;
      count += 1;
    } else if ((row.cells[0]?.length ?? 0) > maximumLabelLength) break;
  }
  return count > 1 ? rows.slice(at, end) : [];
}

/** A table, or the columns of running text that looked like one. */
export function tableRunBlocks(run: readonly Row[]): Block[] {
  return proseColumns(run) ?? [tableOf(run)];
}

function tableOf(run: readonly Row[]): Block {
  const firstData = run.findIndex((row) => row.cells.some((cell) => amount.test(cell) && !year.test(cell)));
  const headerRows = firstData > 0 && firstData <= maximumHeaderRows && firstData < run.length - 1 ? firstData : 0;
  return { kind: "table", text: run.map((row) => row.cells.join("\t")).join("\n"), headerRows };
}

function proseColumns(run: readonly Row[]): Block[] | null {
  const cells = run.flatMap((row) => row.cells);
  const length = cells.reduce((total, cell) => total + cell.length, 0);
  const columns = Math.max(...run.slice(0, proseRows).map((row) => row.cells.length));
  const isEven = run.every((row) => row.cells.length <= columns);
  if (run.length < proseRows || !isEven || columns > 3 || length < proseCellLength * cells.length) return null;
  if (cells.some((cell) => amount.test(cell))) return null;
  return Array.from({ length: columns }, (_, column) => ({
    kind: "paragraph" as const,
    text: run.flatMap((row) => row.cells[column] ?? []).reduce(joinLines),
  }));
}

function isMany(row: Row | undefined): boolean {
  return row !== undefined && row.cells.length > 1;
}

function isNear(upper: Row, lower: Row): boolean {
  const drop = upper.bottom - lower.top;
  return (
    lower.angle === upper.angle && drop > -0.5 * lower.size && drop <= widestGap * Math.max(upper.size, lower.size)
  );
}
