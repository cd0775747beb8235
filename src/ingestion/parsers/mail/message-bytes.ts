/** One message of a mailbox, as it is stored: its header, an empty line, its body. */
export interface MailboxMessage {
  /** Its bytes, or only the first of them, without the quotes of lines that look like separators. */
  readonly bytes: Buffer;
  /** How many bytes it takes in the mailbox. */
  readonly sizeBytes: number;
  /** Whether {@link bytes} are all of it. */
  readonly isWhole: boolean;
}

const lineFeed = 0x0a;
const quote = 0x3e;
const quotedSeparator = Buffer.from(">From ");
/** So much is kept of a message that is too large; its header is in there. */
const keptOfLarge = 262_144;

/** Gathers the bytes of one message after the other; each begins with the line end of the line before it. */
export class MessageBytes {
  private parts: Uint8Array[] = [];
  private length = 0;
  private isWhole = true;

  /** @param maximumBytes A larger message is not kept whole. */
  constructor(private readonly maximumBytes: number) {}

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.length += bytes.length;
    if (!this.isWhole) return;
    this.parts.push(bytes);
    if (this.length <= this.maximumBytes) return;
    this.parts = [Buffer.concat(this.parts).subarray(0, keptOfLarge)];
    this.isWhole = false;
  }

  /** The message that was gathered, or null when it has nothing but white space. The next one begins. */
  take(): MailboxMessage | null {
    const { parts, length, isWhole } = this;
    [this.parts, this.length, this.isWhole] = [[], 0, true];
    const bytes = Buffer.concat(parts).subarray(1);
    if (bytes.every((byte) => byte === lineFeed || byte === 0x0d || byte === 0x20)) return null;
    return { bytes: unquoted(bytes), sizeBytes: length - 1, isWhole };
  }
}

/** Takes one ">" away from each line of "From " behind any number of them. */
function unquoted(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(quotedSeparator); at >= 0; at = bytes.indexOf(quotedSeparator, at + 1)) {
    let start = at;
    while (start > from && bytes[start - 1] === quote) start -= 1;
    if (start > 0 && bytes[start - 1] !== lineFeed) continue;
    kept.push(bytes.subarray(from, start));
    from = start + 1;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}
