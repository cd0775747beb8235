/** An encoding that the first bytes prove by themselves. */
interface MarkedEncoding {
  readonly encoding: string;
  /** Length of the byte order mark, 0 without one. */
  readonly markBytes: number;
}

/** The commonest of all Chinese characters; swapped, it would be the letter N. */
const ideographOne = 0x4e00;

/** The encoding that a byte order mark declares, or null. */
export function encodingOfMark(head: Uint8Array): MarkedEncoding | null {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", markBytes: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: "utf-32le", markBytes: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: "utf-32be", markBytes: 4 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", markBytes: 2 };
  return null;
}

/**
 * Recognises UTF-16 and UTF-32 without a mark. Only bytes with zeros can be either: every text in them has spaces or
 * line ends, which have zero bytes, and no other encoding of text has any.
 * @returns null when the bytes are no text in these encodings.
 */
export function wideEncodingWithoutMark(head: Uint8Array): string | null {
  if (!head.includes(0)) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const littleEndian of [true, false]) {
    if (plausibleShare(head.length, 4, (at) => view.getUint32(at, littleEndian), isOrdinary) > 0.97) {
      return littleEndian ? "utf-32le" : "utf-32be";
    }
  }
  const [little, big] = [true, false].map((littleEndian) =>
    plausibleShare(head.length, 2, (at) => view.getUint16(at, littleEndian), isOrdinaryUnit),
  ) as [number, number];
  if (Math.max(little, big) < 0.9) return null;
  return little >= big ? "utf-16le" : "utf-16be";
}

/** Which share of the units are characters that texts are made of. */
function plausibleShare(
  bytes: number,
  unitBytes: number,
  unitAt: (at: number) => number,
  isPlausible: (code: number) => boolean,
): number {
  const units = Math.floor(bytes / unitBytes);
  if (units === 0) return 0;
  let plausible = 0;
  for (let index = 0; index < units; index += 1) {
    if (isPlausible(unitAt(index * unitBytes))) plausible += 1;
  }
  return plausible / units;
}

/** Characters of UTF-16 without those that Latin letters become when their bytes are swapped. */
function isOrdinaryUnit(code: number): boolean {
  return isOrdinary(code) && (code < 0x1e00 || code % 0x100 !== 0 || code === 0x3000 || code === ideographOne);
}

/** Letters and marks of the living scripts: leaves out controls and private use. */
function isOrdinary(code: number): boolean {
  return (
    (code >= 0x20 && code < 0x7f) ||
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0xa0 && code < 0x1100) ||
    (code >= 0x1e00 && code < 0x2700) ||
    (code >= 0x3000 && code < 0x3100) ||
    (code >= 0x4e00 && code < 0xa000) ||
    (code >= 0xac00 && code < 0xe000) ||
    (code >= 0xfb50 && code < 0xfff0) ||
    (code >= 0x1f000 && code < 0x32000)
  );
}
