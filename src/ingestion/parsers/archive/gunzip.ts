import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { DocumentError } from "../../errors.js";
import { noteBytesRead } from "../read-meter.js";
import { refuseBomb } from "./refuse-bombs.js";

const pieceBytes = 262_144;
/** Flags of RFC 1952, section 2.3.1: more fields stand before the data. */
const [hasExtra, hasName] = [0x04, 0x08];
const fixedBytes = 10;

/**
 * The bytes that a gzip file was made of.
 * @throws DocumentError DOCUMENT_CORRUPT when it is damaged or cut off, DOCUMENT_TOO_LARGE when it inflates without end.
 */
export async function* gunzipped(path: string): AsyncGenerator<Uint8Array, void, void> {
  const file = createReadStream(path, { highWaterMark: pieceBytes });
  const stream = createGunzip({ chunkSize: pieceBytes });
  let unpacked = 0;
  file.on("data", (piece) => noteBytesRead(piece.length));
  file.on("error", (error) => stream.destroy(error));
  file.pipe(stream);
  try {
    for await (const piece of stream) {
      unpacked += (piece as Buffer).length;
      refuseBomb(stream.bytesWritten, unpacked);
      yield piece as Buffer;
    }
  } catch (error) {
    const isBroken =
      error instanceof Error && "errno" in error && "code" in error && String(error.code).startsWith("Z_");
    if (!isBroken) throw error;
    throw new DocumentError("DOCUMENT_CORRUPT", "The file is damaged or cut off: it is no readable gzip file.", {
      cause: error,
    });
  } finally {
    file.destroy();
    stream.destroy();
  }
}

/** The name that a gzip file says its content has (RFC 1952, section 2.3), or null. @param head Its first bytes. */
export function nameInGzip(head: Uint8Array): string | null {
  const bytes = Buffer.from(head);
  const flags = bytes[3] ?? 0;
  if ((flags & hasName) === 0) return null;
  const start = fixedBytes + ((flags & hasExtra) === 0 ? 0 : 2 + bytes.readUInt16LE(fixedBytes));
  const end = bytes.indexOf(0, start);
  return end <= start ? null : bytes.toString("latin1", start, end);
}
