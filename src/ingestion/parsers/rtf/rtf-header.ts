import { type DocumentFacts, noFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { charsetEncoding, codePageEncoding, defaultCodePage } from "./code-pages.js";

const namedHeading = /^heading (\d{1,2})(?:,|$)/i;
const infoFields: ReadonlySet<string> = new Set(
  (
    "title subject author manager company operator category keywords doccomm hlinkbase creatim revtim printim buptim " +
    "version vern edmins nofpages nofwords nofchars nofcharsws id"
  ).split(" "),
);
const maximumFactLength = 10_000;

/** What the header of an RTF file says: code pages of fonts, levels of styles, and facts. */
export class RtfHeader {
  /** The encoding of text in no particular font. */
  private encoding = defaultCodePage;
  private readonly fonts = new Map<number, string>();
  private readonly levels = new Map<number, number>();
  private readonly info = new Map<string, string>();
  private readonly created = new Map<string, number>();
  private defaultFont = 0;
  private font = 0;
  private style = { number: 0, level: null as number | null, name: "" };
  private field = "";

  /** A control word that says something of the whole file. */
  fileWord(name: string, parameter: number | null): void {
    if (name === "ansicpg") this.encoding = codePageEncoding(parameter ?? 0) ?? this.encoding;
    else if (name === "mac") this.encoding = codePageEncoding(10_000) ?? this.encoding;
    else if (name === "pc") this.encoding = "cp437";
    else if (name === "pca") this.encoding = "cp850";
    else if (name === "deff") this.defaultFont = parameter ?? 0;
  }

  /** A control word in the table of fonts. */
  fontWord(name: string, parameter: number | null): void {
    if (name === "f") this.font = parameter ?? 0;
    const encoding =
      name === "fcharset" ? charsetEncoding(parameter ?? 1) : name === "cpg" ? codePageEncoding(parameter ?? 0) : null;
    if (encoding !== null) this.fonts.set(this.font, encoding);
  }

  /** The encoding of text in a font; null: in the font that text has when it says nothing. */
  encodingOf(font: number | null): string {
    return this.fonts.get(font ?? this.defaultFont) ?? this.encoding;
  }

  /** A control word in the table of styles. */
  styleWord(name: string, parameter: number | null): void {
    if (name === "s") this.style.number = parameter ?? 0;
    else if (name === "outlinelevel" && parameter !== null && parameter < 9) this.style.level = parameter + 1;
  }

  /** Text in the table of styles: their names, each with a semicolon behind it. */
  styleText(text: string): void {
    for (const part of text.split(/(;)/)) {
      if (part !== ";") {
        this.style.name = (this.style.name + part).slice(-100);
        continue;
      }
      const name = this.style.name.trim();
      const named = /^title$/i.test(name) ? 1 : Number(namedHeading.exec(name)?.[1] ?? Number.NaN);
      const level = this.style.level ?? (Number.isNaN(named) ? null : named);
      if (level !== null) this.levels.set(this.style.number, level);
      this.style = { number: 0, level: null, name: "" };
    }
  }

  /** The level of the headings that paragraphs of a style are, or null when they are none. */
  levelOf(style: number): number | null {
    return this.levels.get(style) ?? null;
  }

  /** A control word in the information about the file. */
  infoWord(name: string, parameter: number | null): void {
    if (/^(?:yr|mo|dy|hr|min|sec)$/.test(name)) {
      if (this.field === "creatim") this.created.set(name, parameter ?? 0);
    } else if (infoFields.has(name)) this.field = name;
  }

  infoText(text: string): void {
    const value = this.info.get(this.field) ?? "";
    if (value.length < maximumFactLength) this.info.set(this.field, value + text);
  }

  facts(): DocumentFacts {
    return {
      ...noFacts,
      title: shortFact(this.info.get("title")),
      author: shortFact(this.info.get("author")),
      description: shortFact(this.info.get("doccomm")) ?? shortFact(this.info.get("subject")),
      publishedAt: this.creation(),
    };
  }

  private creation(): Date | null {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = ["yr", "mo", "dy", "hr", "min"].map((unit) =>
      this.created.get(unit),
    );
    if (year < 1000 || year > 9999) return null;
    return new Date(Date.UTC(year, month - 1, day, hour, minute));
  }
}
