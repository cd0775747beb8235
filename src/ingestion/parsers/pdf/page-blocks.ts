import type { Block } from "../parser.js";
import { joinLines } from "./join-lines.js";
import type { Row } from "./page-rows.js";
import { tableRun, tableRunBlocks } from "./table-runs.js";

/** A block of a page, and the size of its letters in points; null when that is not known. */
export interface SizedBlock {
  readonly block: Block;
  readonly size: number | null;
  readonly lines: number;
}

/** Lines further apart than this, relative to the line spacing of their paragraph, belong to two paragraphs. */
const spacingTolerance = 1.3;
/** The largest usual line spacing, in letter sizes. */
const widestSpacing = 1.9;
const sizeTolerance = 1.12;
const indentation = 0.8;
const endsSentence = /[.!?:;。！？…]["'”’)\]]*$/;
const startsItem = /^(?:[•●○▪■◦‣⁃]\s?|(?:\d{1,3}|[a-zA-Z])[.)]\s|\([\da-zA-Z]{1,3}\)\s)/;

/** The blocks of a page, in the order of its rows. */
export function pageBlocks(rows: readonly Row[], page: number): SizedBlock[] {
  const margins = rightMargins(rows);
  const blocks: SizedBlock[] = [];
  for (let at = 0; at < rows.length;) {
    const run = tableRun(rows, at);
    if (run.length > 0) {
      blocks.push(
        ...tableRunBlocks(run).map((block) => ({
          block: { ...block, page },
          size: run[0]?.size ?? 0,
          lines: run.length,
        })),
      );
      at += run.length;
      continue;
    }
    const paragraph = paragraphAt(rows, at);
    const text = paragraphText(paragraph, margins);
    blocks.push({ block: { kind: "paragraph", text, page }, size: paragraph[0]?.size ?? 0, lines: paragraph.length });
    at += paragraph.length;
  }
  return blocks;
}

function paragraphAt(rows: readonly Row[], at: number): Row[] {
  const paragraph = rows.slice(at, at + 1);
  let spacing = Number.POSITIVE_INFINITY;
  for (let next = at + 1; next < rows.length; next += 1) {
    const [upper, lower] = [paragraph.at(-1), rows[next]];
    if (upper === undefined || lower === undefined || !continues(upper, lower, spacing)) break;
    if (tableRun(rows, next).length > 0) break;
    spacing = Math.min(spacing, upper.bottom - lower.top);
    paragraph.push(lower);
  }
  return paragraph;
}

function continues(upper: Row, lower: Row, spacing: number): boolean {
  const drop = upper.bottom - lower.top;
  const [small, large] = upper.size < lower.size ? [upper.size, lower.size] : [lower.size, upper.size];
  if (lower.angle !== upper.angle || large > sizeTolerance * small) return false;
  if (drop <= 0 || drop > widestSpacing * large || drop > spacingTolerance * spacing) return false;
  if (Math.min(upper.end, lower.end) <= Math.max(upper.start, lower.start)) return false;
  if (startsItem.test(lower.cells[0] ?? "")) return false;
  // A line further to the right than the one before begins a paragraph, if that one ended a sentence.
  return lower.start - upper.start < indentation * large || !endsSentence.test(upper.cells.at(-1) ?? "");
}

function paragraphText(paragraph: readonly Row[], margins: ReadonlyMap<number, number>): string {
  let text = "";
  for (const [index, row] of paragraph.entries()) {
    const line = row.cells.join("\t");
    const upper = paragraph[index - 1];
    if (upper === undefined) text = line;
    else text = isBrokenOnPurpose(upper, row, margins) ? `${text}\n${line}` : joinLines(text, line);
  }
  return text;
}

/** Whether the first word of a line would have fitted on the line before: then the break says something. */
function isBrokenOnPurpose(upper: Row, lower: Row, margins: ReadonlyMap<number, number>): boolean {
  const text = lower.cells.join(" ");
  const word = text.indexOf(" ");
  const share = word < 0 ? 1 : word / text.length;
  const margin = Math.max(margins.get(column(lower)) ?? 0, margins.get(column(upper)) ?? 0);
  return margin - upper.end > share * (lower.end - lower.start) + upper.size;
}

/** How far the lines of running text go that begin at one place; by {@link column}. */
function rightMargins(rows: readonly Row[]): Map<number, number> {
  const margins = new Map<number, number>();
  for (const row of rows) {
    if (row.cells.length === 1) margins.set(column(row), Math.max(margins.get(column(row)) ?? 0, row.end));
  }
  return margins;
}

function column(row: Row): number {
  return Math.round(row.start / 6);
}
