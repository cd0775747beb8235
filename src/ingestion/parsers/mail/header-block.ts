/** A header field: a name of printable ASCII, a colon (RFC 5322, section 2.2). */
const field = /^([!-9;-~]+)[ \t]*:/;
/** Fields that stand in the headers of messages, and hardly at the start of lines of a text. */
const mailField =
  /^(?:received|return-path|delivered-to|envelope-to|message-id|from|to|cc|date|subject|reply-to|sender|mime-version|content-type|content-transfer-encoding|authentication-results|dkim-signature|status|x-[a-z][\w-]*)[ \t]*:/i;
const lineEnd = /\r?\n/;

/** Whether a line is a field of a header. */
export function isHeaderField(line: string): boolean {
  return field.test(line);
}

/** Whether a line is a field of the header of a message. */
export function isMailHeaderField(line: string): boolean {
  return mailField.test(line);
}

/** The header at the start of a message: everything before the first empty line. */
export interface HeaderBlock {
  /** Names of its fields, lower case. */
  readonly names: ReadonlySet<string>;
  /** Its lines, each byte as a character; the last one may be cut off. */
  readonly text: string;
}

/**
 * Reads the header that a file begins with.
 * @param head The first bytes of the file.
 * @returns null when it begins with something else.
 */
export function readHeaderBlock(head: Uint8Array): HeaderBlock | null {
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const lines = Buffer.from(head.subarray(isMarked ? 3 : 0))
    .toString("latin1")
    .split(lineEnd);
  const end = lines.indexOf("");
  const header = end < 0 ? lines.slice(0, -1) : lines.slice(0, end);
  const names = new Set<string>();
  for (const [index, line] of header.entries()) {
    if (index > 0 && /^[ \t]/.test(line)) continue;
    const name = field.exec(line)?.[1];
    if (name === undefined) return null;
    names.add(name.toLowerCase());
  }
  return names.size === 0 ? null : { names, text: header.join("\n") };
}

/** Whether a header is that of a message, rather than one that some other text begins with. */
export function isMessageHeader({ names }: HeaderBlock): boolean {
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  return (
    has("mime-version", "content-type") ||
    (has("message-id") && (has("from") || has("date"))) ||
    (has("received") && (has("from") || has("subject"))) ||
    (has("from", "date") && (has("to") || has("subject")))
  );
}
