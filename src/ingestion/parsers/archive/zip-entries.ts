import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { DocumentError } from "../../errors.js";
import type { ParseSource } from "../parser.js";
import { noteBytesRead } from "../read-meter.js";
import { refuseBroken } from "../zip/checked-zip.js";
import { type ArchiveEntry, tooManyEntries } from "./archive-blocks.js";
import { nameDecoder } from "./entry-names.js";
import { refuseBomb } from "./refuse-bombs.js";

/** Names are UTF-8 (APPNOTE 6.3, 4.4.4: general purpose bit 11), */
const utf8Flag = 0x0800;
/** or stand once more in the Unicode path field of Info-ZIP (APPNOTE 6.3, 4.6.9). */
const unicodePathField = 0x7075;
const localHeaderBytes = 30;
const unixFileTypes = 0xf000;
const [unixLink, unixFolder, unixFile] = [0xa000, 0x4000, 0x8000];
const slash = 0x2f;

/**
 * The entries of a zip archive, in its order. Everything that the directory claims is checked before an entry is given:
 * their number, that no two share bytes of the archive (which is how small archives inflate without end), that they are
 * not encrypted, and that together they have at most `partBytes`. An entry that turns out larger or other than it
 * claims is an error.
 * @throws DocumentError DOCUMENT_CORRUPT, DOCUMENT_ENCRYPTED, DOCUMENT_UNSUPPORTED or DOCUMENT_TOO_LARGE; so does the
 *   content of the entries.
 */
export async function* zipEntries(source: ParseSource): AsyncGenerator<ArchiveEntry, void, void> {
  // The names are not decoded, and not checked, here: whatever they are, they are data.
  const zip = await refuseBroken(
    openPromise(source.path, { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true }),
  );
  try {
    const { containerEntries, partBytes } = source.limits;
    if (zip.entryCount > containerEntries) throw tooManyEntries(containerEntries);
    const entries = await refuseBroken(listEntries(zip));
    refuseOverlaps(entries);
    const files = entries.filter((entry) => kindOf(entry) === "file");
    refuseUnreadable(files);
    for (const { compressedSize, uncompressedSize } of files) refuseBomb(compressedSize, uncompressedSize);
    if (files.reduce((total, { uncompressedSize }) => total + uncompressedSize, 0) > partBytes) {
      throw new DocumentError(
        "DOCUMENT_TOO_LARGE",
        `The archive has more than ${partBytes} bytes when it is unpacked.`,
      );
    }
    const decode = nameDecoder(entries.filter((entry) => !saysEncoding(entry)).map(({ fileNameRaw }) => fileNameRaw));
    for (const entry of entries) {
      yield {
        path: saysEncoding(entry) ? knownName(entry) : decode(entry.fileNameRaw),
        kind: kindOf(entry),
        sizeBytes: entry.uncompressedSize,
        content: inflated(zip, entry),
      };
      noteBytesRead(entry.compressedSize);
    }
  } finally {
    zip.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function refuseOverlaps(entries: readonly Entry[]): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new DocumentError("DOCUMENT_CORRUPT", "The archive is damaged: its entries overlap.");
    end = start + localHeaderBytes + entry.fileNameLength + entry.compressedSize;
  }
}

function refuseUnreadable(files: readonly Entry[]): void {
  if (files.some((entry) => entry.isEncrypted())) {
    throw new DocumentError("DOCUMENT_ENCRYPTED", "The archive is encrypted: unpack it, and send its files.");
  }
  const other = files.find((entry) => !entry.canDecodeFileData());
  if (other !== undefined) {
    const method = `method ${other.compressionMethod}`;
    throw new DocumentError(
      "DOCUMENT_UNSUPPORTED",
      `The archive is compressed in an unusual way (${method}): unpack it, and send its files.`,
    );
  }
}

function kindOf(entry: Entry): ArchiveEntry["kind"] {
  // Which kinds of files there are is said only by Unix (APPNOTE 6.3, 4.4.2 and 4.4.15), by the mode in the upper half.
  const type = (entry.externalFileAttributes >>> 16) & unixFileTypes;
  if (type === unixLink) return "link";
  if (entry.fileNameRaw.at(-1) === slash || type === unixFolder) return "folder";
  return type === 0 || type === unixFile ? "file" : "device";
}

function saysEncoding(entry: Entry): boolean {
  return (entry.generalPurposeBitFlag & utf8Flag) !== 0 || entry.extraFields.some(({ id }) => id === unicodePathField);
}

function knownName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

async function* inflated(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array, void, void> {
  const stream = await refuseBroken(zip.openReadStreamPromise(entry));
  const pieces = stream[Symbol.asyncIterator]();
  let checksum = 0;
  try {
    for (;;) {
      const next = await refuseBroken(pieces.next());
      if (next.done === true) break;
      const piece = next.value as Buffer;
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } finally {
    stream.destroy();
  }
  if (checksum !== entry.crc32) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The archive is damaged: a file in it is not what it was.");
  }
}
