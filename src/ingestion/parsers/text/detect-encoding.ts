import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { encodingOfMark, wideEncodingWithoutMark } from "./encoding-marks.js";
import { rankEncodings, withoutCutCharacter } from "./rank-encodings.js";
import { decode, isDecodable } from "./text-decoder.js";

/** How the characters of a file are written down. */
export interface TextEncoding {
  /** A name that `decoderOf` knows, lower case. */
  readonly name: string;
  /** Bytes to skip at the start. */
  readonly markBytes: number;
}

const sampleBytes = 65_536;
const windowBytes = 1_048_576;
/** Control characters that no text has: more than this share of them means that the bytes are no text. */
const maximumControlShare = 0.005;
/** A file with fewer broken sequences than this, relative to its characters beyond ASCII, is damaged UTF-8. */
const maximumDamageShare = 0.05;
/** Labels that web pages and detectors use for what is really their Windows superset. */
const supersets: Readonly<Record<string, string>> = {
  "us-ascii": "windows-1252",
  ascii: "windows-1252",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "iso-8859-8": "windows-1255",
  "iso-8859-8-i": "windows-1255",
  "iso-8859-9": "windows-1254",
  "iso-8859-11": "windows-874",
  "tis-620": "windows-874",
  "koi8-r": "koi8-u",
  gb2312: "gb18030",
  gbk: "gb18030",
  "x-sjis": "shift_jis",
  "ks_c_5601-1987": "euc-kr",
};

/**
 * Finds out how a file's characters are encoded: by its byte order mark, by the zeros of UTF-16 and UTF-32, by being
 * valid UTF-8 to its last byte, by `declared` (what the file says, if that can be true), else by the statistics of its
 * bytes. Reads the file once, in windows of 1 MiB.
 * @returns null when the bytes are not text.
 */
export async function detectEncoding(path: string, declared: string | null = null): Promise<TextEncoding | null> {
  const file = await open(path, "r");
  try {
    const window = Buffer.allocUnsafe(windowBytes);
    let { bytesRead } = await file.read(window, 0, windowBytes, 0);
    const head = window.subarray(0, Math.min(bytesRead, sampleBytes));
    const known = encodingOfHead(head);
    if (known !== "by statistics") return known;
    let position = 0;
    while (bytesRead > 0) {
      const bytes = window.subarray(0, bytesRead);
      const isLast = bytesRead < windowBytes;
      const whole = isLast ? bytes : bytes.subarray(0, endOfWholeCharacters(bytes));
      if (!isUtf8(whole)) return legacyEncoding(whole, declared);
      position += whole.length;
      if (isLast) break;
      ({ bytesRead } = await file.read(window, 0, windowBytes, position));
    }
    return { name: "utf-8", markBytes: 0 };
  } finally {
    await file.close();
  }
}

/** The encoding of the first bytes of a file alone; null when they are not text. */
export function detectHeadEncoding(head: Uint8Array): TextEncoding | null {
  const known = encodingOfHead(head);
  if (known !== "by statistics") return known;
  const whole = head.length < sampleBytes ? head : head.subarray(0, endOfWholeCharacters(head));
  return isUtf8(whole) ? { name: "utf-8", markBytes: 0 } : legacyEncoding(whole, null);
}

function encodingOfHead(head: Uint8Array): TextEncoding | null | "by statistics" {
  const marked = encodingOfMark(head);
  if (marked !== null) return { name: marked.encoding, markBytes: marked.markBytes };
  const wide = wideEncodingWithoutMark(head);
  if (wide !== null) return { name: wide, markBytes: 0 };
  if (controlShare(head) > maximumControlShare) return null;
  // Pure ASCII but for its escape sequences, so that it would pass for UTF-8.
  if (hasShiftSequence(head)) return { name: "iso-2022-jp", markBytes: 0 };
  return "by statistics";
}

function legacyEncoding(bytes: Uint8Array, declared: string | null): TextEncoding | null {
  const sample = sampleAroundNonAscii(bytes);
  if (damageShare(sample) <= maximumDamageShare) return { name: "utf-8", markBytes: 0 };
  const named = declared === null ? null : canonicalEncoding(declared);
  const all = [...(named === null ? [] : [named]), ...rankEncodings(sample), "windows-1252"];
  const fits = all.find((name) => !name.startsWith("utf-") && isCleanIn(name, sample));
  return fits === undefined ? null : { name: fits, markBytes: 0 };
}

/** The name by which an encoding is decoded here; null when it is unknown. */
function canonicalEncoding(label: string): string | null {
  const name = label.trim().toLowerCase();
  const superset = supersets[name] ?? name;
  return isDecodable(superset) ? superset : null;
}

/** Whether the bytes mean nothing impossible in an encoding; their last character may be cut. */
function isCleanIn(name: string, sample: Uint8Array): boolean {
  const text = withoutCutCharacter(decode(sample, name));
  // C1 controls and private characters are what a wrong guess yields.
  const faults = text.match(/[\ufffd\x80-\x84\x86-\x9f\ue000-\uf8ff]/g)?.length ?? 0;
  return faults * 1_000 <= text.length;
}

function damageShare(sample: Uint8Array): number {
  const text = new TextDecoder().decode(sample);
  const beyondAscii = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return beyondAscii === 0 ? 0 : broken / beyondAscii;
}

/** 64 KiB from shortly before the first byte beyond ASCII, without markup: tags would pass for English. */
function sampleAroundNonAscii(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = first < 0 ? 0 : Math.max(0, first - 1_024);
  const sample = bytes.subarray(start, start + sampleBytes);
  const latin = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength).toString("latin1");
  const plain = latin.replace(/<[^<>]{0,1000}>/g, " ");
  return Buffer.from(plain, "latin1");
}

function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) {
    // Tab, line feed, vertical tab, form feed, carriage return and escape occur in texts.
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b) || byte === 0x7f) controls += 1;
  }
  return bytes.length === 0 ? 0 : controls / bytes.length;
}

/** Whether the bytes change to a Japanese character set in the way of ISO-2022-JP (RFC 1468). */
function hasShiftSequence(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const [first, second] = [bytes[at + 1], bytes[at + 2]];
    if (first === 0x24 && (second === 0x40 || second === 0x42)) return true;
    if (first === 0x28 && (second === 0x49 || second === 0x4a)) return true;
  }
  return false;
}

/** Where the last whole UTF-8 character of a window ends. */
function endOfWholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > bytes.length - 4 && end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end > 0 && (bytes[end - 1] ?? 0) >= 0xc0 ? end - 1 : bytes.length;
}
