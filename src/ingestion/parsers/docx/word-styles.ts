import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";

/** Which item of which list paragraphs are. */
export interface ListPlace {
  /** The list's number; `"0"` takes a paragraph out of the list of its style. */
  readonly id: string;
  /** From 0, the outermost. */
  readonly level: number;
}

interface Style {
  name: string;
  parent: string | null;
  outline: number | null;
  listId: string | null;
  listLevel: number | null;
}

const maximumParents = 20;
const headingName = /^heading ?(\d)$/i;
/** The outline level of paragraphs that are no headings (ECMA-376 part 1, 17.3.1.20). */
const bodyLevel = 9;
const maximumListLevel = 8;

/** What the styles of a Word document say of its structure (ECMA-376 part 1, 17.7): its headings and lists. */
export class WordStyles implements XmlReader {
  private readonly styles = new Map<string, Style>();
  private style: Style | null = null;

  open(name: string, attributes: XmlAttributes): void {
    const value = prefixedAttribute(attributes, "val") ?? "";
    if (name === "style") {
      const id = prefixedAttribute(attributes, "styleId") ?? "";
      this.style = { name: id, parent: null, outline: null, listId: null, listLevel: null };
      if (prefixedAttribute(attributes, "type") === "paragraph") this.styles.set(id, this.style);
    } else if (this.style === null) return;
    else if (name === "name") this.style.name = value;
    else if (name === "basedOn") this.style.parent = value;
    else if (name === "outlineLvl") this.style.outline = levelOf(value, bodyLevel);
    else if (name === "numId") this.style.listId = value;
    else if (name === "ilvl") this.style.listLevel = levelOf(value, maximumListLevel);
  }

  text(): void {
    // Styles have none.
  }

  close(name: string): void {
    if (name === "style") this.style = null;
  }

  /** The level of the heading that paragraphs of a style are, from 1, the outermost; null when they are none. */
  headingLevel(id: string | null): number | null {
    for (const style of this.ancestry(id)) {
      if (/^title$/i.test(style.name)) return 1;
      const named = headingName.exec(style.name)?.[1];
      if (named !== undefined) return Number(named);
      if (style.outline !== null) return headingOf(style.outline);
    }
    return null;
  }

  /** The list that paragraphs of a style belong to, or null. */
  listOf(id: string | null): ListPlace | null {
    let level: number | null = null;
    for (const style of this.ancestry(id)) {
      level ??= style.listLevel;
      if (style.listId !== null) return { id: style.listId, level: level ?? 0 };
    }
    return null;
  }

  private *ancestry(id: string | null): Generator<Style, void, void> {
    let next = id;
    for (let step = 0; next !== null && step < maximumParents; step += 1) {
      // A document without styles still names them.
      const style: Style = this.styles.get(next) ?? {
        name: next,
        parent: null,
        outline: null,
        listId: null,
        listLevel: null,
      };
      yield style;
      next = style.parent;
    }
  }
}

/** The level of the heading that an outline level stands for, or null when it stands for none. */
export function headingOf(outline: number): number | null {
  return outline < bodyLevel ? outline + 1 : null;
}

/** A level from 0 to a maximum; null when the value is none. */
export function levelOf(value: string, maximum: number): number | null {
  const level = Number.parseInt(value, 10);
  return level >= 0 ? Math.min(level, maximum) : null;
}
