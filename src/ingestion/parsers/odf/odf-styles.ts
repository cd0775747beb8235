import { prefixedAttribute, type XmlAttributes } from "../xml/xml-feed.js";

interface ParagraphStyle {
  readonly parent: string | null;
  readonly level: number | null;
}

const maximumParents = 20;
const headingName = /^Heading(?:_20_|[ _]?)(\d{1,2})$/i;

/**
 * What the styles of an OpenDocument file say of its structure (OpenDocument 1.3 part 3, chapter 16): which paragraphs
 * are headings, and which lists are numbered. Common styles stand in one part of the file, automatic ones in another.
 */
export class OdfStyles {
  private readonly paragraphs = new Map<string, ParagraphStyle>();
  /** The numbered levels of each list style, counted from 1. */
  private readonly numbered = new Map<string, Set<number>>();
  private list: Set<number> | null = null;

  /** Notes an element that stands outside of the body. */
  open(name: string, attributes: XmlAttributes): void {
    if (name === "style" && prefixedAttribute(attributes, "family") === "paragraph") {
      this.paragraphs.set(prefixedAttribute(attributes, "name") ?? "", {
        parent: prefixedAttribute(attributes, "parent-style-name") ?? null,
        level: levelOf(prefixedAttribute(attributes, "default-outline-level")),
      });
    } else if (name === "list-style") {
      this.list = new Set();
      this.numbered.set(prefixedAttribute(attributes, "name") ?? "", this.list);
    } else if (name === "list-level-style-number") {
      // A level without a format of numbers shows none.
      const level = levelOf(prefixedAttribute(attributes, "level"));
      if (level !== null && prefixedAttribute(attributes, "num-format") !== "") this.list?.add(level);
    }
  }

  /** The level of the heading that paragraphs of a style are, or null when they are none. */
  headingLevel(style: string | undefined): number | null {
    let name = style;
    for (let step = 0; name !== undefined && step < maximumParents; step += 1) {
      if (name === "Title") return 1;
      const named = headingName.exec(name)?.[1];
      if (named !== undefined) return Number(named);
      const found = this.paragraphs.get(name);
      if (found?.level !== undefined && found.level !== null) return found.level;
      name = found?.parent ?? undefined;
    }
    return null;
  }

  /** Whether a level of a list, counted from 1, is numbered. */
  isNumbered(style: string | undefined, level: number): boolean {
    return style !== undefined && this.numbered.get(style)?.has(level) === true;
  }
}

function levelOf(value: string | undefined): number | null {
  const level = Number.parseInt(value ?? "", 10);
  return level >= 1 ? level : null;
}
