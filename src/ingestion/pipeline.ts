import type { Transactions } from "../database/transaction.js";
import { Document, DocumentStatus } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { type ChunkIndex, embeddedText, type GenerationWriter, type IndexedChunk } from "../retrieval/index.js";
import type { CurrentSpace, EmbeddingSpace } from "../retrieval/current-space.js";
import type { FileStore } from "../storage/file-store.js";
import type { ParserPool } from "./process/parser-pool.js";
import type { ParsedBatch, ParsedFacts } from "./process/protocol.js";

/** What the pipeline works with. */
export interface PipelineParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly parsers: ParserPool;
  readonly spaces: CurrentSpace;
  readonly index: ChunkIndex;
  readonly events: Pick<EventRecorder, "record">;
}

/** Told where a document is, and how many of its chunks are indexed. */
export type OnProgress = (status: DocumentStatus, chunks: number) => Promise<void>;

/**
 * Makes a stored file searchable: parsed, split and analysed in a child process, embedded in batches, written as a
 * generation of chunks that nobody sees, and published whole in one short transaction.
 */
export class IngestionPipeline {
  constructor(private readonly parts: PipelineParts) {}

  /**
   * Reads one document. What an earlier, broken attempt left behind is removed first; on failure nothing of this one
   * stays.
   * @throws DocumentError when the file cannot be read; NotFoundError when the document is removed meanwhile; what the
   * embedding model throws.
   */
  async ingest(document: Document, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const { files, parsers, spaces, index } = this.parts;
    const space = await spaces.get();
    const textKey = await files.reserve();
    let writer: GenerationWriter | null = null;
    let chunks = 0;
    try {
      const facts = await parsers.run(
        {
          path: files.path(document.fileKey),
          name: document.name,
          mimeType: document.mimeType,
          textPath: files.path(textKey),
          enrich: { title: document.title, embed: space.isHashed },
        },
        async (batch) => {
          writer ??= await index.begin(document.id, space.id, batch.language);
          await writer.write(await embedded(batch, document.title, space, signal));
          chunks += batch.chunks.length;
          await onProgress(DocumentStatus.EMBEDDING, chunks);
        },
        signal,
      );
      await this.publish(document, facts, textKey, writer);
    } catch (error) {
      await files.delete(textKey);
      throw error;
    }
    await index.sweepDocument(document.id);
  }

  private async publish(
    document: Document,
    facts: ParsedFacts,
    textKey: string,
    writer: GenerationWriter | null,
  ): Promise<void> {
    const { transactions, files, index, events } = this.parts;
    if (writer === null) throw new Error("A document without chunks must fail in its parser.");
    await writer.finish();
    await transactions.run(async () => {
      const repository = transactions.manager().getRepository(Document);
      const row = await repository.findOneBy({ id: document.id });
      if (row === null) throw new NotFoundError("Document");
      await repository.update({ id: row.id }, { ...updated(row, facts), textKey });
      await index.publish(row.id, writer.generation);
      await events.record(null, "document.processed", {
        subject: { type: "Document", id: row.id },
        data: { status: DocumentStatus.READY, pages: facts.pages, words: facts.words },
      });
      const { textKey: oldText } = row;
      if (oldText !== null) transactions.afterCommit(() => files.delete(oldText));
    });
  }
}

/** What the file says of itself fills in what the caller did not say. */
function updated(row: Document, facts: ParsedFacts) {
  const isUntitled = row.title === row.name;
  return {
    status: DocumentStatus.READY,
    failureCode: null,
    failureMessage: null,
    title: (isUntitled ? shortened(facts.title, 500) : null) ?? row.title,
    author: row.author ?? shortened(facts.author, 500),
    description: row.description ?? shortened(facts.description, 4_000),
    mimeType: facts.mimeType,
    pages: facts.pages,
    wordCount: facts.words,
    tokenCount: facts.tokens,
    characterCount: facts.characters,
  };
}

function shortened(text: string | null, length: number): string | null {
  const clean = text?.trim() ?? "";
  return clean === "" ? null : clean.slice(0, length);
}

/** The chunks of a batch with their vectors: the built-in model's came with them, another model is asked now. */
async function embedded(
  batch: ParsedBatch,
  title: string,
  space: EmbeddingSpace,
  signal: AbortSignal,
): Promise<IndexedChunk[]> {
  const texts = batch.chunks.map((chunk) => embeddedText(chunk, title));
  const vectors = space.isHashed ? [] : await space.embedDocuments(texts, signal);
  return batch.chunks.map((chunk, index) => {
    const { enrichment } = chunk;
    if (enrichment === null) throw new Error("The parser was not asked to enrich.");
    return { chunk, enrichment, embedding: enrichment.embedding ?? vectors[index] ?? null };
  });
}
