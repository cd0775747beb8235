import { BlockWriter } from "../structure/block-writer.js";

/** How a paragraph is set. */
export interface ParagraphFormat {
  /** Of a heading: 1 is the outermost. */
  readonly level: number | null;
  readonly isInTable: boolean;
  readonly isInList: boolean;
  /** Of a list item: 0 is the outermost. */
  readonly listLevel: number;
}

/** Where a stretch of text, the document's own or a note's, has got to. */
interface Place {
  hasBegun: boolean;
  /** The mark that is written before the paragraph. */
  label: string;
  isInTable: boolean;
  isInRow: boolean;
  isInCell: boolean;
}

const maximumListLevel = 8;
const maximumLabelLength = 40;

/** Puts the text of an RTF file, which only says where paragraphs, cells and rows end, into blocks. */
export class RtfFlow {
  readonly writer = new BlockWriter();
  private place = newPlace();
  private readonly outer: Place[] = [];
  /** Whether the row that is being described is a header. */
  private isHeaderRow = false;

  text(text: string, format: ParagraphFormat): void {
    if (!this.place.hasBegun && text.trim() !== "") this.begin(format);
    if (this.place.hasBegun) this.writer.text(text);
  }

  /** Adds to the mark of the next paragraph. */
  label(text: string): void {
    if (this.place.label.length < maximumLabelLength) this.place.label += text;
  }

  breakLine(): void {
    if (this.place.hasBegun) this.writer.breakLine();
  }

  endParagraph(format: ParagraphFormat): void {
    this.writer.endParagraph();
    this.place.hasBegun = false;
    this.place.label = "";
    if (!format.isInTable && !this.place.isInRow) this.closeTable();
  }

  beginRow(): void {
    this.isHeaderRow = false;
  }

  markHeaderRow(): void {
    this.isHeaderRow = true;
  }

  endCell(): void {
    this.ensureCell();
    this.writer.endParagraph();
    Object.assign(this.place, { hasBegun: false, label: "", isInCell: false });
  }

  endRow(): void {
    this.writer.endParagraph();
    Object.assign(this.place, { hasBegun: false, label: "", isInCell: false, isInRow: false });
  }

  beginAside(): void {
    this.outer.push(this.place);
    this.place = newPlace();
    this.writer.beginAside();
  }

  endAside(mark: string): void {
    this.writer.endAside(mark);
    this.place = this.outer.pop() ?? this.place;
  }

  /** Whether the text stands beside the text of the document. */
  get isAside(): boolean {
    return this.outer.length > 0;
  }

  private begin({ level, isInTable, isInList, listLevel }: ParagraphFormat): void {
    const { place } = this;
    place.hasBegun = true;
    const label = place.label.replace(/\s+/g, " ").trim();
    const isNumber = /[\p{L}\p{N}]/u.test(label);
    if (isInTable) {
      this.ensureCell();
      if (isNumber) this.writer.text(`${label} `);
      return;
    }
    this.closeTable();
    if (level !== null) {
      this.writer.closeLists();
      this.writer.beginHeading(level);
      if (isNumber) this.writer.text(`${label} `);
    } else if (isInList || label !== "") {
      this.writer.openItemAt(Math.min(maximumListLevel, listLevel), isNumber, isNumber ? label : null);
    } else this.writer.closeLists();
  }

  private ensureCell(): void {
    const { place } = this;
    if (!place.isInTable) {
      this.writer.closeLists();
      this.writer.openTable();
    }
    if (!place.isInRow) this.writer.openRow();
    if (!place.isInCell) this.writer.openCell(this.isHeaderRow);
    Object.assign(place, { isInTable: true, isInRow: true, isInCell: true });
  }

  private closeTable(): void {
    if (!this.place.isInTable) return;
    this.writer.closeTable();
    Object.assign(this.place, { isInTable: false, isInRow: false, isInCell: false });
  }
}

function newPlace(): Place {
  return { hasBegun: false, label: "", isInTable: false, isInRow: false, isInCell: false };
}
