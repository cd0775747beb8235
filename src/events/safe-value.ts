/** Texts longer than this, in UTF-16 code units, are cut in the event log. */
const longestText = 200;

/**
 * A value as the event log keeps it: long texts cut to 200 characters, whatever Postgres refuses in JSON (NUL characters,
 * halves of surrogate pairs) replaced, dates as ISO 8601 texts. Objects and lists are copied with all that is in them.
 */
export function safeValue(value: unknown): unknown {
  if (typeof value === "string") return safeText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(safeValue);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [safeText(name), safeValue(item)]));
  }
  return value;
}

function safeText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return cut.replaceAll("\u0000", "\uFFFD").toWellFormed();
}
