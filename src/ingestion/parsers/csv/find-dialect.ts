import type { Row } from "../table/table-header.js";
import { filled } from "../table/table-header.js";
import { type CsvDialect, RowReader } from "./row-reader.js";

const delimiters: readonly string[] = [",", ";", "\t", "|"];
const sampledRows = 200;
const sampledCharacters = 65_536;
/** The line by which a file tells Excel its delimiter. */
const declaration = /^\ufeff?sep=([^\r\n])(?:\r?\n|\r|$)/i;

/** A dialect, and how much of the beginning of the file only declares it. */
export interface FoundDialect {
  readonly dialect: CsvDialect;
  readonly declarationLength: number;
}

/**
 * Finds out how a file of rows is written, by its first characters: the delimiter that cuts most of the rows into the
 * same number of cells. A file of one column gets the comma, or the tab when its name says so.
 * @param extension of its name, lower case; decides between delimiters that fit equally well.
 */
export function findDialect(head: string, extension: string): FoundDialect {
  const lineEnd = head.includes("\n") || !head.includes("\r") ? "\n" : "\r";
  const declared = declaration.exec(head);
  if (declared?.[1] !== undefined) {
    return { dialect: { delimiter: declared[1], lineEnd }, declarationLength: declared[0].length };
  }
  const named = extension === "tsv" || extension === "tab" ? "\t" : ",";
  let best = { delimiter: named, score: 0 };
  for (const delimiter of [named, ...delimiters.filter((other) => other !== named)]) {
    const score = fit(sampleRows(head, { delimiter, lineEnd }));
    if (score > best.score) best = { delimiter, score };
  }
  return { dialect: { delimiter: best.delimiter, lineEnd }, declarationLength: 0 };
}

/** The first rows; the last one, which may be cut, only when it is the only one. */
function sampleRows(head: string, dialect: CsvDialect): readonly Row[] {
  const reader = new RowReader(dialect);
  const rows: Row[] = [];
  for (const row of reader.push(head.slice(0, sampledCharacters))) {
    if (filled(row) > 0) rows.push(row);
    if (rows.length >= sampledRows) return rows;
  }
  return rows.length > 0 ? rows : [...reader.end()];
}

/** How well a delimiter fits: the share of rows with the usual number of cells, then the number of cells. */
function fit(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let [usual, most] = [1, 0];
  for (const [length, count] of counts) if (length > 1 && count > most) [usual, most] = [length, count];
  // A share counts in steps of a tenth, so that a few odd rows do not outweigh many columns.
  return usual === 1 ? 0 : Math.round((10 * most) / rows.length) + 1 - 1 / usual;
}
