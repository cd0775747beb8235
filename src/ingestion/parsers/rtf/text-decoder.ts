import iconv from "iconv-lite";

const bufferBytes = 4_096;

type Decoder = ReturnType<typeof iconv.getDecoder>;

/** Decodes the bytes of a stretch of text, which come one by one or in runs; a character may be cut between them. */
export class StretchDecoder {
  private readonly buffer = Buffer.alloc(bufferBytes);
  private length = 0;
  /** Decoders are made once for each encoding: at the end of a stretch they are as new. */
  private readonly decoders = new Map<string, Decoder>();
  private decoder: Decoder | null = null;

  /** @param sink Takes the text, in parts. */
  constructor(private readonly sink: (text: string) => void) {}

  /** Adds bytes of the stretch, which are in the encoding that its first bytes came with. */
  add(bytes: Uint8Array, encoding: string): void {
    if (this.decoder === null && bytes.every(isAscii)) {
      this.sink(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1"));
      return;
    }
    this.decoder ??= this.decoderOf(encoding);
    for (let at = 0; at < bytes.length;) {
      const taken = Math.min(bytes.length - at, bufferBytes - this.length);
      this.buffer.set(bytes.subarray(at, at + taken), this.length);
      this.length += taken;
      at += taken;
      if (this.length === bufferBytes) this.pass();
    }
  }

  /** Ends the stretch. */
  end(): void {
    if (this.decoder === null) return;
    this.pass();
    const rest = this.decoder.end();
    this.decoder = null;
    if (rest !== undefined && rest !== "") this.sink(rest);
  }

  private decoderOf(encoding: string): Decoder {
    const known = this.decoders.get(encoding);
    if (known !== undefined) return known;
    const decoder = iconv.getDecoder(encoding, { stripBOM: false });
    this.decoders.set(encoding, decoder);
    return decoder;
  }

  private pass(): void {
    const text = this.decoder?.write(this.buffer.subarray(0, this.length)) ?? "";
    this.length = 0;
    if (text !== "") this.sink(text);
  }
}

/** In every code page of RTF, these bytes are the same, save as the second of a character. */
function isAscii(byte: number): boolean {
  return byte < 0x80;
}
