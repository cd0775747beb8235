import type { Block } from "../parsers/parser.js";
import { rowLine } from "../parsers/html/table-text.js";
import { joinLines } from "../parsers/pdf/join-lines.js";
import type { OcrLine } from "./read-tsv.js";

/** A gap this wide, in heights of the line, separates cells rather than words. */
const cellGap = 1.6;
/** So many lines of several cells below each other are a table. */
const tableLines = 2;

/** The recognised lines of one page as blocks: paragraphs, and tables where lines have cells. */
export function ocrBlocks(lines: readonly OcrLine[], page: number | null): Block[] {
  const blocks: Block[] = [];
  const place = page === null ? {} : { page };
  for (let at = 0; at < lines.length;) {
    const rows = tableAt(lines, at);
    if (rows.length >= tableLines) {
      blocks.push({ kind: "table", text: rows.map(rowLine).join("\n"), ...place });
      at += rows.length;
      continue;
    }
    const paragraph = paragraphAt(lines, at);
    const text = paragraph.map((line) => cellsOf(line).join(" ")).reduce(joinLines);
    blocks.push({ kind: "paragraph", text, ...place });
    at += paragraph.length;
  }
  return blocks;
}

/** The cells of the lines from `at` on, as long as they have several. */
function tableAt(lines: readonly OcrLine[], at: number): string[][] {
  const rows: string[][] = [];
  for (const line of lines.slice(at)) {
    const cells = cellsOf(line);
    if (cells.length < 2) break;
    rows.push(cells);
  }
  return rows;
}

/** The lines from `at` on that belong to one paragraph and begin no table. */
function paragraphAt(lines: readonly OcrLine[], at: number): OcrLine[] {
  let end = at + 1;
  while (end < lines.length && lines[end]?.paragraph === lines[at]?.paragraph) {
    if (tableAt(lines.slice(end, end + tableLines), 0).length >= tableLines) break;
    end += 1;
  }
  return lines.slice(at, end);
}

function cellsOf({ words, height }: OcrLine): string[] {
  const cells: string[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { text, left, right } of words) {
    const cell = cells.at(-1);
    // Scripts that run to the left have no gap in this sense, and stay one cell.
    if (cell === undefined || left - end > cellGap * height) cells.push([text]);
    else cell.push(text);
    end = right;
  }
  return cells.map((cell) => cell.join(" "));
}
