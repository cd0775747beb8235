import { TableWriter } from "../table/table-writer.js";
import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";

/** Elements whose text no cell shows. */
const skipped: ReadonlySet<string> = new Set(
  "tracked-changes content-validations forms scripts dde-links named-expressions date binary-data desc title".split(
    " ",
  ),
);
/** What stands beside the cells: notes on them, shapes with text. */
const besides: ReadonlySet<string> = new Set(["annotation", "shapes", "frame", "custom-shape"]);
const mostColumns = 16_384;
/** Cells and rows that are the same more often only fill the sheet. */
const mostRepeated = 100;

/** Turns the elements of an OpenDocument spreadsheet (OpenDocument 1.3 part 3, chapter 9) into rows of what cells show. */
export class SheetReader implements XmlReader {
  readonly writer = new TableWriter();
  private skippedDepth = 0;
  private besideDepth = 0;
  private inTable = false;
  private inParagraph = false;
  private inAuthor = false;
  private style = "";
  private readonly hiddenStyles = new Set<string>();
  private row = 0;
  private column = 0;
  private repeatedRows = 1;
  private repeatedColumns = 1;
  private cells: string[] = [];
  private cellText = "";
  private besideText = "";
  private author = "";
  /** What was beside the cells of the sheet. */
  private asides: string[] = [];

  open(name: string, attributes: XmlAttributes): void {
    if (this.skippedDepth > 0 || skipped.has(name)) this.skippedDepth += 1;
    else if (name === "style") this.style = prefixedAttribute(attributes, "name") ?? "";
    else if (name === "table-properties") this.noteStyle(attributes);
    else if (name === "table") this.openTable(attributes);
    else if (!this.inTable) return;
    else if (name === "table-row") this.openRow(attributes);
    else if (name === "table-cell" || name === "covered-table-cell") this.openCell(attributes);
    else if (besides.has(name)) this.besideDepth += 1;
    else if (name === "creator" && this.besideDepth > 0) this.inAuthor = true;
    else if (name === "p" || name === "h") this.inParagraph = true;
    else if (name === "s" || name === "tab" || name === "line-break") this.text(" ");
  }

  text(text: string): void {
    if (this.skippedDepth > 0 || !this.inTable) return;
    if (this.inAuthor) this.author += text;
    else if (this.inParagraph && this.besideDepth > 0) this.besideText += text;
    else if (this.inParagraph) this.cellText += text;
  }

  close(name: string): void {
    if (this.skippedDepth > 0) this.skippedDepth -= 1;
    else if (!this.inTable) return;
    else if (name === "p" || name === "h") this.closeParagraph();
    else if (name === "creator") this.inAuthor = false;
    else if (besides.has(name)) this.closeBeside(name);
    else if (name === "table-cell" || name === "covered-table-cell") this.closeCell();
    else if (name === "table-row") this.closeRow();
    else if (name === "table") this.closeTable();
  }

  private noteStyle(attributes: XmlAttributes): void {
    if (prefixedAttribute(attributes, "display") === "false") this.hiddenStyles.add(this.style);
  }

  private openTable(attributes: XmlAttributes): void {
    const name = prefixedAttribute(attributes, "name") ?? "";
    const isHidden = this.hiddenStyles.has(prefixedAttribute(attributes, "style-name") ?? "");
    this.writer.block({ kind: "heading", level: 1, text: isHidden ? `${name} (hidden)` : name });
    this.inTable = true;
    this.row = 0;
  }

  private openRow(attributes: XmlAttributes): void {
    this.repeatedRows = count(attributes, "number-rows-repeated");
    this.cells = [];
    this.column = 0;
  }

  private openCell(attributes: XmlAttributes): void {
    this.repeatedColumns = count(attributes, "number-columns-repeated");
    this.cellText = "";
  }

  private closeParagraph(): void {
    this.inParagraph = false;
    if (this.besideDepth > 0) this.besideText += "\n";
    else this.cellText += " ";
  }

  private closeBeside(name: string): void {
    this.besideDepth -= 1;
    if (this.besideDepth > 0) return;
    const text = this.besideText.trim();
    const by = this.author.trim() === "" ? "" : ` by ${this.author.trim()}`;
    if (text !== "") this.asides.push(name === "annotation" ? `Note on ${this.place()}${by}: ${text}` : text);
    [this.besideText, this.author] = ["", ""];
  }

  private closeCell(): void {
    const text = this.cellText.trim();
    const times = text === "" ? 0 : Math.min(this.repeatedColumns, mostRepeated);
    for (let at = this.column; at < this.column + times && at < mostColumns; at += 1) {
      while (this.cells.length < at) this.cells.push("");
      this.cells.push(text);
    }
    this.column += this.repeatedColumns;
  }

  private closeRow(): void {
    // One empty row may belong to a table, more do not.
    const times = Math.min(this.repeatedRows, this.cells.length === 0 ? 2 : mostRepeated);
    for (let at = 0; at < times; at += 1) this.writer.row(this.cells);
    this.row += this.repeatedRows;
  }

  private closeTable(): void {
    this.writer.end();
    for (const text of this.asides) this.writer.block({ kind: "paragraph", text });
    this.asides = [];
    this.inTable = false;
  }

  /** Names the open cell as formulas do, such as `B3`. */
  private place(): string {
    let letters = "";
    for (let left = this.column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
      letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
    }
    return `${letters}${this.row + 1}`;
  }
}

/** A number of at least 1. */
function count(attributes: XmlAttributes, name: string): number {
  const value = Number.parseInt(prefixedAttribute(attributes, name) ?? "", 10);
  return value >= 1 ? value : 1;
}
