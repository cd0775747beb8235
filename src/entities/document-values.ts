/** What a document was read from, and what its file says of itself. */
export interface StoredReading {
  /** Hash of what, with the bytes, the text and the chunks depend on. */
  readonly basis: string;
  /** SHA-256 of the bytes that were read, hexadecimal. */
  readonly contentHash: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly description: string | null;
}

/** How far the reading of a document is, as its row keeps it. */
export interface StoredProgress {
  /** Which attempt this is, from 1, or which one comes next. */
  readonly attempt: number;
  /** When the next attempt begins at the earliest, in ISO 8601; null while one is under way. */
  readonly nextAttemptAt: string | null;
  /** Bytes of the file that were read; stays 0 for formats that are not read from the start to the end. */
  readonly bytesRead: number;
  /** The page reached, from 1; null for formats without pages. */
  readonly page: number | null;
  /** Pages of the document, once they are known. */
  readonly pages: number | null;
  /** Length of the text so far, in UTF-16 code units. */
  readonly characters: number;
  /** Chunks indexed so far. */
  readonly chunks: number;
}
