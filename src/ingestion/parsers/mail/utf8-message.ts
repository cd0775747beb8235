import { isUtf8 } from "node:buffer";
import { decodeBytes } from "../text/decode-file.js";
import { detectHeadEncoding } from "../text/detect-encoding.js";

const sampleBytes = 65_536;
const charset = /\bcharset\*?\s*=\s*"?\s*([\w.:-]+)/i;
/** Bodies that consist of parts, or are no text, are not touched: each part says for itself what it is. */
const hasParts = /^content-type[ \t]*:\s*(?!text\/)/im;
const emptyLine = /\r?\n\r?\n/;

/**
 * Old mailers wrote letters beyond ASCII as they were, without saying in what encoding. This finds that out by the
 * statistics of the bytes, and gives the message in UTF-8, which is what headers, and texts that say nothing, count as.
 * @param message A message as it was stored.
 */
export function utf8Message(message: Uint8Array): Uint8Array {
  if (isUtf8(message)) return message;
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const latin = bytes.toString("latin1", 0, sampleBytes);
  const end = emptyLine.exec(latin);
  if (end === null) return message;
  const [header, body] = [bytes.subarray(0, end.index), bytes.subarray(end.index)];
  const headerText = latin.slice(0, end.index);
  const declared = charset.exec(headerText)?.[1] ?? null;
  const keepsBody = declared !== null || hasParts.test(headerText);
  return Buffer.concat([inUtf8(header, body), keepsBody ? body : inUtf8(body, body)]);
}

/** @param sample Is in the same encoding, and longer: that of a short text cannot be told. */
function inUtf8(text: Buffer, sample: Buffer): Buffer {
  if (isUtf8(text)) return text;
  const encoding = detectHeadEncoding(Buffer.concat([text, sample.subarray(0, sampleBytes)]));
  return encoding === null ? text : Buffer.from(decodeBytes(text, { ...encoding, markBytes: 0 }), "utf8");
}
