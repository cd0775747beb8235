import { shortFact } from "./clean-text.js";

/** So many names are said; of the others, their number. */
const mostNamed = 10;
const longestName = 100;

/**
 * Says which parts a package names and does not hold.
 * @param what They are, such as "chapters".
 * @returns a sentence for people, or none when nothing is missing.
 */
export function missingParts(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`Missing from the file, and not read: ${someNames(what, names)}.`];
}

/** Names of things, such as "chapters a, b and 7 more". */
export function someNames(what: string, names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map((name) => shortFact(name, longestName) ?? "(no name)");
  const rest = names.length - shown.length;
  return `${what} ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
