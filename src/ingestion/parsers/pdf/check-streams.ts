import { once } from "node:events";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflate } from "node:zlib";
import { DocumentError } from "../../errors.js";
import { maximumImagePixels } from "./open-pdf.js";

/** What a stream that is no picture may inflate to: no page or font has as much. */
const maximumBytes = 128 * 1_048_576;
/** A picture may always inflate to this, and to eight bytes for each of its pixels, which is the most that one has. */
const smallPictureBytes = 16 * 1_048_576;
const bytesPerPixel = 8;
/** Deflate makes nothing smaller than by this factor. */
const bestRatio = 1_032;
/** Streams may be deflated several times over, which no program does more often. */
const maximumTimes = 4;
const deflateFilter = /\/(?:FlateDecode|Fl)\b/g;
/** The dictionary of a stream stands before it, and is hardly longer. */
const dictionaryBytes = 2_048;

/** What the streams of a PDF file are. */
export interface StreamFacts {
  /** The size of a picture that is too large to be drawn, as `width x height`; null when there is none. */
  readonly hugePicture: string | null;
}

/**
 * Looks through the streams of a PDF file for those that inflate to more than what they stand for: pdf.js inflates a
 * stream whole, whatever that takes. Only streams that could be so large are inflated here, piece by piece, and nothing
 * of them is kept. Streams behind another filter or encryption are left to the limit of memory.
 * @throws DocumentError DOCUMENT_TOO_LARGE when there is one.
 */
export async function checkStreams(file: Buffer): Promise<StreamFacts> {
  let hugePicture: string | null = null;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    const start = startOfData(file, at);
    if (start === null) continue;
    const piece = file.toString("latin1", Math.max(0, at - dictionaryBytes), at);
    const dictionary = piece.slice(piece.lastIndexOf("obj") + 3);
    const picture = pictureSize(dictionary);
    const pixels = picture === null ? 0 : picture.width * picture.height;
    if (picture !== null && pixels > maximumImagePixels) {
      // It is left out when its page is drawn.
      hugePicture = `${picture.width} x ${picture.height}`;
      continue;
    }
    const limit = picture === null ? maximumBytes : Math.max(smallPictureBytes, pixels * bytesPerPixel);
    const found = file.indexOf("endstream", start);
    const end = found < 0 ? file.length : found;
    const times = Math.max(1, dictionary.match(deflateFilter)?.length ?? 1);
    if ((end - start) * bestRatio ** times <= limit || !isDeflated(file, start)) continue;
    if (times > maximumTimes || (await inflatedBytes(file.subarray(start, end), times, limit)) > limit) {
      throw new DocumentError("DOCUMENT_TOO_LARGE", "The PDF has a part that inflates to more than any page needs.");
    }
  }
  return { hugePicture };
}

/** Where the data of a stream begins (ISO 32000-1, 7.3.8.1); null when this is the end of one, or just a word. */
function startOfData(file: Buffer, keyword: number): number | null {
  if (file.toString("latin1", Math.max(0, keyword - 3), keyword) === "end") return null;
  const after = keyword + 6;
  if (file[after] === 0x0a) return after + 1;
  if (file[after] !== 0x0d) return null;
  return file[after + 1] === 0x0a ? after + 2 : after + 1;
}

/** The size of a picture by the dictionary of its stream; null when that is something else. */
function pictureSize(dictionary: string): { readonly width: number; readonly height: number } | null {
  if (!/\/Subtype\s*\/Image\b/.test(dictionary)) return null;
  const [width = 0, height = 0] = ["Width", "Height"].map((name) =>
    Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? 0),
  );
  return { width, height };
}

/** Whether the data begins as zlib's does (RFC 1950, 2.2). */
function isDeflated(file: Buffer, start: number): boolean {
  const [method = 0, flags = 0] = file.subarray(start, start + 2);
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

/** How many bytes the data inflates to, so many times over, as far as it can be; stops counting beyond the limit. */
async function inflatedBytes(data: Buffer, times: number, limit: number): Promise<number> {
  const first = createInflate();
  const others = Array.from({ length: times - 1 }, () => createInflate());
  let bytes = 0;
  const meter = new Writable({
    write(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done(bytes > limit ? new Error("enough") : null);
    },
  });
  const reading = pipeline([first, ...others, meter]);
  first.end(data);
  // Damaged data counts as far as it goes, which is what a reader takes of it.
  await reading.catch(() => undefined);
  for (const inflate of [first, ...others]) if (!inflate.closed) await once(inflate, "close");
  return bytes;
}
