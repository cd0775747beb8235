import type { Transactions } from "../database/transaction.js";
import { Document, DocumentStatus } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { JobQueue } from "../queue/job-queue.js";
import { type DocumentProgressStream, progressOf } from "./document-progress.js";
import { queueReading } from "./reading-queue.js";

/** Keeps a document's state while it is read, and tells whoever watches. */
export class DocumentReading {
  constructor(
    private readonly transactions: Transactions,
    private readonly progressStream: DocumentProgressStream,
    private readonly queue: JobQueue,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Queues the reading of documents that have no vectors in an embedding space, because the model or the splitter is
   * another one by now. They are found by their words meanwhile. Returns how many.
   */
  async queueOutdated(spaceId: number): Promise<number> {
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM document WHERE status = 'ready' AND supplied_space_id IS NULL AND NOT EXISTS (
         SELECT 1 FROM chunk_embedding e WHERE e.document_id = document.id AND e.generation = document.generation AND e.space_id = $1
       ) ORDER BY id`,
      [spaceId],
    );
    for (const { id } of rows) await queueReading(this.queue, id);
    return rows.length;
  }

  /** Marks a document as being read; null when it is gone. */
  async begin(documentId: number): Promise<Document | null> {
    const repository = this.transactions.manager().getRepository(Document);
    await repository.update(
      { id: documentId },
      { status: DocumentStatus.PARSING, failureCode: null, failureMessage: null },
    );
    const document = await repository.findOneBy({ id: documentId });
    if (document !== null) await this.progressStream.publish(progressOf(document));
    return document;
  }

  /** Tells how many chunks are indexed. The row learns of the stage alone: progress is no reason to write often. */
  async progress(documentId: number, status: DocumentStatus, chunks: number): Promise<void> {
    await this.transactions.query("UPDATE document SET status = $2 WHERE id = $1 AND status <> $2", [
      documentId,
      status,
    ]);
    await this.progressStream.publish({ documentId, status, chunks, failureCode: null, failureMessage: null });
  }

  /** Tells that a document is ready; its row says so already. */
  async finished(documentId: number): Promise<void> {
    const document = await this.transactions.manager().getRepository(Document).findOneBy({ id: documentId });
    if (document !== null) await this.progressStream.publish(progressOf(document));
  }

  /** Marks a document as failed, with the reason. */
  async failed(documentId: number, code: string, message: string): Promise<void> {
    const failure = { status: DocumentStatus.FAILED, failureCode: code, failureMessage: message };
    await this.transactions.run(async () => {
      const documents = this.transactions.manager().getRepository(Document);
      const { affected } = await documents.update({ id: documentId }, failure);
      if (affected === 0) return;
      await this.events.record(null, "document.processed", {
        subject: { type: "Document", id: documentId },
        data: { status: DocumentStatus.FAILED, code },
      });
    });
    await this.finished(documentId);
  }

  /** Calls back when the document is removed, until the returned function is called. */
  async onRemoved(documentId: number, callback: () => void): Promise<() => Promise<void>> {
    return this.progressStream.onRemoved(documentId, callback);
  }
}
