import type { TableWriter } from "../table/table-writer.js";
import type { XmlAttributes, XmlReader } from "../xml/xml-feed.js";
import { longerContent } from "./cell-content.js";
import { cellPlace, mostColumns } from "./cell-reference.js";
import type { MergedCells } from "./merged-cells.js";
import type { NumberFormats } from "./number-formats.js";
import type { SharedStrings } from "./shared-strings.js";

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: SharedStrings;
  readonly formats: NumberFormats;
  readonly merged: MergedCells;
}

/** So many rows after an empty one may be the header of a table. */
const headerPlaces = 3;

/** Reads the cells of a sheet (ECMA-376 part 1, 18.3.1) as rows of what they show; of formulas, the results. */
export class SheetReader implements XmlReader {
  private cells: string[] = [];
  private row = -1;
  private writtenRow = -1;
  /** How many rows follow one another without an empty one. */
  private run = 0;
  private column = -1;
  private type = "n";
  private style = 0;
  private content = "";
  private inContent = false;
  private inPhonetic = false;

  constructor(
    private readonly context: SheetContext,
    private readonly writer: TableWriter,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    if (name === "row") this.openRow(attributes);
    else if (name === "c") this.openCell(attributes);
    else if (name === "rPh") this.inPhonetic = true;
    else if (name === "v" || name === "t") this.inContent = !this.inPhonetic;
  }

  text(text: string): void {
    if (this.inContent) this.content = longerContent(this.content, text);
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.inContent = false;
    else if (name === "rPh") this.inPhonetic = false;
    else if (name === "c") this.closeCell();
    else if (name === "row") this.closeRow();
  }

  private openRow({ r }: XmlAttributes): void {
    const number = Number(r);
    this.row = Number.isInteger(number) && number > this.row + 1 ? number - 1 : this.row + 1;
    this.column = -1;
    this.cells = [];
  }

  private openCell({ r, t, s }: XmlAttributes): void {
    this.column = (r === undefined ? null : cellPlace(r)?.column) ?? this.column + 1;
    this.type = t ?? "n";
    this.style = Number(s ?? 0);
    this.content = "";
  }

  private closeCell(): void {
    const text = this.content === "" ? "" : this.shown();
    if (text === "" || this.column >= mostColumns) return;
    while (this.cells.length < this.column) this.cells.push("");
    this.cells[this.column] = text;
  }

  private shown(): string {
    const { strings, formats } = this.context;
    switch (this.type) {
      case "s":
        return strings.get(Number(this.content));
      case "b":
        return this.content === "0" ? "FALSE" : "TRUE";
      case "n":
        return formats.display(this.content, this.style);
      case "d":
        return this.content.replace(/T00:00:00(?:\.0+)?Z?$/, "");
      default:
        return this.content;
    }
  }

  /** Rows without a text are not told apart from rows that are missing. */
  private closeRow(): void {
    if (this.row > this.writtenRow + 1) this.run = 0;
    this.context.merged.fill(this.row, this.cells, this.run < headerPlaces);
    if (this.cells.length === 0) return;
    this.run += 1;
    // One empty row may belong to a table, more do not.
    for (let gap = Math.min(2, this.row - this.writtenRow - 1); gap > 0; gap -= 1) this.writer.row([]);
    this.writer.row(this.cells);
    this.writtenRow = this.row;
  }
}
