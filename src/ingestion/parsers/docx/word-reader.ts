import { BlockWriter } from "../structure/block-writer.js";
import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";
import { symbolCharacter } from "./symbol-font.js";
import type { WordNote } from "./word-notes.js";
import type { WordNumbering } from "./word-numbering.js";
import { headingOf, levelOf, type ListPlace, type WordStyles } from "./word-styles.js";

/** What the other parts of a document say about its text. */
export interface WordContext {
  readonly styles: WordStyles;
  readonly numbering: WordNumbering;
  readonly footnotes: ReadonlyMap<string, WordNote>;
  readonly endnotes: ReadonlyMap<string, WordNote>;
  readonly comments: ReadonlyMap<string, WordNote>;
}

interface OpenParagraph {
  style: string | null;
  listId: string | null;
  listLevel: number | null;
  outline: number | null;
  /** Whether its end was deleted: then the next one goes on in it. */
  isJoined: boolean;
  hasBegun: boolean;
}

interface OpenCell {
  hasBegun: boolean;
  columns: number;
}

/** What was moved away or changed, what stands for what cannot be shown, and what is no text. */
const skipped: ReadonlySet<string> = new Set(
  "moveFrom Fallback pPrChange rPrChange tcPrChange trPrChange tblPrChange sectPrChange numberingChange sdtPr rubyPr rt".split(
    " ",
  ),
);
const maximumSpan = 1_000;
const maximumListLevel = 8;
const deepestOutline = 9;

/** Turns the elements of the main part of a Word document (ECMA-376 part 1, chapter 17) into blocks. */
export class WordReader implements XmlReader {
  readonly writer = new BlockWriter();
  private skippedDepth = 0;
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly cells: OpenCell[] = [];
  private isText = false;
  private inProperties = false;
  private isHeaderRow = false;
  private isJoined = false;
  private notes = 0;

  constructor(private readonly context: WordContext) {}

  open(name: string, attributes: XmlAttributes): void {
    if (this.skippedDepth > 0 || skipped.has(name)) this.skippedDepth += 1;
    else if (name === "t") this.isText = true;
    else if (name === "p") this.openParagraph();
    else if (name === "pPr") this.inProperties = true;
    else if (this.inProperties) this.noteProperty(name, prefixedAttribute(attributes, "val") ?? "");
    else if (name === "tbl" || name === "tr" || name === "tc" || name === "tblHeader" || name === "gridSpan") {
      this.openTablePart(name, attributes);
    } else if (name === "txbxContent") this.writer.beginAside();
    else this.openInline(name, attributes);
  }

  text(text: string): void {
    if (this.isText && this.skippedDepth === 0) this.write(text);
  }

  close(name: string): void {
    if (this.skippedDepth > 0) this.skippedDepth -= 1;
    else if (name === "t") this.isText = false;
    else if (name === "pPr") this.inProperties = false;
    else if (name === "p") this.closeParagraph();
    else if (name === "txbxContent") this.writer.endAside("");
    else if (name === "tc") {
      this.beginCell();
      this.cells.pop();
    } else if (name === "tbl") this.writer.closeTable();
  }

  private openParagraph(): void {
    this.beginCell();
    this.paragraphs.push({
      style: null,
      listId: null,
      listLevel: null,
      outline: null,
      isJoined: false,
      hasBegun: false,
    });
  }

