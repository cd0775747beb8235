import { DocumentError } from "../../errors.js";
import { type Aside, asides, type Destination, destinations } from "./destinations.js";
import { type ParagraphFormat, RtfFlow } from "./rtf-flow.js";
import { RtfHeader } from "./rtf-header.js";
import type { RtfHandler } from "./rtf-tokenizer.js";
import { StretchDecoder } from "./text-decoder.js";

/** What holds from a place in a group to the end of the group. */
interface Group extends ParagraphFormat {
  readonly destination: Destination;
  /** In a frame: what the frame stands in. */
  readonly framed: Destination;
  readonly font: number | null;
  /** How many characters after a Unicode character repeat it for old readers. */
  readonly fallbacks: number;
  /** Hidden, or deleted while changes were tracked. */
  readonly isHidden: boolean;
  /** What ends when the group ends. */
  readonly aside: Aside | null;
}

const plainParagraph: ParagraphFormat = { level: null, isInTable: false, isInList: false, listLevel: 0 };
const outermost: Group = {
  ...plainParagraph,
  destination: "text",
  framed: "text",
  font: null,
  fallbacks: 1,
  isHidden: false,
  aside: null,
};
/** Documents nest a few dozen groups. */
const maximumDepth = 5_000;
const paragraphEnds: ReadonlySet<string> = new Set(["par", "sect", "page", "column"]);
const characters: Readonly<Record<string, string>> = {
  tab: "\t",
  emdash: "\u2014",
  endash: "\u2013",
  emspace: "\u2003",
  enspace: "\u2002",
  qmspace: "\u2005",
  bullet: "\u2022",
  lquote: "\u2018",
  rquote: "\u2019",
  ldblquote: "\u201c",
  rdblquote: "\u201d",
  nestcell: " ",
  zwj: "\u200d",
  zwnj: "\u200c",
};
const symbols: Readonly<Record<string, string>> = { "~": "\u00a0", _: "\u2011" };

/** Turns the tokens of an RTF file into blocks (Rich Text Format 1.9.1). */
export class RtfReader implements RtfHandler {
  readonly header = new RtfHeader();
  readonly flow = new RtfFlow();
  private readonly groups: Group[] = [];
  private group = outermost;
  private readonly decoder = new StretchDecoder((text) => this.put(text));
  /** Whether the next word begins a group that readers who do not know the word skip. */
  private isOptional = false;
  /** Characters that are still to be skipped after a Unicode character. */
  private skippedCharacters = 0;
  private isOver = false;
  private author = "";
  private notes = 0;
  /** Whether the number of the next note is in the text already. */
  private isNoteMarked = false;

  openGroup(): void {
    this.pause();
    if (this.groups.length >= maximumDepth) throw damaged(`its groups are nested more than ${maximumDepth} deep`);
    this.groups.push(this.group);
    this.group = { ...this.group, aside: null };
  }

  closeGroup(): void {
    this.pause();
    const { aside } = this.group;
    if (aside !== null) this.flow.endAside(this.markOf(aside));
    const outer = this.groups.pop();
    if (outer !== undefined) this.group = outer;
    if (this.groups.length === 0) this.isOver = true;
  }

  word(name: string, parameter: number | null): void {
    this.decoder.end();
    if (this.skippedCharacters > 0 && characters[name] !== undefined) {
      this.skippedCharacters -= 1;
      return;
    }
    // Writers leave the repetition out: what is no character is none.
    this.skippedCharacters = 0;
    const isOptional = this.isOptional;
    this.isOptional = false;
    if (this.group.destination === "skip" || this.isOver) return;
    if (this.enter(name, isOptional) || this.group.destination === "frame") return;
    if (name === "u") this.putUnicode(parameter ?? 0);
    else if (name === "uc") this.change({ fallbacks: Math.max(0, parameter ?? 1) });
    else if (this.group.destination === "fonts") this.header.fontWord(name, parameter);
    else if (this.group.destination === "styles") this.header.styleWord(name, parameter);
    else if (this.group.destination === "info") this.header.infoWord(name, parameter);
    else this.textWord(name, parameter);
  }

  symbol(character: string): void {
    // In code pages with characters of two bytes, the second may be one that has to be escaped.
    if (character === "\\" || character === "{" || character === "}") {
      this.bytes(Buffer.from(character));
      return;
    }
    this.decoder.end();
    if (this.skippedCharacters > 0) this.skippedCharacters -= 1;
    else if (character === "*") this.isOptional = true;
    else if (character === "\n" || character === "\r") this.word("par", null);
    else if (character === "\t") this.put("\t");
    else this.put(symbols[character] ?? "");
  }

