import type { DocumentStatus } from "../entities/index.js";

/** What the reading of a document needs of its row. */
export interface DocumentToRead {
  readonly id: number;
  readonly uuid: string;
  readonly ownerId: number;
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly contentHash: string;
  readonly fileKey: string;
  /** Of the text of an earlier reading. */
  readonly textKey: string | null;
  /** The generation that searches see; 0 when there is none. */
  readonly generation: number;
  /** How many documents it is inside of. */
  readonly depth: number;
  readonly parentId: number | null;
  readonly sealedPassword: string | null;
  readonly suppliedSpaceId: number | null;
  /** Whether its owner has another document that was read, of the same bytes. */
  readonly hasTwin: boolean;
  /** In how many attempts, one after the other, the server broke down before this one. */
  readonly interruptions: number;
  /** The number of this attempt: what it writes counts only while the row has the same. */
  readonly reading: number;
}

/** The attempt was stopped, or another one has begun: it leaves no trace, and nobody is told. */
export class ReadingOverError extends Error {
  constructor() {
    super("The reading of the document is over: it was stopped, or begun again.");
  }
}

/** How far the reading is; what is left out is as it was. */
export interface ReadingChange {
  readonly status?: DocumentStatus;
  readonly bytesRead?: number;
  /** The page reached, from 1; null for formats without pages. */
  readonly page?: number | null;
  readonly pages?: number | null;
  /** Length of the text so far, in UTF-16 code units. */
  readonly characters?: number;
  /** Chunks indexed so far. */
  readonly chunks?: number;
}
