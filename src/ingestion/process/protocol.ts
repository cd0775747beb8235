import type { DocumentErrorCode } from "../errors.js";
import type { DocumentFacts, ParseLimits, ParserTools } from "../parsers/parser.js";
import type { Chunk } from "../split/chunk.js";
import type { SplitOptions } from "../split/options.js";
import type { TokenizerName } from "../../text/index.js";
import type { EnrichOptions, Enrichment } from "./enrich.js";

/** The document to be read by a child process. */
export interface ParserJob {
  /** Where its bytes are on the local disk. */
  readonly path: string;
  /** The name that it came with. */
  readonly name: string;
  /** The media type that its sender claims. */
  readonly mimeType?: string | null;
  /** Where to write its full text, as UTF-8, while it is read. A job that fails leaves no such file. */
  readonly textPath?: string;
  /** Opens it when it is encrypted. */
  readonly password?: string | null;
  /**
   * A folder for the files found inside it, which is made when there are any, each named by its number; left out: they
   * are not wanted. A job that fails leaves them to whoever asked.
   */
  readonly partsPath?: string;
  /** Left out: those that the pool knows. */
  readonly tools?: ParserTools;
  /** Whether the file holds chunks that a caller supplied with their vectors, as `suppliedLines` writes them. */
  readonly isSupplied?: boolean;
  /** Sizes of chunks that differ from the defaults. */
  readonly split?: Partial<Omit<SplitOptions, "countTokens">> & { readonly tokenizer?: TokenizerName };
  /** How chunks are enriched (see enrich.ts); left out: not at all. */
  readonly enrich?: EnrichOptions;
}

/** A chunk, and what enriching made of it. */
export interface ParsedChunk extends Chunk {
  readonly enrichment: Enrichment | null;
}

/** How far the reading of a file is. */
export interface ParsePosition {
  /** Bytes of the file read so far, for formats that are read from the start to the end. */
  readonly bytes: number;
  /** Characters of the full text read so far. */
  readonly characters: number;
  /** The page reached, or null. */
  readonly page: number | null;
  /** Pages of the document; null when it has none, or they are not known yet. */
  readonly pages: number | null;
}

/** Some chunks, in order, and how far the reading is. */
export interface ParsedBatch extends ParsePosition {
  readonly chunks: readonly ParsedChunk[];
  /** The document's title, by which its chunks are found too. */
  readonly title: string;
  /** The language in which they were analysed, as an ISO 639-1 code; null when it is unknown, or nothing was analysed. */
  readonly language: string | null;
}

/** What is known of a document once it is read whole. */
export interface ParsedFacts extends DocumentFacts {
  readonly format: string;
  readonly mimeType: string;
  /** Length of the full text in UTF-16 code units. */
  readonly characters: number;
  /** Runs of letters and digits between white space; each ideograph counts as a word. */
  readonly words: number;
  /** Estimated tokens of the full text. */
  readonly tokens: number;
  readonly chunks: number;
  /** The files found inside it, in order; empty when they were not wanted. */
  readonly parts: readonly StoredPart[];
  /** What could not be read, a sentence each, for people. */
  readonly warnings: readonly string[];
}

/** A file that was found inside another one, and now stands in the folder of the job. */
export interface StoredPart {
  /** Its path inside the container, as the container says it. */
  readonly path: string;
  /** The media type that the container claims, or null. */
  readonly mimeType: string | null;
  /** Its name in the folder. */
  readonly file: string;
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly contentHash: string;
}

/** From the parent to the child. One job at a time; a job's batches are acknowledged one by one. */
export type ParentMessage =
  | { readonly type: "job"; readonly id: number; readonly job: ParserJob; readonly limits: ChildLimits }
  | { readonly type: "acknowledge"; readonly id: number };

/** From the child to the parent. */
export type ChildMessage =
  | { readonly type: "batch"; readonly id: number; readonly batch: ParsedBatch }
  | { readonly type: "opened"; readonly id: number; readonly format: string; readonly sizeBytes: number }
  | { readonly type: "position"; readonly id: number; readonly position: ParsePosition }
  | { readonly type: "ocr"; readonly id: number; readonly isRunning: boolean }
  | { readonly type: "done"; readonly id: number; readonly facts: ParsedFacts; readonly last: ParsedBatch | null }
  | { readonly type: "failed"; readonly id: number; readonly error: ChildFailure };

/** An error that crossed the process boundary; without a code it is a fault of the program. */
export interface ChildFailure {
  readonly code: DocumentErrorCode | null;
  readonly message: string;
  readonly stack: string;
}

/** Limits that the child keeps by itself. */
export interface ChildLimits extends ParseLimits {
  readonly chunks: number;
}

/** What a parser process may use for one job. */
export interface ParserLimits extends ChildLimits {
  /** Time that it works, in milliseconds; waiting for the batches to be taken does not count. */
  readonly milliseconds: number;
  /** Time that OCR works for it, in milliseconds; that does not count as the parser's own. */
  readonly ocrMilliseconds: number;
  /** Resident memory, together with that of the programs that it runs. */
  readonly memoryBytes: number;
}

/** How many batches may be under way unacknowledged: one is worked on while the next one is made. */
export const batchWindow = 2;
