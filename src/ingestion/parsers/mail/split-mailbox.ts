import { isHeaderField, isMailHeaderField } from "./header-block.js";
import { MessageBytes, type MailboxMessage } from "./message-bytes.js";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const separatorStart = Buffer.from("\nFrom ");
/** A separator is not longer, */
const longestSeparator = 1_024;
/** and whether it is one is also seen by the start of the next line. */
const nextLineStart = 256;
const lookahead = longestSeparator + nextLineStart;
/** An empty line before a separator takes so many bytes at most. */
const lookbehind = 2;
/** The day that mailers write behind the sender, as asctime of C or as RFC 5322 does, */
const day = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3}(?:[A-Z][a-z]{2} {1,3}\d{1,2}|\d{1,2} {1,3}[A-Z][a-z]{2})\b/;
/** and the time. */
const time = /\b\d{1,2}:\d{2}\b/;

/** Whether the first bytes of a file are those of a mailbox. */
export function isMailbox(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, lookahead)).toString("latin1");
  const [first = "", next = ""] = text.split(/\r?\n/, 2);
  return /^From \S/.test(first) && isSeparator(first, next, true);
}

/**
 * Cuts a mailbox into its messages, in the order of the file, and holds one at a time. Reads the formats that are called
 * mboxo and mboxrd (RFC 4155, appendix A): a message begins after a line of "From ", a sender and a time, and such
 * lines inside of messages are quoted with ">". Lengths that messages claim for themselves are not believed. A line that
 * somebody left unquoted begins a message only when it looks like a separator and a header follows it.
 * @param maximumBytes Of a larger message only the start is kept.
 */
export async function* mailboxMessages(
  pieces: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): AsyncGenerator<MailboxMessage, void, void> {
  const splitter = new MailboxSplitter(maximumBytes);
  for await (const piece of pieces) yield* splitter.push(piece);
  yield* splitter.end();
}

class MailboxSplitter {
  private readonly message: MessageBytes;
  /** What is not decided on; its first line end stands for the start of the file, or ends a separator. */
  private window = Buffer.from([lineFeed]);
  /** Up to here there is no separator in the window that begins a message. */
  private searched = 0;
  private isAtStart = true;

  constructor(maximumBytes: number) {
    this.message = new MessageBytes(maximumBytes);
  }

  push(piece: Uint8Array): Generator<MailboxMessage, void, void> {
    this.window = Buffer.concat([this.window, piece]);
    return this.scan(false);
  }

  end(): Generator<MailboxMessage, void, void> {
    return this.scan(true);
  }

  private *scan(isLast: boolean): Generator<MailboxMessage, void, void> {
    for (;;) {
      const at = this.window.indexOf(separatorStart, this.searched);
      const isUndecided = at >= 0 && at + separatorStart.length + lookahead > this.window.length;
      if (at < 0 || (isUndecided && !isLast)) {
        const rest = Math.max(this.searched, this.window.length - separatorStart.length);
        yield* this.release(isLast ? null : at < 0 ? rest : at);
        return;
      }
      const end = this.separatorEnd(at);
      if (end === null) this.searched = at + 1;
      else yield* this.separate(at, end);
    }
  }

  /** The end of the separator that begins after a line end; null when that is none. */
  private separatorEnd(at: number): number | null {
    const lineFeedAt = this.window.indexOf(lineFeed, at + 1);
    const end = lineFeedAt < 0 ? this.window.length : lineFeedAt;
    if (end - at > longestSeparator) return null;
    const line = this.window.toString("latin1", at + 1, end);
    const [next = ""] = this.window.toString("latin1", end + 1, end + nextLineStart).split(/\r?\n/, 1);
    return isSeparator(line, next, this.isAfterEmptyLine(at)) ? end : null;
  }

  /** Whether the line is empty that ends with the line end at an index. */
  private isAfterEmptyLine(at: number): boolean {
    if (at === 0) return this.isAtStart;
    const before = this.window[at - 1];
    return before === lineFeed || (before === carriageReturn && this.window[at - 2] === lineFeed);
  }

  private *separate(at: number, end: number): Generator<MailboxMessage, void, void> {
    this.message.add(this.window.subarray(0, at));
    const { message } = this;
    const whole = message.take();
    if (whole !== null) yield whole;
    this.window = this.window.subarray(end);
    [this.searched, this.isAtStart] = [0, false];
  }

  /** Gives away what is decided on: everything before an index, but for what shows that an empty line precedes it. */
  private *release(undecided: number | null): Generator<MailboxMessage, void, void> {
    const end = undecided === null ? this.window.length : Math.max(0, undecided - lookbehind);
    // The empty line that ends every message belongs to none.
    const last = end - 1;
    const isEndOfLast = undecided === null && last > 0 && this.window[last] === lineFeed && this.isAfterEmptyLine(last);
    this.message.add(this.window.subarray(0, isEndOfLast ? last : end));
    this.window = this.window.subarray(end);
    this.searched = (undecided ?? end) - end;
    if (end > 0) this.isAtStart = false;
    const message = undecided === null ? this.message.take() : null;
    if (message !== null) yield message;
  }
}

function isSeparator(line: string, next: string, isAfterEmptyLine: boolean): boolean {
  const isMarked = day.test(line) && time.test(line);
  if (!isAfterEmptyLine) return isMarked && isMailHeaderField(next);
  // Some mailers quote the separator of the message before, and a message may have no header.
  return isMarked ? next === "" || isHeaderField(next) || next.startsWith(">From ") : isMailHeaderField(next);
}
