import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { DocumentError } from "../../errors.js";
import type { ParseSource } from "../parser.js";
import { noteBytesRead } from "../read-meter.js";
import { detectEncoding, type TextEncoding } from "./detect-encoding.js";
import { decode, decoderOf } from "./text-decoder.js";

const pieceBytes = 262_144;

/** Decodes bytes without their byte order mark. */
export function decodeBytes(bytes: Uint8Array, encoding: TextEncoding): string {
  return decode(bytes.subarray(encoding.markBytes), encoding.name);
}

/**
 * The characters of a text file, in pieces of at most 256 Ki; a character is never cut between two pieces.
 * @throws DocumentError DOCUMENT_UNSUPPORTED when the bytes are not text.
 */
export async function* decodeFile(path: string): AsyncGenerator<string, void, void> {
  const encoding = await textEncodingOf(path, null);
  const decoder = decoderOf(encoding.name);
  for await (const bytes of createReadStream(path, { start: encoding.markBytes, highWaterMark: pieceBytes })) {
    noteBytesRead((bytes as Buffer).length);
    const text = decoder.write(bytes as Buffer);
    if (text !== "") yield text;
  }
  const rest = decoder.end();
  if (rest !== "") yield rest;
}

/**
 * The characters of a whole text file.
 * @param declared finds the encoding that the file itself declares, given its first bytes as Latin-1.
 * @throws DocumentError DOCUMENT_TOO_LARGE beyond `wholeFileBytes`, DOCUMENT_UNSUPPORTED when the bytes are not text.
 */
export async function decodeWholeFile(source: ParseSource, declared: (head: string) => string | null): Promise<string> {
  const bytes = await readWholeFile(source);
  const head = bytes.subarray(0, 4_096).toString("latin1");
  return decodeBytes(bytes, await textEncodingOf(source.path, declared(head)));
}

/**
 * The bytes of a file that has to be in memory whole.
 * @throws DocumentError DOCUMENT_TOO_LARGE beyond `wholeFileBytes`.
 */
export async function readWholeFile(source: ParseSource): Promise<Buffer> {
  const { wholeFileBytes } = source.limits;
  if (source.sizeBytes > wholeFileBytes) {
    throw new DocumentError(
      "DOCUMENT_TOO_LARGE",
      `The file has ${source.sizeBytes} bytes; files of its format may have at most ${wholeFileBytes}.`,
    );
  }
  const bytes = await readFile(source.path);
  noteBytesRead(bytes.length);
  return bytes;
}

async function textEncodingOf(path: string, declared: string | null): Promise<TextEncoding> {
  const encoding = await detectEncoding(path, declared);
  if (encoding === null)
    throw new DocumentError("DOCUMENT_UNSUPPORTED", "The file is neither text nor of a known format.");
  return encoding;
}
