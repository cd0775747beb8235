import type { ParsedFacts } from "./process/protocol.js";
import type { DocumentToRead } from "./reading.js";

/** What a document's row says of what was read. */
export type ReadFacts = Omit<ParsedFacts, "format" | "publishedAt" | "language">;

/** What was read of a document. */
export interface FinishedReading {
  readonly document: DocumentToRead;
  readonly facts: ReadFacts;
  /** Its generation of chunks, which is whole. */
  readonly generation: number;
  /** Of its text in the file store. */
  readonly textKey: string;
}
