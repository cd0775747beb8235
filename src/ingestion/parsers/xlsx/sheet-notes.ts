import { readXml } from "../xml/xml-feed.js";

/** What someone wrote about a cell. */
export interface SheetNote {
  /** The cell, such as `B3`. */
  readonly cell: string;
  readonly author: string | null;
  readonly text: string;
}

/** How Excel begins the note that stands in for a conversation in programs that know notes only. */
const standIn = "[Threaded comment]";
const mostNotes = 100_000;

/** The notes of a sheet (ECMA-376 part 1, 18.7). */
export function readNotes(part: Buffer): SheetNote[] {
  const authors: string[] = [];
  const notes: SheetNote[] = [];
  let [cell, author, text] = ["", -1, ""];
  let inPhonetic = false;
  readXml(part, {
    open: (name, { ref, authorId }) => {
      if (name === "author" || name === "comment") text = "";
      if (name === "comment") [cell, author] = [ref ?? "", Number(authorId ?? -1)];
      if (name === "rPh") inPhonetic = true;
    },
    text: (piece) => {
      if (!inPhonetic) text += piece;
    },
    close: (name) => {
      if (name === "rPh") inPhonetic = false;
      if (name === "author") authors.push(text.trim());
      if (name !== "comment" || text.startsWith(standIn) || notes.length >= mostNotes) return;
      notes.push({ cell, author: authors[author] ?? null, text: withoutAuthor(text, authors[author]) });
    },
  });
  return notes;
}

/** The conversations about the cells of a sheet ([MS-XLSX] 2.6.203), remark by remark. */
export function readThreadedNotes(part: Buffer, persons: ReadonlyMap<string, string>): SheetNote[] {
  const notes: SheetNote[] = [];
  let [cell, person, text] = ["", "", ""];
  let inText = false;
  readXml(part, {
    open: (name, { ref, personId }) => {
      if (name === "threadedComment") [cell, person, text] = [ref ?? "", personId ?? "", ""];
      if (name === "text") inText = true;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === "text") inText = false;
      if (name === "threadedComment" && notes.length < mostNotes) {
        notes.push({ cell, author: persons.get(person) ?? null, text: text.trim() });
      }
    },
  });
  return notes;
}

/** The names of those who take part in conversations, by their ids ([MS-XLSX] 2.6.201). */
export function readPersons(part: Buffer): [id: string, name: string][] {
  const persons: [string, string][] = [];
  readXml(part, {
    open: (name, { id, displayName }) => {
      if (name === "person" && id !== undefined && displayName !== undefined) persons.push([id, displayName]);
    },
    text: () => undefined,
    close: () => undefined,
  });
  return persons;
}

/** Excel writes "Author:" at the start of a note. */
function withoutAuthor(text: string, author: string | undefined): string {
  const trimmed = text.trim();
  const prefix = `${author ?? ""}:`;
  return prefix !== ":" && trimmed.startsWith(prefix) ? trimmed.slice(prefix.length).trim() : trimmed;
}
