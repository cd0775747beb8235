import type { StoredPart } from "./process/protocol.js";
import type { DocumentToRead } from "./reading.js";

/** A file found inside a document, whose bytes are in the store now. */
export interface FoundPart extends StoredPart {
  /** Of its bytes; null: a part with this path and these bytes is a document already. */
  readonly fileKey: string | null;
}

/** Makes documents of the files that are found inside a document: attachments, entries of archives. */
export interface FoundParts {
  /**
   * Moves new files into the store; to be called outside of a transaction.
   * @param folder Where they stand.
   * @param keys Gets the key of each file that is stored, so that it can be removed when the reading fails.
   * @throws DocumentError DOCUMENT_NESTED when the outermost document would hold too much.
   */
  store(document: DocumentToRead, parts: readonly StoredPart[], folder: string, keys: string[]): Promise<FoundPart[]>;
  /**
   * Makes, changes and removes the documents inside a document, so that they are the given ones, and queues those that
   * are new; in the transaction that publishes it.
   * @throws DocumentError DOCUMENT_NESTED as above.
   */
  attach(document: DocumentToRead, parts: readonly FoundPart[]): Promise<void>;
}
