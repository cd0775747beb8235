import iconv from "iconv-lite";

/** Turns the bytes of a text into characters, piece by piece; a character may be cut between two pieces. */
export interface PieceDecoder {
  write(bytes: Buffer): string;
  /** What is left at the end. */
  end(): string;
}

/** Encodings that the runtime knows and iconv-lite does not. */
const ofTheRuntime: readonly string[] = ["iso-2022-jp"];

/** Whether there is a decoder for an encoding; the name is lower case. */
export function isDecodable(name: string): boolean {
  return ofTheRuntime.includes(name) || iconv.encodingExists(name);
}

/** A decoder for an encoding; it leaves a byte order mark where it is. */
export function decoderOf(name: string): PieceDecoder {
  if (ofTheRuntime.includes(name)) {
    const decoder = new TextDecoder(name, { ignoreBOM: true });
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(name, { stripBOM: false });
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? "" };
}

/** The characters of a whole text. */
export function decode(bytes: Uint8Array, name: string): string {
  const decoder = decoderOf(name);
  return decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) + decoder.end();
}
