import { join } from "node:path";
import type { Transactions } from "../database/transaction.js";
import { DocumentStatus } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { type ChunkIndex, embeddedText, type GenerationWriter, type IndexedChunk } from "../retrieval/index.js";
import type { CurrentSpace, EmbeddingSpace } from "../retrieval/current-space.js";
import type { FileStore } from "../storage/file-store.js";
import type { WorkFolders } from "../storage/work-folders.js";
import type { FoundParts } from "./found-parts.js";
import type { ParserPool } from "./process/parser-pool.js";
import type { ParsedBatch, ParsedFacts, ParsePosition } from "./process/protocol.js";
import { publishReading } from "./publish-reading.js";
import type { DocumentToRead, ReadingChange } from "./reading.js";
import { readSpeech, type SpeechParts } from "./speech/read-speech.js";

/** What the pipeline works with. */
export interface PipelineParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  /** Where parsers write. */
  readonly work: WorkFolders;
  readonly parsers: ParserPool;
  readonly transcription: SpeechParts["model"];
  readonly spaces: CurrentSpace;
  readonly index: ChunkIndex;
  readonly events: Pick<EventRecorder, "record">;
  /** Takes files found inside a file. */
  readonly parts: FoundParts;
  /** What opens a document's bytes; null when nothing is known to. */
  readonly passwordOf: (document: DocumentToRead) => string | null;
}

/** The space of vectors that came with a document. */
interface SuppliedSpace {
  readonly id: number;
  readonly isSupplied: true;
}

/** Told how far a document is. */
export type OnProgress = (change: ReadingChange) => Promise<void>;

/**
 * Makes a stored file searchable: parsed, split and analysed in a child process, embedded in batches, written as a
 * generation of chunks that nobody sees, and published whole in one short transaction, together with the documents that
 * were found inside.
 */
export class IngestionPipeline {
  constructor(private readonly parts: PipelineParts) {}

  /**
   * Reads one document. What an earlier, broken attempt left behind is removed first; on failure nothing of this one
   * stays.
   * @throws DocumentError when the file cannot be read; ReadingOverError when the document was removed, stopped, or begun
   * again meanwhile; what the embedding model throws.
   */
  async ingest(document: DocumentToRead, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const { files, work, parsers, transcription, spaces, index, passwordOf } = this.parts;
    const { name, mimeType, suppliedSpaceId } = document;
    const space = suppliedSpaceId === null ? await spaces.get() : { id: suppliedSpaceId, isSupplied: true as const };
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    let writer: GenerationWriter | null = null;
    let writing: Promise<void> = Promise.resolve();
    let chunks = 0;
    const onBatch = async (batch: ParsedBatch): Promise<void> => {
      writer ??= await index.begin(document.id, space.id, batch.language, document.wasInterrupted);
      const ready = await embedded(batch, document.title, space, either);
      // The database takes a batch while the next one is made.
      await writing;
      writing = writer.write(ready);
      writing.catch(() => undefined);
      chunks += ready.length;
      await onProgress({ ...changeOf(batch), status: DocumentStatus.EMBEDDING, chunks });
    };
    const onPosition = (position: ParsePosition): void => {
      onProgress(changeOf(position)).catch((error: unknown) => over.abort(error));
    };
    try {
      await work.use(async (folder) => {
        const job = {
          textPath: join(folder, "text"),
          partsPath: join(folder, "parts"),
          password: passwordOf(document),
          enrich: { title: document.title, embed: "isHashed" in space && space.isHashed },
          ...("split" in space ? { split: space.split } : { isSupplied: true }),
        };
        const facts = await files.withLocalPath(document.fileKey, (path) =>
          readSpeech({ path, name, mimeType }, { model: transcription, folder }, either, (file) =>
            parsers.run({ ...job, ...file }, onBatch, either, onPosition),
          ),
        );
        await writing;
        if (writer === null) throw new Error("A document without chunks must fail in its parser.");
        await this.publish(document, facts, writer, job);
      });
    } catch (error) {
      await writing.catch(() => undefined);
      if (writer !== null) await index.discard(writer);
      throw over.signal.aborted ? over.signal.reason : error;
    }
    if (document.generation > 0) await index.sweepDocument(document.id);
  }

  private async publish(
    document: DocumentToRead,
    facts: ParsedFacts,
    writer: GenerationWriter,
    { textPath, partsPath }: { readonly textPath: string; readonly partsPath: string },
  ): Promise<void> {
    const { transactions, files, events, parts } = this.parts;
    await writer.finish();
    const keys = [await files.adopt(textPath)];
    try {
      // A document that was never read has no parts yet.
      const hasParts = facts.parts.length > 0 || document.generation > 0;
      const found = hasParts ? await parts.store(document, facts.parts, partsPath, keys) : null;
      await transactions.run(async () => {
        await publishReading(transactions, document, facts, writer, keys[0] ?? "");
        await events.record(null, "document.processed", {
          subject: { type: "Document", id: document.id },
          data: { status: DocumentStatus.READY, pages: facts.pages, words: facts.words },
        });
        if (found !== null) await parts.attach(document, found);
        const { textKey: oldText } = document;
        if (oldText !== null) transactions.afterCommit(() => files.delete(oldText));
      });
    } catch (error) {
      for (const key of keys) await files.delete(key);
      throw error;
    }
  }
}

function changeOf({ bytes, characters, page, pages }: ParsePosition): ReadingChange {
  return { bytesRead: bytes, characters, page, pages };
}

/** The chunks of a batch with their vectors: supplied and built-in ones came with them, another model is asked now. */
async function embedded(
  batch: ParsedBatch,
  title: string,
  space: EmbeddingSpace | SuppliedSpace,
  signal: AbortSignal,
): Promise<IndexedChunk[]> {
  const texts = batch.chunks.map((chunk) => embeddedText(chunk, title));
  const vectors = "isSupplied" in space || space.isHashed ? [] : await space.embedDocuments(texts, signal);
  return batch.chunks.map((chunk, index) => {
    const { enrichment } = chunk;
    if (enrichment === null) throw new Error("The parser was not asked to enrich.");
    return { chunk, enrichment, embedding: enrichment.embedding ?? vectors[index] ?? null };
  });
}
