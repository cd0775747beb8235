import { DocumentError } from "../errors.js";
import { type ContentsEntry, navigationEntries, ncxEntries } from "./epub/book-contents.js";
import { chapterBlocks } from "./epub/chapter-blocks.js";
import { encryptedParts } from "./epub/encrypted-parts.js";
import { type BookPackage, noBook, packagePartOf, readPackage } from "./epub/package-document.js";
import { formats } from "./formats.js";
import { missingParts } from "./text/missing-parts.js";
import type { Block, FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { readZipEntries } from "./zip/checked-zip.js";

const mimeType = "application/epub+zip";
const containerPart = "META-INF/container.xml";
const encryptionPart = "META-INF/encryption.xml";

type Parts = ReadonlyMap<string, Buffer>;

/** Electronic books, EPUB 2 and 3: their chapters in reading order, with headings, lists and tables. */
export const epubParser: Parser = {
  ...formats.epub,
  isText: false,
  recognises: ({ magicType, extension }: FileProbe) =>
    magicType === mimeType || (magicType === "application/zip" && extension === "epub"),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const about = await readZipEntries(source, (name) => name === containerPart || name === encryptionPart);
    const packagePart = packagePartOf(about.get(containerPart));
    const packageParts = await readZipEntries(source, (name) => name === packagePart);
    const book = readPackage(packagePart, packageParts.get(packagePart));
    refuseEncrypted(book, about.get(encryptionPart));
    const wanted = new Set([...book.chapters, book.navigation, book.ncx]);
    const parts = await readZipEntries(source, (name) => wanted.has(name));
    if (!book.chapters.some((chapter) => parts.has(chapter))) throw noBook("it has no chapters");
    const missing = [...book.chapters.filter((chapter) => !parts.has(chapter)), ...book.unknown];
    return { facts: book.facts, blocks: bookBlocks(book, parts), warnings: missingParts("chapters", missing) };
  },
};

function refuseEncrypted({ chapters }: BookPackage, encryption: Buffer | undefined): void {
  const encrypted = encryptedParts(encryption);
  if (!chapters.some((chapter) => encrypted.has(chapter))) return;
  throw new DocumentError(
    "DOCUMENT_ENCRYPTED",
    "The book is protected against copying: it opens only in its own reader.",
  );
}

async function* bookBlocks(book: BookPackage, parts: Parts): AsyncGenerator<Block, void, void> {
  const contents = new Map<string, ContentsEntry[]>();
  for (const entry of contentsOf(book, parts)) {
    const entries = contents.get(entry.part);
    if (entries === undefined) contents.set(entry.part, [entry]);
    else entries.push(entry);
  }
  for (const chapter of book.chapters) {
    const content = parts.get(chapter);
    // The page with the table of contents repeats the headings, and names of parts that are not there have no text.
    if (content === undefined || (chapter === book.navigation && book.chapters.length > 1)) continue;
    yield* chapterBlocks(content, contents.get(chapter) ?? []);
  }
}

function contentsOf({ navigation, ncx }: BookPackage, parts: Parts): ContentsEntry[] {
  const page = navigation === null ? undefined : parts.get(navigation);
  if (navigation !== null && page !== undefined) return navigationEntries(navigation, page);
  const map = ncx === null ? undefined : parts.get(ncx);
  return ncx === null || map === undefined ? [] : ncxEntries(ncx, map);
}
