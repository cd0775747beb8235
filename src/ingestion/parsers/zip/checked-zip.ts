import { type Entry, openPromise, type ZipFile } from "yauzl";
import { DocumentError } from "../../errors.js";
import type { ParseSource } from "../parser.js";

/**
 * Reads the wanted entries of a zip file into memory. The sizes that the archive declares are added up before anything
 * is inflated, and inflating stops when an entry turns out larger than it declared, so that memory stays within
 * `inflatedBytes`. Entries that are not wanted are not inflated. Nothing is ever written to disk.
 * @throws DocumentError DOCUMENT_CORRUPT, DOCUMENT_ENCRYPTED or DOCUMENT_TOO_LARGE.
 */
export async function readZipEntries(
  source: ParseSource,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const zip = await refuseBroken(
    openPromise(source.path, { autoClose: false, lazyEntries: true, validateEntrySizes: true }),
  );
  try {
    const entries = await wantedEntries(zip, source, isWanted);
    const contents = new Map<string, Buffer>();
    for (const entry of entries) contents.set(entry.fileName, await refuseBroken(inflate(zip, entry)));
    return contents;
  } finally {
    zip.close();
  }
}

async function wantedEntries(zip: ZipFile, source: ParseSource, isWanted: (name: string) => boolean): Promise<Entry[]> {
  const { containerEntries, inflatedBytes } = source.limits;
  if (zip.entryCount > containerEntries) throw tooLarge(`more than ${containerEntries} entries`);
  const entries = await refuseBroken(listEntries(zip));
  const wanted = entries.filter((entry) => isWanted(entry.fileName));
  if (wanted.some((entry) => entry.isEncrypted())) {
    throw new DocumentError("DOCUMENT_ENCRYPTED", "The file is encrypted: it opens only with a password.");
  }
  if (new Set(wanted.map((entry) => entry.fileName)).size < wanted.length) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file has two parts of one name.");
  }
  const declared = wanted.reduce((total, entry) => total + entry.uncompressedSize, 0);
  if (declared > inflatedBytes) throw tooLarge(`more than ${inflatedBytes} bytes when it is inflated`);
  return wanted;
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Whatever the reader throws means that the archive is broken: it has no other faults to report. */
async function refuseBroken<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is not a readable zip archive.", {
      cause: error,
    });
  }
}

function tooLarge(what: string): DocumentError {
  return new DocumentError("DOCUMENT_TOO_LARGE", `The file has ${what}.`);
}
