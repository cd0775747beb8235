import { type Entry, openPromise, type ZipFile } from "yauzl";
import { DocumentError } from "../../errors.js";
import { refuseBomb } from "../archive/refuse-bombs.js";
import type { ParseSource } from "../parser.js";
import { noteBytesRead } from "../read-meter.js";

/** A zip file whose wanted entries were checked: each is inflated when it is asked for. */
export interface CheckedZip {
  /** Names of the wanted entries. */
  readonly names: ReadonlySet<string>;
  /** @returns the content of an entry, or null when there is no wanted one of that name. */
  read(name: string): Promise<Buffer | null>;
  /** The content of an entry in pieces; empty when there is no wanted one of that name. */
  stream(name: string): AsyncIterable<Uint8Array>;
  /** The same, for a look ahead at what is going to be read: the reading is not further than before. */
  peek(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

/**
 * Opens a zip file. The sizes that the archive declares for the wanted entries are added up before anything is
 * inflated, and inflating stops when an entry turns out larger than it declared, so that all of them together stay
 * within `inflatedBytes`. Entries that are not wanted are never inflated. Nothing is ever written to disk.
 * @throws DocumentError DOCUMENT_CORRUPT, DOCUMENT_ENCRYPTED or DOCUMENT_TOO_LARGE; so do its methods.
 */
export async function openCheckedZip(source: ParseSource, isWanted: (name: string) => boolean): Promise<CheckedZip> {
  const zip = await refuseBroken(
    openPromise(source.path, { autoClose: false, lazyEntries: true, validateEntrySizes: true }),
  );
  try {
    const entries = await wantedEntries(zip, source, isWanted);
    const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
    return {
      names: new Set(byName.keys()),
      read: async (name) => {
        const entry = byName.get(name);
        return entry === undefined ? null : refuseBroken(inflate(zip, entry));
      },
      stream: (name) => inflatedPieces(zip, byName.get(name), noteBytesRead),
      peek: (name) => inflatedPieces(zip, byName.get(name), () => undefined),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/**
 * Reads the wanted entries of a zip file into memory; see {@link openCheckedZip} for what is checked.
 * @throws DocumentError DOCUMENT_CORRUPT, DOCUMENT_ENCRYPTED or DOCUMENT_TOO_LARGE.
 */
export async function readZipEntries(
  source: ParseSource,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const zip = await openCheckedZip(source, isWanted);
  try {
    const contents = new Map<string, Buffer>();
    for (const name of zip.names) contents.set(name, (await zip.read(name)) ?? Buffer.alloc(0));
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
  refuseBomb(
    wanted.reduce((total, entry) => total + entry.compressedSize, 0),
    declared,
  );
  return wanted;
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  // The reader ends with an error beyond the declared size, which was checked against the limits.
  const content = Buffer.allocUnsafeSlow(entry.uncompressedSize);
  let length = 0;
  for await (const piece of stream) length += (piece as Buffer).copy(content, length);
  noteBytesRead(entry.compressedSize);
  return content;
}

/** @param note told how many bytes of the archive were read. */
async function* inflatedPieces(
  zip: ZipFile,
  entry: Entry | undefined,
  note: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  if (entry === undefined) return;
  const share = entry.compressedSize / Math.max(1, entry.uncompressedSize);
  const stream = await refuseBroken(zip.openReadStreamPromise(entry));
  const pieces = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await refuseBroken(pieces.next());
      if (next.done === true) return;
      const piece = next.value as Buffer;
      note(Math.round(piece.length * share));
      yield piece;
    }
  } finally {
    stream.destroy();
  }
}

/** Whatever the reader throws means that the archive is broken: it has no other faults to report. */
export async function refuseBroken<Result>(reading: Promise<Result>): Promise<Result> {
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
