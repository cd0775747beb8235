import { prefixedAttribute, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";

/** A footnote, an endnote or a comment. */
export interface WordNote {
  readonly text: string;
  /** Of a comment, when it is known. */
  readonly author: string | null;
}

const noteElements: ReadonlySet<string> = new Set(["footnote", "endnote", "comment"]);

/** Collects the notes of one part of a Word document (ECMA-376 part 1, 17.11 and 17.13.4), by their ids. */
export class WordNotes implements XmlReader {
  readonly notes = new Map<string, WordNote>();
  private note: { readonly id: string; readonly author: string | null; text: string } | null = null;
  private isText = false;

  open(name: string, attributes: XmlAttributes): void {
    if (noteElements.has(name)) {
      const author = prefixedAttribute(attributes, "author") ?? null;
      this.note = { id: prefixedAttribute(attributes, "id") ?? "", author, text: "" };
    } else if (name === "t") this.isText = true;
    else if (name === "tab" || name === "br" || name === "cr") this.add(" ");
  }

  text(text: string): void {
    if (this.isText) this.add(text);
  }

  close(name: string): void {
    if (name === "t") this.isText = false;
    else if (name === "p") this.add("\n");
    else if (this.note !== null && noteElements.has(name)) {
      const { id, author, text } = this.note;
      if (text.trim() !== "") this.notes.set(id, { text: text.trim(), author });
      this.note = null;
    }
  }

  private add(text: string): void {
    if (this.note !== null) this.note.text += text;
  }
}
