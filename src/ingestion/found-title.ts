const longestTitle = 500;

/** What a file says of itself, fit for a row: without white space around it, at most so long; null when nothing is left. */
export function shortened(text: string | null, length: number): string | null {
  const clean = text?.replaceAll("\0", "").trim() ?? "";
  return clean === "" ? null : clean.slice(0, length).toWellFormed();
}

/** The title that a file gives itself, as it is kept; null when it gives none. */
export function shortenedTitle(found: string | null): string | null {
  return shortened(found, longestTitle);
}

/**
 * The title of a document from its reading on: the one that its file gives itself, unless somebody gave it another one
 * than the file's name. Its chunks are found by it, in the first reading as in every later one.
 */
export function titleOnceRead(
  document: { readonly title: string; readonly name: string },
  found: string | null,
): string {
  const { title, name } = document;
  return title === name ? (shortenedTitle(found) ?? title) : title;
}
