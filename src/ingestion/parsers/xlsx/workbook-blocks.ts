import { missingParts, someNames } from "../text/missing-parts.js";
import type { Block } from "../parser.js";
import { TableWriter } from "../table/table-writer.js";
import { XmlFeed } from "../xml/xml-feed.js";
import type { CheckedZip } from "../zip/checked-zip.js";
import { findMergedCells } from "./merged-cells.js";
import { NumberFormats } from "./number-formats.js";
import { SharedStrings } from "./shared-strings.js";
import { readNotes, readPersons, readThreadedNotes, type SheetNote } from "./sheet-notes.js";
import { SheetReader } from "./sheet-reader.js";
import type { Sheet, Workbook } from "./workbook.js";

/**
 * The blocks of a workbook: for each sheet its name as a heading, its tables and texts, the notes on its cells.
 * @param warnings gets what of the workbook is not read.
 */
export async function* workbookBlocks(
  zip: CheckedZip,
  workbook: Workbook,
  warnings: string[],
): AsyncGenerator<Block, void, void> {
  const missing = [...workbook.missing];
  const { sharedStrings, styles, countsFrom1904 } = workbook;
  const strings = await SharedStrings.read(sharedStrings === null ? noPieces() : zip.stream(sharedStrings));
  const formats = new NumberFormats(styles === null ? null : await zip.read(styles), countsFrom1904);
  const persons = await personsOf(zip, workbook);
  for (const sheet of workbook.sheets) {
    const writer = new TableWriter();
    writer.block({ kind: "heading", level: 1, text: sheet.isHidden ? `${sheet.name} (hidden)` : sheet.name });
    const merged = await findMergedCells(zip.peek(sheet.part));
    const feed = new XmlFeed(new SheetReader({ strings, formats, merged }, writer));
    let heading = writer.take();
    for await (const piece of zip.stream(sheet.part)) {
      feed.write(piece);
      const blocks = writer.take();
      if (blocks.length === 0) continue;
      // The name of an empty sheet says nothing.
      yield* heading;
      heading = [];
      yield* blocks;
    }
    if (zip.names.has(sheet.part)) feed.end();
    writer.end();
    for (const note of await notesOf(zip, sheet, persons, missing))
      writer.block({ kind: "paragraph", text: noteText(note) });
    const rest = writer.take();
    if (rest.length > 0) yield* heading;
    yield* rest;
  }
  warnings.push(...missingParts("parts", missing));
  if (workbook.others.length > 0)
    warnings.push(`Not read, since they have no cells: ${someNames("sheets", workbook.others)}.`);
}

/** @param missing Gets the names of parts that the file does not hold. */
async function notesOf(
  zip: CheckedZip,
  sheet: Sheet,
  persons: ReadonlyMap<string, string>,
  missing: string[],
): Promise<SheetNote[]> {
  const notes: SheetNote[] = [];
  for (const { type, target } of sheet.relations) {
    if (type !== "comments" && type !== "threadedComment") continue;
    const part = await zip.read(target);
    if (part === null) missing.push(target);
    else notes.push(...(type === "comments" ? readNotes(part) : readThreadedNotes(part, persons)));
  }
  return notes.filter(({ text }) => text !== "");
}

async function personsOf(zip: CheckedZip, { persons }: Workbook): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const name of persons) {
    const part = await zip.read(name);
    if (part !== null) for (const [id, displayName] of readPersons(part)) names.set(id, displayName);
  }
  return names;
}

function noteText({ cell, author, text }: SheetNote): string {
  return `Note on ${cell}${author === null || author === "" ? "" : ` by ${author}`}: ${text}`;
}

async function* noPieces(): AsyncGenerator<Uint8Array, void, void> {
  // A workbook of numbers has no texts to share.
}
