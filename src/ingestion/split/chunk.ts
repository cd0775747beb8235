/**
 * A piece of a document that is embedded, searched and cited as one.
 *
 * With the document's full text (see `Block`): `text === repeatedHeader + fullText.slice(characterStart, characterEnd)`.
 * Chunks come in order: both their starts and their ends only grow. Neighbours may overlap; what lies between two that
 * do not is white space, so that no other character of a document is in no chunk.
 */
export interface Chunk {
  /** 0 for the first chunk of a document, then one more for each. */
  readonly position: number;
  readonly text: string;
  /** What stands over the rows of a table that this chunk begins with, and is not among them; each line ends in `\n`. */
  readonly repeatedHeader: string;
  /** Where the chunk begins in the full text, in UTF-16 code units; */
  readonly characterStart: number;
  /** and where it ends; never inside a character. */
  readonly characterEnd: number;
  /** The page on which it begins, from 1; null for formats without pages; */
  readonly page: number | null;
  /** and the page on which it ends. */
  readonly pageEnd: number | null;
  /** The headings over all of it, the outermost first. */
  readonly headingPath: readonly string[];
  readonly tokenCount: number;
}
