import type { BlockWriter } from "../structure/block-writer.js";
import type { XmlAttributes, XmlReader } from "../xml/xml-feed.js";

/** How paragraphs that say nothing of it themselves are shown. */
export type ParagraphKind = "plain" | "bulleted" | "cell";

const maximumLevel = 8;

/** Reads the paragraphs of DrawingML (ECMA-376 part 1, section 21.1.2), the text of slides, tables and diagrams. */
export class DrawingText implements XmlReader {
  /** What the next paragraphs are; those of a cell are never items of a list. */
  kind: ParagraphKind = "plain";
  private isInParagraph = false;
  private isInText = false;
  /** Whether the text is the number of the slide, which says nothing. */
  private isInNumber = false;
  private hasBegun = false;
  private level = 0;
  /** What the paragraph says of its own mark. */
  private bullet: "none" | "mark" | "number" | null = null;

  constructor(public writer: BlockWriter) {}

  open(name: string, attributes: XmlAttributes): void {
    if (name === "p") this.openParagraph();
    else if (!this.isInParagraph) return;
    else if (name === "fld") this.isInNumber = attributes["type"] === "slidenum";
    else if (name === "t") this.isInText = !this.isInNumber;
    else if (name === "br") this.writer.breakLine();
    else if (name === "pPr") this.level = levelOf(attributes["lvl"]);
    else if (name === "buNone") this.bullet = "none";
    else if (name === "buAutoNum") this.bullet = "number";
    else if (name === "buChar" || name === "buBlip") this.bullet = "mark";
  }

  text(text: string): void {
    if (!this.isInText) return;
    if (!this.hasBegun && text.trim() !== "") this.begin();
    this.writer.text(text);
  }

  close(name: string): void {
    if (name === "t") this.isInText = false;
    else if (name === "fld") this.isInNumber = false;
    else if (name === "p") {
      this.isInParagraph = false;
      this.writer.endParagraph();
    }
  }

  private openParagraph(): void {
    this.writer.endParagraph();
    this.isInParagraph = true;
    this.hasBegun = false;
    this.level = 0;
    this.bullet = null;
  }

  /** An empty paragraph has no mark, so the first of its text decides. */
  private begin(): void {
    this.hasBegun = true;
    if (this.kind === "cell") return;
    const isItem = this.bullet === null ? this.kind === "bulleted" : this.bullet !== "none";
    // Most of what is on slides is bulleted: the dots say nothing, the numbers do.
    if (isItem && this.bullet === "number") this.writer.openItemAt(this.level, true);
    else if (isItem) this.writer.openItemAt(this.level, false, "");
    else this.writer.closeLists();
  }
}

function levelOf(value: string | undefined): number {
  const level = Number.parseInt(value ?? "", 10);
  return level > 0 ? Math.min(level, maximumLevel) : 0;
}
