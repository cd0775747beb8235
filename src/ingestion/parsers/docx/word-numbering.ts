import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";
import { levelOf, type ListPlace } from "./word-styles.js";

interface Level {
  format: string;
  text: string;
  start: number;
}

/** How an item of a list is marked. */
export interface ItemMark {
  readonly isOrdered: boolean;
  /** What stands before its text, such as `2.1` or `(c)`; null for bullets and the like. */
  readonly label: string | null;
}

const deepest = 8;
const longestLabel = 40;
const largestLetter = 780;
const largestRoman = 3_999;
const romans: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

/**
 * The lists of a Word document (ECMA-376 part 1, 17.9). Word does not write down the numbers of items: they are
 * counted here, as the document is read from its start to its end.
 */
export class WordNumbering implements XmlReader {
  private readonly definitions = new Map<string, Level[]>();
  /** Which definition each list follows. */
  private readonly lists = new Map<string, string>();
  private readonly counts = new Map<string, number[]>();
  /** With what number the levels of a list begin anew when it is first used; lists of one definition go on else. */
  private readonly restarts = new Map<string, Map<number, number>>();
  private restartedLevel = 0;
  private levels: Level[] = [];
  private level: Level | null = null;
  private list: string | null = null;

  open(name: string, attributes: XmlAttributes): void {
    const value = prefixedAttribute(attributes, "val") ?? "";
    if (name === "abstractNum") {
      this.levels = [];
      this.definitions.set(prefixedAttribute(attributes, "abstractNumId") ?? "", this.levels);
    } else if (name === "num") this.list = prefixedAttribute(attributes, "numId") ?? "";
    else if (name === "abstractNumId" && this.list !== null) this.lists.set(this.list, value);
    else if (this.list !== null) this.openOfList(this.list, name, attributes, value);
    else if (name === "lvl") {
      this.level = { format: "decimal", text: "", start: 1 };
      this.levels[levelOf(prefixedAttribute(attributes, "ilvl") ?? "", deepest) ?? 0] = this.level;
    } else if (this.level === null) return;
    else if (name === "numFmt") this.level.format = value;
    else if (name === "lvlText") this.level.text = value.slice(0, longestLabel);
    else if (name === "start") this.level.start = Number.parseInt(value, 10) || 0;
  }

  private openOfList(list: string, name: string, attributes: XmlAttributes, value: string): void {
    if (name === "lvlOverride")
      this.restartedLevel = levelOf(prefixedAttribute(attributes, "ilvl") ?? "", deepest) ?? 0;
    else if (name === "startOverride") {
      const restarts = this.restarts.get(list) ?? new Map<number, number>();
      this.restarts.set(list, restarts.set(this.restartedLevel, Number.parseInt(value, 10) || 0));
    }
  }

  text(): void {
    // Definitions of lists have none.
  }

  close(name: string): void {
    if (name === "lvl") this.level = null;
    else if (name === "num") this.list = null;
  }

  /** The mark of the next item of a list; null when there is no such list. */
  next({ id, level }: ListPlace): ItemMark | null {
    const definition = this.lists.get(id) ?? id;
    const levels = this.definitions.get(definition);
    const own = levels?.[level];
    if (levels === undefined || own === undefined) return null;
    const counts = this.counts.get(definition) ?? [];
    this.counts.set(definition, counts);
    for (const [restarted, start] of this.restarts.get(id) ?? []) counts[restarted] = start - 1;
    this.restarts.delete(id);
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    if (own.format === "bullet" || own.format === "none") return { isOrdered: false, label: null };
    const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return numeral(counts[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? "decimal");
    });
    return label.trim() === "" ? { isOrdered: false, label: null } : { isOrdered: true, label: label.trim() };
  }
}

function numeral(value: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return letters(value);
    case "upperLetter":
      return letters(value).toUpperCase();
    case "lowerRoman":
      return roman(value);
    case "upperRoman":
      return roman(value).toUpperCase();
    case "decimalZero":
      return String(value).padStart(2, "0");
    default:
      return String(value);
  }
}

/** a to z, then aa to zz, and so on (ECMA-376 part 1, 17.18.59). */
function letters(value: number): string {
  if (value < 1 || value > largestLetter) return String(value);
  return String.fromCharCode(0x61 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value < 1 || value > largestRoman) return String(value);
  let [rest, text] = [value, ""];
  for (const [size, sign] of romans) {
    while (rest >= size) {
      text += sign;
      rest -= size;
    }
  }
  return text;
}
