/** A body as it goes over the wire: a character is a byte; null: none. */
export interface FuzzBody {
  readonly body: string | null;
  readonly contentType: string | null;
}

/** A value as the text of a query string, a form or a part of one. */
export function wireText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Percent-encoded; lone surrogates, which have no encoding, become the replacement character. */
export function encoded(value: string): string {
  return encodeURIComponent(
    value.replace(/[\ud800-\udfff]/g, (unit, at: number) => (isPaired(value, at) ? unit : "\ufffd")),
  );
}

/** Text as its bytes in UTF-8, one character each, so that bodies can hold any bytes and still be put together as text. */
export function bytesOf(value: string, encoding: BufferEncoding = "utf8"): string {
  return Buffer.from(value, encoding).toString("latin1");
}

function isPaired(value: string, at: number): boolean {
  const unit = value.charCodeAt(at);
  const [other, isHigh] = unit < 0xdc00 ? [value.charCodeAt(at + 1), true] : [value.charCodeAt(at - 1), false];
  return isHigh ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}
