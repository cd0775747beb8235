/** A row of a table; empty cells are `""`. */
export type Row = readonly string[];

/** A header of columns, one line or several. */
export interface TableHeader {
  readonly rows: readonly Row[];
  /** Whether the rows below it prove it: they hold values where it holds words. */
  readonly isProven: boolean;
}

const longestName = 300;
const leastFilled = 0.5;
const leastDistinct = 0.8;
/** Share of the rows below that hold values in a column which then counts as one of values. */
const valueShare = 0.7;
const maximumHeaderRows = 3;
const [earliestYear, latestYear] = [1800, 2200];
/** Numbers, dates, times, amounts, shares: digits, and what may stand around and between them. */
const value =
  /^[-+(~<>=]*\p{Sc}?\s*[-+]?\d[\d\s.,:/%'()+\-–TZ]*(?:[eE][-+]?\d+)?\s*(?:\p{Sc}|%|[AaPp]\.?[Mm]\.?)?\)?$/u;
const namedDate = /^\d{1,4}[-. /]\p{L}{3,}\.?,?[-. /]\d{1,4}$|^\p{L}{3,}\.? \d{1,2}, \d{4}$/u;
const truth = /^(?:true|false|null|n\/?a|nan|-)$/i;

/** Whether a cell holds a value rather than words: a number, a date, an amount, a truth value, or none. */
export function isValue(cell: string): boolean {
  return cell.length <= 64 && (value.test(cell) || truth.test(cell) || namedDate.test(cell));
}

/**
 * Finds the header among the first rows of a table, of which none is empty: rows of distinct names over rows that hold
 * something else. A row of names with gaps over a fuller one belongs to the header too ("2023, , 2024," over quarters).
 * @returns null when the table has none.
 */
export function findHeader(rows: readonly Row[]): TableHeader | null {
  let count = 1;
  while (
    count < maximumHeaderRows &&
    isSpanningHeader(rows[count - 1] ?? [], rows[count] ?? [], rows.slice(count + 1))
  ) {
    count += 1;
  }
  const [last = [], below] = [rows[count - 1], rows.slice(count)];
  if (below.length === 0 || !holdsNames(last, below, rows.slice(0, count - 1))) return null;
  const isProven = last.some((cell, column) => cell !== "" && !isValue(cell) && isValueColumn(below, column));
  const isNarrow = filled(last) < 2 || filled(last) > Math.max(...below.map(filled), 2);
  if (!isProven && (isNarrow || isFormOfNames(last, below))) return null;
  return { rows: rows.slice(0, count), isProven };
}

/** Groups of columns: names, fewer than those of the next row, which has values below it. */
function isSpanningHeader(row: Row, next: Row, below: readonly Row[]): boolean {
  if (filled(row) < 2 || distinct(row) >= filled(next) || below.length === 0) return false;
  if (!row.every((cell) => cell === "" || !isValue(cell) || isYear(cell))) return false;
  return holdsNames(next, below, [row]) && next.some((cell, column) => cell !== "" && isValueColumn(below, column));
}

/** @param above the rows of the header over it: names may differ by what stands there. */
function holdsNames(row: Row, below: readonly Row[], above: readonly Row[]): boolean {
  const names = row.filter((cell) => cell !== "");
  const widest = below.reduce((most, other) => Math.max(most, filled(other)), 0);
  if (names.length < leastFilled * widest || names.some((name) => name.length > longestName)) return false;
  const whole = row.map((cell, at) => (cell === "" ? "" : [...above.map((other) => other[at] ?? ""), cell].join(" ")));
  if (!columnGroups(whole).every((group) => distinct(group) >= leastDistinct * group.length)) return false;
  const values = names.filter(isValue);
  return (
    values.length === 0 || (values.length < names.length && areYears(values)) || (row[0] === "" && areYears(values))
  );
}

/** "Name, Ann" over "Born, 1990": each row names what stands beside it, so that no row is a header. */
function isFormOfNames(first: Row, below: readonly Row[]): boolean {
  if (Math.max(filled(first), ...below.map(filled)) !== 2) return false;
  const second = first.findLastIndex((cell) => cell !== "");
  const values = below.filter((row) => isValue(row[second] ?? "")).length;
  return (
    (values > 0 && values < below.length) || [first, ...below].some((row) => row.some((cell) => cell.endsWith(":")))
  );
}

function isValueColumn(rows: readonly Row[], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell !== "");
  return cells.length > 0 && cells.filter(isValue).length >= valueShare * cells.length;
}

function areYears(values: readonly string[]): boolean {
  return values.every((cell, at) => isYear(cell) && (at === 0 || Number(cell) !== Number(values[at - 1])));
}

function isYear(cell: string): boolean {
  return /^\d{4}$/.test(cell) && Number(cell) >= earliestYear && Number(cell) <= latestYear;
}

/** Tables that stand side by side, an empty column between them, may have the same names. */
function columnGroups(row: Row): Row[] {
  const groups: string[][] = [[]];
  for (const cell of row) {
    if (cell === "") groups.push([]);
    else groups.at(-1)?.push(cell);
  }
  return groups;
}

function distinct(row: Row): number {
  return new Set(row.filter((cell) => cell !== "").map((cell) => cell.toLowerCase())).size;
}

/** How many cells of a row hold something. */
export function filled(row: Row): number {
  let count = 0;
  for (const cell of row) if (cell !== "") count += 1;
  return count;
}
