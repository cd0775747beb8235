import { filled, type Row } from "../table/table-header.js";

/** Counts the rows that have more cells than the first one, most often since something in them was not quoted. */
export class WideRows {
  /** Cells of the first row that has several. */
  private width = 0;
  private rows = 0;
  private wide = 0;
  private firstWide = 0;
  private number = 0;

  /** Looks at the next row of the file. */
  look(row: Row): void {
    this.number += 1;
    const cells = filled(row);
    if (cells < 2) return;
    this.rows += 1;
    if (this.width === 0) this.width = row.length;
    if (row.length <= this.width || row.slice(this.width).every((cell) => cell.trim() === "")) return;
    this.wide += 1;
    if (this.firstWide === 0) this.firstWide = this.number;
  }

  /** What to tell people; null when there is nothing, or when so many rows are wide that the first one is the odd one. */
  warning(): string | null {
    if (this.wide === 0 || this.wide * 2 > this.rows) return null;
    const rows = this.wide === 1 ? "1 row has" : `${this.wide} rows have`;
    const where = `row ${this.firstWide}`;
    return `${rows} more cells than the table has columns (first ${where}): all are read, some under no name, or a wrong one.`;
  }
}
