import type { ChunkIndex, GenerationWriter, IndexedChunk, WholeGeneration } from "../retrieval/index.js";
import type { DocumentToRead } from "./reading.js";

/**
 * Takes the chunks of a document batch by batch. One batch may be all: it is held until there is another, so that a short
 * document can be written at once. Of a longer one, the database takes a batch while the next is made.
 */
export class ChunkSink {
  private held: IndexedChunk[] | null = null;
  private language: string | null = null;
  private writer: GenerationWriter | null = null;
  private writing: Promise<void> = Promise.resolve();
  /** Chunks taken so far. */
  count = 0;

  constructor(
    private readonly index: ChunkIndex,
    private readonly document: DocumentToRead,
    private readonly spaceId: number,
  ) {}

  /** @throws what writing the batch before throws: GenerationGoneError when the document was removed or begun again. */
  async add(batch: IndexedChunk[], language: string | null): Promise<void> {
    const isFirst = this.count === 0;
    this.count += batch.length;
    this.language ??= language;
    if (isFirst) this.held = batch;
    else {
      await this.release();
      await this.write(batch);
    }
  }

  /** All chunks, when they are few and were not written; null otherwise. */
  get whole(): Omit<WholeGeneration, "documentId"> | null {
    const { held, language, spaceId } = this;
    return held === null ? null : { chunks: held, language, spaceId };
  }

  /** Writes what is left, and returns the number of the generation, which is whole then. Throws as `add` does. */
  async finish(): Promise<number> {
    await this.release();
    await this.writing;
    if (this.writer === null) throw new Error("A document without chunks must fail in its parser.");
    await this.writer.finish();
    return this.writer.generation;
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    await this.writing.catch(() => undefined);
    if (this.writer !== null) await this.index.discard(this.writer);
  }

  private async release(): Promise<void> {
    const { held, document, spaceId, language } = this;
    if (held === null) return;
    this.held = null;
    // Only an attempt in which the server broke down leaves a generation that nobody sees.
    this.writer = await this.index.begin(document.id, spaceId, language, document.interruptions > 0);
    await this.write(held);
  }

  private async write(batch: readonly IndexedChunk[]): Promise<void> {
    await this.writing;
    this.writing = this.writer?.write(batch) ?? Promise.resolve();
    // It is told by the next one that awaits it.
    this.writing.catch(() => undefined);
  }
}
