import { BlockWriter } from "../structure/block-writer.js";
import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";
import type { OdfStyles } from "./odf-styles.js";

/** Elements whose content is not for reading, was deleted, or is shown elsewhere. */
const skipped: ReadonlySet<string> = new Set(
  (
    "tracked-changes scripts forms binary-data master-styles font-face-decls settings meta-data covered-table-cell " +
    "table-of-content-source illustration-index-source table-index-source object-index-source user-index-source " +
    "alphabetical-index-source bibliography-source header-decl footer-decl date-time-decl page-number-decl " +
    "page-thumbnail event-listeners desc"
  ).split(" "),
);
/** Shapes: what is written in them stands beside the text that they are anchored in. */
const shapes: ReadonlySet<string> = new Set(
  "frame custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure".split(
    " ",
  ),
);
const maximumSpaces = 100;
const maximumSpan = 1_000;

/** Turns the elements of an OpenDocument text or presentation (OpenDocument 1.3 part 3) into blocks. */
export class OdfReader implements XmlReader {
  readonly writer = new BlockWriter();
  private skippedDepth = 0;
  /** For each open element, whether text in it is text of a paragraph. */
  private readonly texts: boolean[] = [];
  private readonly listStyles: (string | undefined)[] = [];
  /** Collects what is no text of a paragraph: the number of a note, the author of a comment. */
  private captured: string | null = null;
  private mark = "";
  private headerRows = 0;
  private inBody = false;
  private inTitle = false;
  private page = 0;

  constructor(private readonly styles: OdfStyles) {}

  open(name: string, attributes: XmlAttributes): void {
    if (this.skippedDepth > 0 || skipped.has(name)) {
      this.skippedDepth += 1;
      return;
    }
    const isText = this.texts.at(-1) === true;
    this.texts.push(name === "p" || name === "h" || (isText && !shapes.has(name) && !isBeside(name)));
    if (!this.inBody) {
      if (name === "body") this.inBody = true;
      else this.styles.open(name, attributes);
    } else if (isText && this.openInline(name, attributes)) return;
    else if (name === "p" || name === "h") this.openParagraph(name, attributes);
    else if (shapes.has(name)) this.openShape(attributes);
    else this.openStructure(name, attributes, isText);
  }

  text(text: string): void {
    if (this.skippedDepth > 0 || !this.inBody) return;
    if (this.captured !== null) this.captured += text;
    else if (this.texts.at(-1) === true) this.writer.text(text);
  }

  close(name: string): void {
    if (this.skippedDepth > 0) {
      this.skippedDepth -= 1;
      return;
    }
    this.texts.pop();
    if (!this.inBody) return;
    if (name === "p" || name === "h") this.writer.endParagraph();
    else if (shapes.has(name)) this.closeShape();
    else this.closeStructure(name);
  }

  /** @returns whether the element belongs inside of paragraphs. */
  private openInline(name: string, attributes: XmlAttributes): boolean {
    if (name === "s") this.writer.text(" ".repeat(count(attributes, "c", maximumSpaces)));
    else if (name === "tab") this.writer.text("\t");
    else if (name === "line-break") this.writer.breakLine();
    else return name === "span" || name === "a";
    return true;
  }

  private openParagraph(name: string, attributes: XmlAttributes): void {
    const style = prefixedAttribute(attributes, "style-name");
    const level =
      name === "h" ? count(attributes, "outline-level", 10) : this.inTitle ? 1 : this.styles.headingLevel(style);
    if (level === null) this.writer.endParagraph();
    else this.writer.beginHeading(level);
  }

  private openShape(attributes: XmlAttributes): void {
    this.writer.beginAside();
    if (prefixedAttribute(attributes, "class") === "title") this.inTitle = true;
  }

  private closeShape(): void {
    this.writer.endAside("");
    this.inTitle = false;
  }

  private openStructure(name: string, attributes: XmlAttributes, isText: boolean): void {
    if (name === "list") this.openList(attributes);
    else if (name === "list-item") this.writer.openItem();
    else if (name === "table") this.writer.openTable();
    else if (name === "table-header-rows") this.headerRows += 1;
    else if (name === "table-row") this.writer.openRow();
    else if (name === "table-cell") this.openCell(attributes);
    else if (name === "note-citation" || (name === "creator" && !isText)) this.captured = "";
    else if (name === "note-body" || name === "annotation" || name === "notes") this.writer.beginAside();
    else if (name === "page") this.writer.turnPage((this.page += 1));
  }

  private openList(attributes: XmlAttributes): void {
    const style = prefixedAttribute(attributes, "style-name") ?? this.listStyles.at(-1);
    this.listStyles.push(style);
    this.writer.openList(this.styles.isNumbered(style, this.listStyles.length));
  }

  private openCell(attributes: XmlAttributes): void {
    const spanned = count(attributes, "number-columns-spanned", maximumSpan);
    const repeated = count(attributes, "number-columns-repeated", maximumSpan);
    const rows = count(attributes, "number-rows-spanned", maximumSpan);
    this.writer.openCell(this.headerRows > 0, Math.max(spanned, repeated), rows);
  }

  private closeStructure(name: string): void {
    if (name === "list") {
      this.listStyles.pop();
      this.writer.closeList();
    } else if (name === "table") this.writer.closeTable();
    else if (name === "table-header-rows") this.headerRows -= 1;
    else if (name === "note-citation") this.writer.text((this.mark = `[${this.release()}]`));
    else if (name === "note-body") this.writer.endAside(`${this.mark} `);
    else if (name === "creator" && this.captured !== null) this.mark = ` by ${this.release()}`;
    else if (name === "annotation") {
      this.writer.endAside(`Comment${this.mark}: `);
      this.mark = "";
    } else if (name === "notes") this.writer.endAside("Speaker notes: ");
  }

  private release(): string {
    const text = this.captured ?? "";
    this.captured = null;
    return text.trim();
  }
}

/** Whether an element in a paragraph holds something that is no part of the paragraph. */
function isBeside(name: string): boolean {
  return name === "note" || name === "annotation" || name === "g" || name === "control";
}

/** A number of at least 1. */
function count(attributes: XmlAttributes, name: string, maximum: number): number {
  const value = Number.parseInt(prefixedAttribute(attributes, name) ?? "", 10);
  return value >= 1 ? Math.min(value, maximum) : 1;
}
