import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Chunk, ChunkEmbedding, Document } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import type { ParserPool } from "../ingestion/process/parser-pool.js";
import type { ParsedChunk } from "../ingestion/process/protocol.js";
import { defaultSplitOptions } from "../ingestion/split/options.js";
import { knownDocuments } from "../policies/document.policy.js";
import type { FileStore } from "../storage/file-store.js";
import type { DocumentService } from "./document.service.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** Sizes of chunks in tokens; what is left out is as the instance splits. */
export interface ChunkSizes {
  readonly targetTokens?: number | undefined;
  readonly overlapTokens?: number | undefined;
  readonly maximumTokens?: number | undefined;
}

/** Thrown to end a reading once enough is known. */
class Enough extends Error {}

/** Shows how documents are split. */
export class ChunkService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentService,
    private readonly files: FileStore,
    private readonly parsers: ParserPool,
  ) {}

  /** The chunks of a document that are searched now, in order. */
  async list(viewer: Viewer, documentId: number, page: PageRequest): Promise<Page<Chunk>> {
    const { id, generation } = await this.documents.get(viewer, documentId);
    // Ids of a generation rise with positions.
    const query = this.transactions
      .manager()
      .createQueryBuilder(Chunk, "chunk")
      .where("chunk.documentId = :id AND chunk.generation = :generation", { id, generation });
    return readPage(query, "chunk", page);
  }

  /** How many vectors are searched of the documents that the viewer may know of. */
  async countVectors(viewer: Viewer): Promise<number> {
    const known = knownDocuments(viewer);
    return this.transactions
      .manager()
      .createQueryBuilder(ChunkEmbedding, "vector")
      .innerJoin(Document, "document", "document.id = vector.documentId AND document.generation = vector.generation")
      .where(known.sql, known.parameters)
      .getCount();
  }

  /**
   * The first chunks of a document, split in some way. Nothing is stored.
   * @throws ValidationError when the sizes contradict each other; DocumentError when the file cannot be read.
   */
  async preview(viewer: Viewer, documentId: number, sizes: ChunkSizes, first: number): Promise<ParsedChunk[]> {
    const { fileKey, name, mimeType, suppliedSpaceId } = await this.documents.get(viewer, documentId);
    const split = checkedSizes(sizes);
    const chunks: ParsedChunk[] = [];
    await this.files.withLocalPath(fileKey, async (path) => {
      try {
        await this.parsers.run({ path, name, mimeType, split, isSupplied: suppliedSpaceId !== null }, (batch) => {
          chunks.push(...batch.chunks);
          return chunks.length >= first ? Promise.reject(new Enough()) : Promise.resolve();
        });
      } catch (error) {
        if (!(error instanceof Enough)) throw error;
      }
    });
    return chunks.slice(0, first);
  }
}

function checkedSizes({ targetTokens, overlapTokens, maximumTokens }: ChunkSizes) {
  const target = targetTokens ?? defaultSplitOptions.targetTokens;
  const proportion = target / defaultSplitOptions.targetTokens;
  const scaled = (size: number): number => Math.round(size * proportion);
  const overlap = overlapTokens ?? scaled(defaultSplitOptions.overlapTokens);
  const maximum = maximumTokens ?? scaled(defaultSplitOptions.maximumTokens);
  if (overlap >= target) throw new ValidationError("must be less than `targetTokens`", { field: "overlapTokens" });
  if (maximum < target) throw new ValidationError("must be at least `targetTokens`", { field: "maximumTokens" });
  return { targetTokens: target, overlapTokens: overlap, maximumTokens: maximum };
}