  bytes(bytes: Uint8Array): void {
    const skipped = Math.min(this.skippedCharacters, bytes.length);
    this.skippedCharacters -= skipped;
    if (this.group.destination === "skip" || this.isOver || skipped === bytes.length) return;
    const font = this.group.destination === "info" ? -1 : this.group.font;
    this.decoder.add(bytes.subarray(skipped), this.header.encodingOf(font));
  }

  /** @throws DocumentError DOCUMENT_CORRUPT when the file ends inside of a group. */
  end(): void {
    this.decoder.end();
    if (!this.isOver) throw damaged("it is cut off");
    this.flow.writer.end();
  }

  /** @returns whether a word says what its group is for, and nothing else. */
  private enter(name: string, isOptional: boolean): boolean {
    const aside = asides.get(name);
    const destination = destinations.get(name);
    if (aside !== undefined) this.beginAside(aside);
    else if (name === "ud") this.change({ destination: this.group.framed });
    else if (destination === "frame") this.change({ destination, framed: this.group.destination });
    else if (destination !== undefined) this.change({ destination });
    else if (isOptional) this.change({ destination: "skip" });
    else return false;
    if (destination === "author") this.author = "";
    return true;
  }

  private beginAside(aside: Aside): void {
    if (aside === "note" && !this.isNoteMarked) this.markNote();
    this.isNoteMarked = false;
    this.flow.beginAside();
    this.change({ ...plainParagraph, destination: "text", aside });
  }

  private textWord(name: string, parameter: number | null): void {
    const { flow, group } = this;
    const isOn = parameter !== 0;
    const character = characters[name];
    if (character !== undefined) this.put(character);
    else if (group.destination === "label") return;
    else if (paragraphEnds.has(name)) flow.endParagraph(group);
    else if (name === "line" || name === "lbr" || name === "nestrow") flow.breakLine();
    else if (name === "cell") flow.endCell();
    else if (name === "row") flow.endRow();
    else if (name === "trowd") flow.beginRow();
    else if (name === "trhdr") flow.markHeaderRow();
    else if (name === "pard") this.change(plainParagraph);
    else if (name === "plain") this.change({ font: null, isHidden: false });
    else if (name === "f") this.change({ font: parameter ?? 0 });
    else if (name === "v" || name === "deleted") this.change({ isHidden: isOn });
    else if (name === "intbl") this.change({ isInTable: isOn });
    else if (name === "ls") this.change({ isInList: isOn });
    else if (name === "ilvl") this.change({ listLevel: Math.max(0, parameter ?? 0) });
    else if (name === "s") this.change({ level: this.header.levelOf(parameter ?? 0) });
    else if (name === "outlinelevel")
      this.change({ level: parameter !== null && parameter < 9 ? parameter + 1 : null });
    else if (name === "chftn" && !flow.isAside) this.markNote();
    else this.header.fileWord(name, parameter);
  }

  private putUnicode(parameter: number): void {
    this.put(String.fromCharCode(parameter & 0xffff));
    this.skippedCharacters = this.group.fallbacks;
  }

  private put(text: string): void {
    const { destination, isHidden } = this.group;
    if (this.isOver || this.groups.length === 0) return;
    if (destination === "text" && !isHidden) this.flow.text(text, this.group);
    else if (destination === "label") this.flow.label(text);
    else if (destination === "styles") this.header.styleText(text);
    else if (destination === "info") this.header.infoText(text);
    else if (destination === "author" && this.author.length < 200) this.author += text;
  }

  private markNote(): void {
    this.notes += 1;
    this.isNoteMarked = true;
    this.put(`[${this.notes}]`);
  }

  private markOf(aside: Aside): string {
    if (aside === "note") return `[${this.notes}] `;
    if (aside === "box") return "";
    const author = this.author.trim();
    this.author = "";
    return author === "" ? "Comment: " : `Comment by ${author}: `;
  }

  private pause(): void {
    this.decoder.end();
    this.skippedCharacters = 0;
    this.isOptional = false;
  }

  private change(changes: Partial<Group>): void {
    this.group = { ...this.group, ...changes };
  }
}

function damaged(how: string): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", `The file is damaged or hostile: ${how}.`);
}
