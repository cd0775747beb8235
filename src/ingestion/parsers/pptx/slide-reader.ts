import type { Block } from "../parser.js";
import { BlockWriter } from "../structure/block-writer.js";
import { oneLine } from "../text/clean-text.js";
import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";
import { DrawingText } from "./drawing-text.js";

/** Placeholders that repeat on every slide what is no part of it. */
const furniture: ReadonlySet<string> = new Set(["dt", "ftr", "hdr", "sldNum", "sldImg"]);
const titles: ReadonlySet<string> = new Set(["title", "ctrTitle"]);
const maximumSpan = 1_000;

/** Reads a slide, or the page of its notes (ECMA-376 part 1, section 19.3): its shapes in the order of drawing. */
export class SlideReader implements XmlReader {
  /** Ids of the relations to diagrams and charts that are shown on it. */
  readonly shown: string[] = [];
  private readonly titleWriter = new BlockWriter();
  private readonly writer = new BlockWriter();
  private readonly paragraphs = new DrawingText(this.writer);
  private skippedDepth = 0;
  private placeholder: string | null = null;
  private hasHeaderRow = false;
  private rows = 0;

  /** @param hasLists Whether the paragraphs of content placeholders are items of a list, as on slides, unlike notes. */
  constructor(private readonly hasLists: boolean) {}

  open(name: string, attributes: XmlAttributes): void {
    // The fallback repeats in an older way what was written before it.
    if (this.skippedDepth > 0 || name === "Fallback" || (name === "tc" && isMerged(attributes))) {
      this.skippedDepth += 1;
    } else if (name === "sp" || name === "graphicFrame") this.openShape();
    else if (name === "ph") this.placeholder = attributes["type"] ?? "obj";
    else if (name === "txBody") this.openText();
    else if (name === "tbl") this.openTable();
    else if (name === "tblPr") this.hasHeaderRow = isTrue(attributes["firstRow"]);
    else if (name === "tr") this.openRow();
    else if (name === "tc") this.openCell(attributes);
    else if (name === "relIds") this.show(prefixedAttribute(attributes, "dm"));
    else if (name === "chart") this.show(prefixedAttribute(attributes, "id"));
    else this.paragraphs.open(name, attributes);
  }

  text(text: string): void {
    if (this.skippedDepth > 0 || furniture.has(this.placeholder ?? "")) return;
    this.paragraphs.text(text);
  }

  close(name: string): void {
    if (this.skippedDepth > 0) this.skippedDepth -= 1;
    else if (name === "tbl") this.closeTable();
    else if (name === "sp") this.closeShape();
    else this.paragraphs.close(name);
  }

  /** Its title, as a heading, and then everything else. */
  blocks(): Block[] {
    this.titleWriter.end();
    this.writer.end();
    const title = oneLine(
      this.titleWriter
        .take()
        .map(({ text }) => text)
        .join(" "),
    );
    const others = this.writer.take();
    return title === "" ? others : [{ kind: "heading", text: title, level: 1 }, ...others];
  }

  private openShape(): void {
    this.placeholder = null;
    this.paragraphs.writer = this.writer;
    this.paragraphs.kind = "plain";
  }

  private closeShape(): void {
    this.writer.closeLists();
    this.openShape();
  }

  private openText(): void {
    if (this.paragraphs.kind === "cell") return;
    if (titles.has(this.placeholder ?? "")) this.paragraphs.writer = this.titleWriter;
    else if (this.hasLists && (this.placeholder === "body" || this.placeholder === "obj")) {
      this.paragraphs.kind = "bulleted";
    }
  }

  private openTable(): void {
    this.rows = 0;
    this.hasHeaderRow = false;
    this.writer.openTable();
  }

  private closeTable(): void {
    this.writer.closeTable();
    this.paragraphs.kind = "plain";
  }

  private openRow(): void {
    this.rows += 1;
    this.writer.openRow();
  }

  private openCell(attributes: XmlAttributes): void {
    this.paragraphs.kind = "cell";
    const isHeader = this.hasHeaderRow && this.rows === 1;
    this.writer.openCell(isHeader, span(attributes["gridSpan"]), span(attributes["rowSpan"]));
  }

  private show(id: string | undefined): void {
    if (id !== undefined) this.shown.push(id);
  }
}

/** Whether a cell is covered by another one that spans it. */
function isMerged(attributes: XmlAttributes): boolean {
  return isTrue(attributes["hMerge"]) || isTrue(attributes["vMerge"]);
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function span(value: string | undefined): number {
  const count = Number.parseInt(value ?? "", 10);
  return count >= 1 ? Math.min(count, maximumSpan) : 1;
}
