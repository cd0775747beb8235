let bytes = 0;

/** Told by whoever reads the file that is parsed, piece by piece. A parser process reads one file at a time. */
export function noteBytesRead(count: number): void {
  bytes += count;
}

/** The bytes that were read since {@link resetReadMeter}; more than the file has when parts are read twice. */
export function bytesRead(): number {
  return bytes;
}

/** The next file begins. */
export function resetReadMeter(): void {
  bytes = 0;
}
