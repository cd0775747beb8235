import { Readable } from "node:stream";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { ValidationError } from "../errors/index.js";
import { type SuppliedChunk, suppliedLines, suppliedMimeType } from "../ingestion/process/supplied-chunks.js";
import { ensureSuppliedSpace } from "../retrieval/index.js";
import type { Arrived } from "./arrivals.js";
import type { DocumentFacts, DocumentIntakeService, IncomingFile } from "./document-intake.service.js";
import { fileName } from "./library-names.js";

/** A document whose chunks and vectors its owner made. */
export interface EmbeddedDocument extends DocumentFacts {
  readonly title: string;
  /** The owner's name for the model that made the vectors. */
  readonly model: string;
  readonly chunks: readonly SuppliedChunk[];
}

/** What pgvector stores. */
const mostDimensions = 16_000;
const mostChunks = 10_000;
const longestChunk = 100_000;
/** Beyond it, single precision has no number. */
const largestNumber = 3.4e38;

/** Takes documents that come with vectors of a model of their owner's own. */
export class EmbeddedDocumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly intake: Pick<DocumentIntakeService, "takeItem">,
  ) {}

  /**
   * Stores chunks with their vectors, and queues their indexing. They are found by words as every document is, and by
   * vectors of the same model.
   * @throws ValidationError naming the first chunk at fault.
   */
  async create(viewer: Viewer, { model, chunks, ...facts }: EmbeddedDocument): Promise<Arrived> {
    const dimensions = checkedDimensions(chunks);
    const name = `${fileName(facts.title)}.jsonl`;
    const open = async (): Promise<IncomingFile> => {
      // Not before it is known that the document may be added: a refusal leaves nothing behind.
      const suppliedSpaceId = await ensureSuppliedSpace(this.transactions, model, dimensions);
      return { name, mimeType: suppliedMimeType, content: Readable.from(suppliedLines(chunks)), suppliedSpaceId };
    };
    return this.intake.takeItem(viewer, { facts, open });
  }
}

/** The dimensions that all vectors have. */
function checkedDimensions(chunks: readonly SuppliedChunk[]): number {
  const dimensions = chunks[0]?.embedding.length ?? 0;
  if (chunks.length === 0 || chunks.length > mostChunks) {
    throw new ValidationError(`must be 1 to ${mostChunks} chunks`, { field: "chunks" });
  }
  for (const [index, { text, embedding, page }] of chunks.entries()) {
    const refuse = (name: string, message: string): never => {
      throw new ValidationError(message, { field: `chunks.${index}.${name}` });
    };
    if (text.trim() === "" || text.length > longestChunk) refuse("text", `must be 1 to ${longestChunk} characters`);
    if (page !== null && page < 1) refuse("page", "must be at least 1");
    if (embedding.length === 0 || embedding.length > mostDimensions) {
      refuse("embedding", `must have 1 to ${mostDimensions} numbers`);
    }
    if (embedding.length !== dimensions) refuse("embedding", `must have ${dimensions} numbers, as the first has`);
    if (!isDirection(embedding)) refuse("embedding", "must be finite numbers that are not all zero");
  }
  return dimensions;
}

/** Whether a vector can be compared with others by its direction. */
export function isDirection(vector: readonly number[]): boolean {
  return vector.every((value) => Math.abs(value) <= largestNumber) && vector.some((value) => Math.fround(value) !== 0);
}
