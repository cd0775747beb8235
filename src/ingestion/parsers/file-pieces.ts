import { createReadStream } from "node:fs";
import { noteBytesRead } from "./read-meter.js";

const pieceBytes = 262_144;

/** The bytes of a file from its start to its end, in pieces of at most 256 KiB. */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    noteBytesRead((piece as Buffer).length);
    yield piece as Buffer;
  }
}