  private noteProperty(name: string, value: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined) return;
    if (name === "pStyle") paragraph.style = value;
    else if (name === "numId") paragraph.listId = value;
    else if (name === "ilvl") paragraph.listLevel = levelOf(value, maximumListLevel);
    else if (name === "outlineLvl") paragraph.outline = levelOf(value, deepestOutline);
    else if (name === "del") paragraph.isJoined = true;
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (paragraph?.isJoined === true) this.isJoined ||= paragraph.hasBegun;
    else this.writer.endParagraph();
  }

  /** Begins the block of the open paragraph, once it turns out to have text. */
  private beginParagraph(): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined || paragraph.hasBegun) return;
    paragraph.hasBegun = true;
    if (this.isJoined) {
      this.isJoined = false;
      return;
    }
    const { styles, numbering } = this.context;
    const level = paragraph.outline === null ? styles.headingLevel(paragraph.style) : headingOf(paragraph.outline);
    const place = this.placeOf(paragraph);
    const mark = place === null ? null : numbering.next(place);
    if (level === null && place !== null && mark !== null) {
      this.writer.openItemAt(place.level, mark.isOrdered, mark.label);
      return;
    }
    this.writer.closeLists();
    if (level === null) this.writer.endParagraph();
    else {
      this.writer.beginHeading(level);
      if (mark !== null && mark.label !== null) this.writer.text(`${mark.label} `);
    }
  }

  private placeOf({ style, listId, listLevel }: OpenParagraph): ListPlace | null {
    const inherited = this.context.styles.listOf(style);
    const id = listId ?? inherited?.id ?? "0";
    return id === "0" ? null : { id, level: listLevel ?? inherited?.level ?? 0 };
  }

  private openTablePart(name: string, attributes: XmlAttributes): void {
    if (name === "tbl") {
      this.beginCell();
      this.writer.openTable();
    } else if (name === "tr") {
      this.isHeaderRow = false;
      this.writer.openRow();
    } else if (name === "tc") this.cells.push({ hasBegun: false, columns: 1 });
    else if (name === "tblHeader")
      this.isHeaderRow = !/^(?:0|false|off)$/.test(prefixedAttribute(attributes, "val") ?? "");
    else {
      const cell = this.cells.at(-1);
      const columns = Number.parseInt(prefixedAttribute(attributes, "val") ?? "", 10);
      if (cell !== undefined && columns >= 1) cell.columns = Math.min(columns, maximumSpan);
    }
  }

  /** How many columns a cell covers is known only when its content begins. */
  private beginCell(): void {
    const cell = this.cells.at(-1);
    if (cell === undefined || cell.hasBegun) return;
    cell.hasBegun = true;
    this.writer.openCell(this.isHeaderRow, cell.columns);
  }

  private openInline(name: string, attributes: XmlAttributes): void {
    if (this.paragraphs.length === 0) return;
    const id = (): string => prefixedAttribute(attributes, "id") ?? "";
    if (name === "tab" || name === "ptab") this.write("\t");
    else if (name === "br" || name === "cr") this.breakLine(prefixedAttribute(attributes, "type"));
    else if (name === "noBreakHyphen") this.write("\u2011");
    else if (name === "sym") {
      this.write(symbolCharacter(prefixedAttribute(attributes, "font"), prefixedAttribute(attributes, "char")));
    } else if (name === "footnoteReference") this.note(this.context.footnotes.get(id()));
    else if (name === "endnoteReference") this.note(this.context.endnotes.get(id()));
    else if (name === "commentReference") this.comment(this.context.comments.get(id()));
  }

  private breakLine(type: string | undefined): void {
    this.beginParagraph();
    if (type === undefined || type === "textWrapping") this.writer.breakLine();
    else this.writer.text(" ");
  }

  private write(text: string): void {
    if (text === "") return;
    this.beginParagraph();
    this.writer.text(text);
  }

  private note(note: WordNote | undefined): void {
    if (note === undefined) return;
    const mark = `[${(this.notes += 1)}]`;
    this.write(mark);
    this.aside(`${mark} `, note.text);
  }

  private comment(note: WordNote | undefined): void {
    if (note === undefined) return;
    this.aside(note.author === null || note.author === "" ? "Comment: " : `Comment by ${note.author}: `, note.text);
  }

  private aside(mark: string, text: string): void {
    this.writer.beginAside();
    for (const line of text.split("\n")) {
      this.writer.text(line);
      this.writer.endParagraph();
    }
    this.writer.endAside(mark);
  }
}
