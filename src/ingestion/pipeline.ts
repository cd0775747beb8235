import { join } from "node:path";
import type { Transactions } from "../database/transaction.js";
import { DocumentStatus } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { type ChunkIndex, embeddedText, type IndexedChunk } from "../retrieval/index.js";
import type { CurrentSpace, EmbeddingSpace } from "../retrieval/current-space.js";
import type { FileStore } from "../storage/file-store.js";
import type { WorkFolders } from "../storage/work-folders.js";
import { ChunkSink } from "./chunk-sink.js";
import type { FoundParts } from "./found-parts.js";
import type { ParserPool } from "./process/parser-pool.js";
import type { ParsedBatch, ParsedFacts, ParsePosition } from "./process/protocol.js";
import type { FinishedReading } from "./finished-reading.js";
import { publishReadings } from "./publish-readings.js";
import type { DocumentToRead, ReadingChange } from "./reading.js";
import { readEvent, ShortReadings } from "./short-readings.js";
import { readSpeech, type SpeechParts } from "./speech/read-speech.js";
import { Twins } from "./twins.js";

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
  readonly events: Pick<EventRecorder, "record" | "recordAll">;
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
 * were found inside. Short documents are written and published by one transaction with others of their kind.
 */
export class IngestionPipeline {
  private readonly short: ShortReadings;
  private running = 0;
  private readonly twins: Twins;

  constructor(private readonly parts: PipelineParts) {
    this.twins = new Twins(parts.transactions, parts.files, parts.index);
    const { transactions, index, events } = parts;
    this.short = new ShortReadings(transactions, index, events, () => this.running);
  }

  /**
   * Reads one document, or takes over what was read of its twin. What an earlier, broken attempt left behind is removed first; on failure nothing of this one
   * stays.
   * @returns how far it is: at its end.
   * @throws DocumentError when the file cannot be read; ReadingOverError when the document was removed, stopped, or begun
   * again meanwhile; what the embedding model throws.
   */
  async ingest(document: DocumentToRead, onProgress: OnProgress, signal: AbortSignal): Promise<ReadingChange> {
    const { files, work, parsers, transcription, spaces, index, passwordOf } = this.parts;
    const { name, mimeType, suppliedSpaceId } = document;
    const space = suppliedSpaceId === null ? await spaces.get() : { id: suppliedSpaceId, isSupplied: true as const };
    const copy = "isHashed" in space ? await this.twins.copy(document, space.id, signal) : null;
    if (copy !== null) return this.publishCopy(copy);
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const sink = new ChunkSink(index, document, space.id);
    const onBatch = async (batch: ParsedBatch): Promise<void> => {
      await sink.add(await embedded(batch, space, either), batch.language);
      await onProgress({ ...changeOf(batch), status: DocumentStatus.EMBEDDING, chunks: sink.count });
    };
    const onPosition = (position: ParsePosition): void => {
      onProgress(changeOf(position)).catch((error: unknown) => over.abort(error));
    };
    this.running += 1;
    try {
      return await work.use(async (folder) => {
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
        await this.publish(document, facts, sink, job);
        const { pages, characters } = facts;
        return { pages, page: pages, characters, chunks: sink.count, bytesRead: document.sizeBytes };
      });
    } catch (error) {
      await sink.discard();
      throw over.signal.aborted ? over.signal.reason : error;
    } finally {
      this.running -= 1;
    }
  }

  private async publish(
    document: DocumentToRead,
    facts: ParsedFacts,
    sink: ChunkSink,
    { textPath, partsPath }: { readonly textPath: string; readonly partsPath: string },
  ): Promise<void> {
    const { files } = this.parts;
    const isNew = document.generation === 0 && document.interruptions === 0;
    const whole = isNew && facts.parts.length === 0 ? sink.whole : null;
    const generation = whole === null ? await sink.finish() : 0;
    const textKey = await files.adopt(textPath);
    if (whole === null) return this.publishGeneration({ document, facts, generation, textKey }, partsPath);
    try {
      await this.short.publish({ document, facts, whole, textKey });
    } catch (error) {
      await files.delete(textKey);
      throw error;
    }
  }

  private async publishCopy(copy: FinishedReading): Promise<ReadingChange> {
    const { document, generation, facts } = copy;
    try {
      // A copy has no parts: the folder is not looked at.
      await this.publishGeneration(copy, "");
    } catch (error) {
      await this.parts.index.discard({ documentId: document.id, generation });
      throw error;
    }
    const { pages, characters, chunks } = facts;
    return { pages, page: pages, characters, chunks, bytesRead: document.sizeBytes };
  }

  /** @param partsPath Where the files are that were found inside. */
  private async publishGeneration(reading: FinishedReading, partsPath: string): Promise<void> {
    const { transactions, files, index, events, parts } = this.parts;
    const { document, facts, textKey } = reading;
    const keys = [textKey];
    try {
      // A document that was never read has no parts yet.
      const hasParts = facts.parts.length > 0 || document.generation > 0;
      const found = hasParts ? await parts.store(document, facts.parts, partsPath, keys) : null;
      await transactions.run(async () => {
        await publishReadings(transactions, [reading]);
        await events.recordAll(null, "document.processed", [readEvent(reading)]);
        if (found !== null) await parts.attach(document, found);
        const { textKey: oldText } = document;
        if (oldText !== null) transactions.afterCommit(() => files.delete(oldText));
      });
    } catch (error) {
      for (const key of keys) await files.delete(key);
      throw error;
    }
    if (document.generation > 0) await index.sweepDocument(document.id);
  }
}

function changeOf({ bytes, characters, page, pages }: ParsePosition): ReadingChange {
  return { bytesRead: bytes, characters, page, pages };
}

/** The chunks of a batch with their vectors: supplied and built-in ones came with them, another model is asked now. */
async function embedded(
  batch: ParsedBatch,
  space: EmbeddingSpace | SuppliedSpace,
  signal: AbortSignal,
): Promise<IndexedChunk[]> {
  const texts = batch.chunks.map((chunk) => embeddedText(chunk, batch.title));
  const vectors = "isSupplied" in space || space.isHashed ? [] : await space.embedDocuments(texts, signal);
  return batch.chunks.map((chunk, index) => {
    const { enrichment } = chunk;
    if (enrichment === null) throw new Error("The parser was not asked to enrich.");
    return { chunk, enrichment, embedding: enrichment.embedding ?? vectors[index] ?? null };
  });
}
