import type { Block } from "../parser.js";
import { filled, type Row } from "./table-header.js";

/** A block of a table ends with the row with which it reaches this length, in UTF-16 code units. */
const blockLength = 32_768;
/** What a row is known by is repeated over the parts of a long one when it is short. */
const longestIdentity = 160;

/** Writes the rows of a table as text. */
export interface TableText {
  add(row: Row): void;
  /** No row follows. */
  end(): void;
  /** Hands over the blocks that are complete. */
  take(): readonly Block[];
}

/** Rows as lines and cells separated by tabs, so that the n-th cell of each line belongs to the n-th column. */
export class RowText implements TableText {
  private readonly done: Block[] = [];
  private readonly header: string;
  private lines: string[] = [];
  private length = 0;
  private isFirst = true;
  private columns = 0;

  /** @param isShown whether the header is written, rather than only repeated: it was not, above. */
  constructor(
    private readonly headerRows: readonly Row[],
    private readonly isShown: boolean,
  ) {
    this.header = headerRows.map(rowLine).join("\n");
  }

  add(row: Row): void {
    const line = rowLine(row);
    this.lines.push(line);
    this.length += line.length + 1;
    this.columns = Math.max(this.columns, filled(row));
    if (this.length >= blockLength) this.flush();
  }

  end(): void {
    if (this.lines.length > 0 || (this.isFirst && this.isShown && this.header !== "")) this.flush();
  }

  take(): readonly Block[] {
    return this.done.splice(0);
  }

  private flush(): void {
    const { header, headerRows, isFirst, isShown } = this;
    // Lines of one cell are no table.
    const kind = this.columns > 1 || header !== "" ? "table" : "list";
    const text = (kind === "table" ? this.lines : this.lines.map((line) => line.trimStart())).join("\n");
    const joint = isFirst ? {} : { joint: "\n" };
    if (header === "") this.done.push({ kind, text, ...joint });
    else if (isFirst && isShown) {
      this.done.push({ kind, text: text === "" ? header : `${header}\n${text}`, headerRows: headerRows.length });
    } else this.done.push({ kind, text, header, ...joint });
    [this.lines, this.length, this.isFirst] = [[], 0, false];
  }
}

/**
 * Each row as a block of its own, with a line `name: value` for each cell that is not empty: for tables with so many
 * columns that the header cannot stand over every piece. Parts of a long row repeat its first line.
 */
export class RecordText implements TableText {
  private readonly done: Block[] = [];
  private readonly names: readonly string[];

  /** @param isShown whether the header is written as well: it was not, above. */
  constructor(header: readonly Row[], isShown: boolean) {
    const width = Math.max(...header.map((row) => row.length));
    this.names = Array.from({ length: width }, (_, column) => columnName(header, column));
    if (isShown) this.done.push({ kind: "list", text: this.names.filter((name) => name !== "").join("\n") });
  }

  add(row: Row): void {
    let lines: string[] = [];
    let length = 0;
    let identity: string | null = null;
    const flush = (): void => {
      const text = lines.join("\n");
      if (identity === null) {
        const [first = ""] = lines;
        const isShort = first.length <= longestIdentity;
        identity = isShort ? first : "";
        this.done.push({ kind: "table", text, ...(isShort ? { headerRows: 1 } : {}) });
      } else this.done.push({ kind: "table", text, joint: "\n", ...(identity === "" ? {} : { header: identity }) });
      [lines, length] = [[], 0];
    };
    for (const [column, cell] of row.entries()) {
      if (cell === "") continue;
      const name = this.names[column] ?? "";
      const line = name === "" ? cell : `${name}: ${cell}`;
      lines.push(line);
      length += line.length + 1;
      if (length >= blockLength) flush();
    }
    if (lines.length > 0) flush();
  }

  end(): void {
    // Every row is a block already.
  }

  take(): readonly Block[] {
    return this.done.splice(0);
  }
}

/** The names of a column in the rows of its header, the outermost first. */
function columnName(header: readonly Row[], column: number): string {
  const names = header.map((row) => row[column] ?? "").filter((name) => name !== "");
  return names.filter((name, at) => name !== names[at - 1]).join(" ");
}

function rowLine(row: Row): string {
  let end = row.length;
  while (end > 0 && row[end - 1] === "") end -= 1;
  return (end === row.length ? row : row.slice(0, end)).join("\t");
}
