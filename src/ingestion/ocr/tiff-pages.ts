import { DocumentError } from "../errors.js";

/** What a picture's header says of one of its pages, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const classicVersion = 42;
const widthTag = 256;
const heightTag = 257;
const shortType = 3;
const entryBytes = 12;

/**
 * Reads the sizes of a TIFF file's pages from its chain of directories (TIFF 6.0, section 2).
 * @throws DocumentError DOCUMENT_CORRUPT when the chain leads out of the file or in a circle, DOCUMENT_TOO_LARGE when
 *   it has more pages than `maximumPages`.
 */
export function tiffPages(file: Uint8Array, maximumPages: number): PictureSize[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const isLittle = file[0] === 0x49;
  const pages: PictureSize[] = [];
  const seen = new Set<number>();
  try {
    if (view.getUint16(2, isLittle) !== classicVersion) {
      throw new DocumentError("DOCUMENT_UNSUPPORTED", "BigTIFF files are not read: save the picture as ordinary TIFF.");
    }
    for (let at = view.getUint32(4, isLittle); at !== 0;) {
      if (seen.has(at)) throw damaged();
      seen.add(at);
      if (pages.length >= maximumPages) {
        throw new DocumentError("DOCUMENT_TOO_LARGE", `The picture has more than ${maximumPages} pages.`);
      }
      const entries = view.getUint16(at, isLittle);
      pages.push(directorySize(view, at + 2, entries, isLittle));
      at = view.getUint32(at + 2 + entries * entryBytes, isLittle);
    }
  } catch (error) {
    // What lies outside the file cannot be read.
    throw error instanceof RangeError ? damaged(error) : error;
  }
  if (pages.length === 0) throw damaged();
  return pages;
}

function directorySize(view: DataView, start: number, entries: number, isLittle: boolean): PictureSize {
  let [width, height] = [0, 0];
  for (let index = 0; index < entries; index += 1) {
    const at = start + index * entryBytes;
    const tag = view.getUint16(at, isLittle);
    if (tag !== widthTag && tag !== heightTag) continue;
    const isShort = view.getUint16(at + 2, isLittle) === shortType;
    const value = isShort ? view.getUint16(at + 8, isLittle) : view.getUint32(at + 8, isLittle);
    if (tag === widthTag) width = value;
    else height = value;
  }
  if (width === 0 || height === 0) throw damaged();
  return { width, height };
}

function damaged(cause?: unknown): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", "The picture is damaged: its pages cannot be found.", { cause });
}
