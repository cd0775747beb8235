import type { FuzzAnswer } from "./wire.js";

/** Traces of the inside: stack frames, statements, the database's own words, the server's folders. */
const leaks: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a stack trace", /\n\s+at [^\n]*(\.[jt]s:\d+|node:)/],
  ["a stack trace", /\\n\s+at [^\n"]*(\.[jt]s:\d+|node:)/],
  ["a statement", /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^"]{0,400}\b(FROM|VALUES|SET|WHERE|RETURNING)\b/],
  [
    "words of the database",
    /QueryFailedError|syntax error at or near|violates [\w-]+ constraint|invalid input syntax|invalid byte sequence|relation \\?"|out of range for type|unsupported Unicode escape/,
  ],
  ["a path", /\/node_modules\/|\/dist\/src\/|file:\/\/\//],
];

/** What the routes about images answer where nobody makes images: a fault of 500, as AnythingLLM's is. */
const withoutImages = /"error":"No valid image generation provider was set\. Got: undefined"/;

/**
 * What is wrong with an answer; null: nothing.
 * @param folders the server's own folders, which no answer may name
 */
export function fault(
  { status, headers, text, failure }: FuzzAnswer,
  sent: string,
  folders: readonly string[],
): string | null {
  if (failure !== null) return failure;
  if (status === 503) return headers["retry-after"] === undefined ? "503 without Retry-After" : null;
  if (status === 500 && withoutImages.test(text)) return null;
  if (status >= 500 && status !== 502 && status !== 504) return `status ${status}`;
  const leak = leaks.find(([, pattern]) => pattern.test(text) && !pattern.test(sent));
  if (leak !== undefined) return `${leak[0]} in the answer`;
  if (folders.some((folder) => text.includes(folder))) return "a folder of the server in the answer";
  return isBrokenJson(headers["content-type"], text) ? "JSON that cannot be parsed" : null;
}

function isBrokenJson(type: string | string[] | undefined, text: string): boolean {
  if (text === "" || text.length >= 400_000 || !/^application\/json(;|$)/.test(String(type))) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
