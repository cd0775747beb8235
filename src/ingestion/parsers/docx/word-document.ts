import { DocumentError } from "../../errors.js";
import { missingParts } from "../text/missing-parts.js";
import { type Relation, relationsOf } from "../office/relations.js";
import type { Block } from "../parser.js";
import { XmlFeed, type XmlReader } from "../xml/xml-feed.js";
import type { CheckedZip } from "../zip/checked-zip.js";
import { type WordNote, WordNotes } from "./word-notes.js";
import { WordNumbering } from "./word-numbering.js";
import { WordReader } from "./word-reader.js";
import { WordStyles } from "./word-styles.js";

const packageRelations = "_rels/.rels";
/** Parts with text of their own. */
const noteTypes = ["footnotes", "endnotes", "comments"] as const;

/**
 * The blocks of a Word document, which is never in memory whole: its main part is read piece by piece, after the parts
 * that say what its styles, lists, notes and comments are.
 * @param warnings gets what the document names and does not hold.
 * @throws DocumentError DOCUMENT_CORRUPT when it is none, also while the blocks are read; what reading the archive throws.
 */
export async function* wordBlocks(zip: CheckedZip, warnings: string[]): AsyncGenerator<Block, void, void> {
  const main = await mainPartOf(zip);
  const relations = await relationsOfMain(zip, main);
  const missing = noteTypes.filter((type) => {
    const name = partOf(relations, type);
    return name !== null && !zip.names.has(name);
  });
  warnings.push(...missingParts("parts", missing));
  const styles = await readPart(zip, partOf(relations, "styles"), new WordStyles());
  const numbering = await readPart(zip, partOf(relations, "numbering"), new WordNumbering());
  const notesOf = async (type: (typeof noteTypes)[number]): Promise<ReadonlyMap<string, WordNote>> =>
    (await readPart(zip, partOf(relations, type), new WordNotes())).notes;
  const reader = new WordReader({
    styles,
    numbering,
    footnotes: await notesOf("footnotes"),
    endnotes: await notesOf("endnotes"),
    comments: await notesOf("comments"),
  });
  const feed = new XmlFeed(reader);
  for await (const piece of zip.stream(main)) {
    feed.write(piece);
    yield* reader.writer.take();
  }
  feed.end();
  reader.writer.end();
  yield* reader.writer.take();
}

async function mainPartOf(zip: CheckedZip): Promise<string> {
  const content = await zip.read(packageRelations);
  const parts = new Map(content === null ? [] : [[packageRelations, content]]);
  const main = [...relationsOf(parts, "").values()].find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined || !zip.names.has(main)) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is not a readable document of Word.");
  }
  return main;
}

async function relationsOfMain(zip: CheckedZip, main: string): Promise<readonly Relation[]> {
  const name = main.replace(/([^/]+)$/, "_rels/$1.rels");
  const content = await zip.read(name);
  return content === null ? [] : [...relationsOf(new Map([[name, content]]), main).values()];
}

function partOf(relations: readonly Relation[], wanted: string): string | null {
  return relations.find(({ type }) => type === wanted)?.target ?? null;
}

async function readPart<Reader extends XmlReader>(
  zip: CheckedZip,
  name: string | null,
  reader: Reader,
): Promise<Reader> {
  if (name === null || !zip.names.has(name)) return reader;
  const feed = new XmlFeed(reader);
  for await (const piece of zip.stream(name)) feed.write(piece);
  feed.end();
  return reader;
}
