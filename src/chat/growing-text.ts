const loneSurrogate = /\p{Cs}/gu;
const nul = /\0/g;

/**
 * A text that grows at its end, measured in UTF-16 code units. Whatever is appended, it is at every moment a text that
 * Postgres and UTF-8 can hold: NUL is left out, a high surrogate at the end waits for its other half, and a surrogate
 * without one becomes U+FFFD. Taking a piece from near the end costs the length of that piece, not of the text.
 */
export class GrowingText {
  private pieces: string[] = [];
  /** Where each piece begins; never decreasing. */
  private starts: number[] = [];
  private heldBack = "";
  private units = 0;

  /** How much can be read. */
  get length(): number {
    return this.units;
  }

  /** Appends; returns how much longer the readable text has become, which may be nothing. */
  append(text: string): number {
    let joined = this.heldBack + (text.includes("\0") ? text.replace(nul, "") : text);
    this.heldBack = "";
    if (joined === "") return 0;
    if (isHighSurrogate(joined.charCodeAt(joined.length - 1))) {
      this.heldBack = joined.slice(-1);
      joined = joined.slice(0, -1);
    }
    return this.push(joined.replace(loneSurrogate, "\uFFFD"));
  }

  /** Ends the text: a half that still waits becomes U+FFFD. */
  end(): void {
    if (this.heldBack === "") return;
    this.heldBack = "";
    this.push("\uFFFD");
  }

  /** Cuts the text down to a length, where it is longer. */
  truncate(length: number): void {
    this.heldBack = "";
    if (length >= this.units) return;
    const kept = this.slice(0, length);
    this.pieces = kept === "" ? [] : [kept];
    this.starts = kept === "" ? [] : [0];
    this.units = kept.length;
  }

  /**
   * Where a reader that holds `offset` units goes on: there, or one unit earlier when that is inside of a surrogate pair,
   * since half a pair cannot travel.
   */
  boundary(offset: number): number {
    if (offset <= 0 || offset >= this.units) return Math.min(Math.max(offset, 0), this.units);
    return isHighSurrogate(this.slice(offset - 1, offset).charCodeAt(0)) ? offset - 1 : offset;
  }

  /** The units from `start` up to, not including, `end`. */
  slice(start: number, end: number = this.units): string {
    if (start >= end) return "";
    let result = "";
    for (let index = this.pieceAt(start); index < this.pieces.length; index++) {
      const from = this.starts[index] ?? 0;
      if (from >= end) break;
      result += (this.pieces[index] ?? "").slice(Math.max(0, start - from), end - from);
    }
    return result;
  }

  private push(piece: string): number {
    if (piece === "") return 0;
    this.pieces.push(piece);
    this.starts.push(this.units);
    this.units += piece.length;
    return piece.length;
  }

  /** The index of the last piece that begins at or before the offset. */
  private pieceAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
