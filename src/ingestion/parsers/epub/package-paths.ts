import { posix } from "node:path";

/** A place in a book: a part of the archive, and the id of an element in it. */
export interface BookPlace {
  readonly part: string;
  readonly anchor: string | null;
}

/**
 * Resolves a reference in a part of a book. References are relative URLs; the names in the archive are plain.
 * @param from The name of the part that holds the reference.
 */
export function resolveReference(from: string, reference: string): BookPlace {
  const [path = "", anchor] = reference.split("#", 2);
  const part = path === "" ? from : posix.resolve("/", posix.dirname(from), unescapeUrl(path)).slice(1);
  return { part, anchor: anchor === undefined || anchor === "" ? null : unescapeUrl(anchor) };
}

function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
