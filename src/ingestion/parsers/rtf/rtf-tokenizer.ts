/** Receives the tokens of an RTF file, in order. */
export interface RtfHandler {
  openGroup(): void;
  closeGroup(): void;
  /** A control word, with its number if it has one. */
  word(name: string, parameter: number | null): void;
  /** A control symbol: a backslash and one character that is no letter. */
  symbol(character: string): void;
  /** Bytes of text, in the code page of the place; line ends, which mean nothing, are left out. */
  bytes(bytes: Uint8Array): void;
}

const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const space = 0x20;
const apostrophe = 0x27;
const minus = 0x2d;
/** Control words have at most 32 letters, numbers at most ten digits (RTF 1.9.1, "RTF Syntax"). */
const maximumLetters = 32;
const maximumDigits = 10;

/**
 * Cuts an RTF file, given in pieces, into tokens (Rich Text Format 1.9.1). Holds no more than one unfinished token;
 * binary data are skipped. Never fails: every sequence of bytes is some sequence of tokens.
 */
export class RtfTokenizer {
  private rest = Buffer.alloc(0);
  /** Bytes of binary data that are still to be skipped. */
  private binary = 0;

  constructor(private readonly handler: RtfHandler) {}

  write(piece: Uint8Array): void {
    this.read(
      this.rest.length === 0
        ? Buffer.from(piece.buffer, piece.byteOffset, piece.length)
        : Buffer.concat([this.rest, piece]),
      false,
    );
  }

  end(): void {
    this.read(this.rest, true);
  }

  private read(data: Buffer, isLast: boolean): void {
    let at = 0;
    while (at < data.length) {
      if (this.binary > 0) {
        const skipped = Math.min(this.binary, data.length - at);
        this.binary -= skipped;
        at += skipped;
        continue;
      }
      const code = data[at];
      if (code === backslash) {
        const next = this.readControl(data, at + 1, isLast);
        if (next === null) break;
        at = next;
      } else if (code === openBrace) {
        this.handler.openGroup();
        at += 1;
      } else if (code === closeBrace) {
        this.handler.closeGroup();
        at += 1;
      } else if (code === carriageReturn || code === lineFeed || code === 0) at += 1;
      else {
        const end = endOfText(data, at);
        this.handler.bytes(data.subarray(at, end));
        at = end;
      }
    }
    this.rest = Buffer.from(data.subarray(at));
  }

  /** @returns the place behind the control, or null when it is cut off and more may follow. */
  private readControl(data: Buffer, start: number, isLast: boolean): number | null {
    const code = data[start];
    if (code === undefined) return isLast ? data.length : null;
    if (isLetter(code)) return this.readWord(data, start, isLast);
    if (code !== apostrophe) {
      this.handler.symbol(String.fromCharCode(code));
      return start + 1;
    }
    if (start + 2 >= data.length && !isLast) return null;
    const byte = Number.parseInt(data.toString("latin1", start + 1, start + 3), 16);
    if (Number.isNaN(byte)) return start + 1;
    this.handler.bytes(Uint8Array.of(byte));
    return Math.min(data.length, start + 3);
  }

  private readWord(data: Buffer, start: number, isLast: boolean): number | null {
    let at = start;
    while (at < data.length && at - start < maximumLetters && isLetter(data[at])) at += 1;
    const letters = at;
    if (data[at] === minus && (isDigit(data[at + 1]) || at + 1 === data.length)) at += 1;
    const digits = at;
    while (at < data.length && at - digits < maximumDigits && isDigit(data[at])) at += 1;
    if (at === data.length && !isLast) return null;
    const name = data.toString("latin1", start, letters);
    const parameter = at === digits ? null : Number(data.toString("latin1", letters, at));
    if (name === "bin") this.binary = Math.max(0, parameter ?? 0);
    else this.handler.word(name, parameter);
    return data[at] === space ? at + 1 : at;
  }
}

function endOfText(data: Buffer, start: number): number {
  let at = start;
  for (; at < data.length; at += 1) {
    const code = data[at];
    if (code === backslash || code === openBrace || code === closeBrace) break;
    if (code === carriageReturn || code === lineFeed || code === 0) break;
  }
  return at;
}

function isLetter(code: number | undefined): boolean {
  return code !== undefined && ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a));
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}
