import type { Transactions } from "../database/transaction.js";
import { Document, DocumentStatus } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { Coalescer } from "../database/coalescer.js";
import { type DocumentToRead, type ReadingChange, ReadingOverError } from "../ingestion/reading.js";
import type { JobQueue } from "../queue/job-queue.js";
import { type DocumentProgress, type DocumentProgressStream, progressOf } from "./document-progress.js";
import { ingestJob, queueReadings, queueReadingLater } from "./reading-queue.js";
import { ReadingReport } from "./reading-report.js";

/** An attempt to read a document. */
export interface Attempt {
  readonly document: DocumentToRead;
  readonly report: ReadingReport;
}

const documentColumns = `d.id, uuid, owner_id AS "ownerId", folder, name, title, mime_type AS "mimeType",
  size_bytes AS "sizeBytes", content_hash AS "contentHash", file_key AS "fileKey", text_key AS "textKey", generation, depth,
  parent_id AS "parentId", sealed_password AS "sealedPassword", supplied_space_id AS "suppliedSpaceId", reading, d.interruptions,
  EXISTS (SELECT 1 FROM document t WHERE t.owner_id = d.owner_id AND t.content_hash = d.content_hash AND t.id <> d.id
    AND t.status = 'ready') AS "hasTwin"`;

/**
 * After so many attempts in which the server broke down, a document is read alone: of all that were being read, any may
 * have been the reason.
 */
const mostTogether = 3;
/** After so many it is given up. Somebody else may have killed the server a few times, but not every time. */
const mostInterruptions = 10;

/** Documents that one statement begins at most. */
const mostAtOnce = 100;
/** Those whose turn comes within so many milliseconds are begun together. */
const lingerMilliseconds = 2;

/** Keeps a document's state while it is read, and tells whoever watches. */
export class DocumentReading {
  private readonly beginning = new Coalescer<number, DocumentToRead | null>((ids) => this.beginAll(ids, mostTogether), {
    most: mostAtOnce,
    lingerMilliseconds,
  });

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
    await queueReadings(
      this.queue,
      rows.map(({ id }) => id),
    );
    return rows.length;
  }

  /**
   * Begins an attempt beside others; null when there is nothing to read: the document is gone, or paused, or was read or
   * given up already. "suspect" when it is to be read alone, and waits until it is: see {@link beginAlone}.
   * @param attempt How often reading it failed before, for a reason that may pass.
   */
  async begin(documentId: number, attempt: number): Promise<Attempt | "suspect" | null> {
    const document = await this.beginning.run(documentId);
    if (document !== null && document.interruptions >= mostTogether) return "suspect";
    return this.attemptOf(document, attempt);
  }

  /**
   * Begins an attempt while no other document is read on this node. A document on which the server broke down too often
   * is given up instead; null then, too.
   */
  async beginAlone(documentId: number, attempt: number): Promise<Attempt | null> {
    const [document = null] = await this.beginAll([documentId], mostInterruptions);
    if (document === null || document.interruptions < mostInterruptions) return this.attemptOf(document, attempt);
    const message = "The server stopped each time that it read this file.";
    await this.failed(document, "DOCUMENT_INTERRUPTED", message);
    return null;
  }

  private attemptOf(document: DocumentToRead | null, attempt: number): Attempt | null {
    if (document === null) return null;
    const documentId = document.id;
    const state: DocumentProgress = {
      documentId,
      status: DocumentStatus.PARSING,
      attempt: attempt + 1,
      nextAttemptAt: null,
      bytesRead: 0,
      bytesTotal: document.sizeBytes,
      page: null,
      pages: null,
      characters: 0,
      chunks: 0,
      failureCode: null,
      failureMessage: null,
    };
    const report = new ReadingReport(state, {
      tell: (progress) => this.progressStream.publish(progress),
      write: (progress) => this.write(document, progress),
    });
    return { document, report };
  }

  /** Tells that a document is ready; its row says so already. @param end how far it is then. */
  async finished({ report }: Attempt, end: ReadingChange): Promise<void> {
    await report.end({ ...end, status: DocumentStatus.READY });
  }

  /** Ends an attempt that failed for good, with the reason. */
  async failed({ id, reading }: DocumentToRead, code: string, message: string): Promise<void> {
    await this.transactions.run(async () => {
      const ended = await this.transactions.query(
        `UPDATE document SET status = 'failed', failure_code = $3, failure_message = $4, progress = NULL, read_at = now()
         WHERE id = $1 AND reading = $2 RETURNING 1`,
        [id, reading, code, message],
      );
      if (ended.length === 0) return;
      await this.events.record(null, "document.processed", {
        subject: { type: "Document", id },
        data: { status: DocumentStatus.FAILED, code },
      });
    });
    await this.tell(id);
  }

  /** Ends an attempt that failed for a reason that may pass, and queues the next one. */
  async retry({ id, reading }: DocumentToRead, attempt: number, delayMilliseconds: number): Promise<void> {
    const nextAttemptAt = new Date(Date.now() + delayMilliseconds).toISOString();
    const progress = {
      attempt: attempt + 1,
      nextAttemptAt,
      bytesRead: 0,
      page: null,
      pages: null,
      characters: 0,
      chunks: 0,
    };
    await this.transactions.run(async () => {
      const ended = await this.transactions.query(
        "UPDATE document SET status = 'queued', progress = $3, interruptions = 0 WHERE id = $1 AND reading = $2 RETURNING 1",
        [id, reading, progress],
      );
      if (ended.length > 0) await queueReadingLater(this.queue, id, attempt, delayMilliseconds);
    });
    await this.tell(id);
  }

  /** Ends an attempt that this node cannot go on with; the document is queued as before. */
  async giveBack({ id, reading }: DocumentToRead, attempt: number): Promise<void> {
    await this.transactions.run(async () => {
      const [counting] = await this.transactions.query(
        "SELECT 1 FROM document WHERE id = $1 AND reading = $2 FOR UPDATE",
        [id, reading],
      );
      if (counting !== undefined) await this.queue.addForDocuments(ingestJob, [id], attempt);
    });
  }

  /**
   * Begins documents: one that was being read already was interrupted. Those with so many interruptions are left waiting,
   * so that what happens meanwhile does not count as one of theirs.
   */
  private async beginAll(documentIds: readonly number[], mostBegun: number): Promise<(DocumentToRead | null)[]> {
    const rows = await this.transactions.query<DocumentToRead>(
      `UPDATE document d SET status = CASE WHEN before.interruptions < $2 THEN 'parsing' ELSE 'queued' END,
         reading = reading + 1, progress = NULL, interruptions = before.interruptions
       FROM (
         SELECT id, status, interruptions + (status <> 'queued')::int AS interruptions
         FROM document WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE
       ) before
       WHERE d.id = before.id AND before.status IN ('queued', 'parsing', 'embedding') RETURNING ${documentColumns}`,
      [documentIds, mostBegun],
    );
    const begun = new Map(rows.map((document) => [document.id, document]));
    return documentIds.map((id) => begun.get(id) ?? null);
  }

  private async tell(documentId: number): Promise<void> {
    const document = await this.transactions.manager().getRepository(Document).findOneBy({ id: documentId });
    if (document !== null) await this.progressStream.publish(progressOf(document));
  }

  private async write({ id, reading }: DocumentToRead, progress: DocumentProgress): Promise<void> {
    const { status, attempt, nextAttemptAt, bytesRead, page, pages, characters, chunks } = progress;
    const written = await this.transactions.query(
      "UPDATE document SET status = $3, progress = $4 WHERE id = $1 AND reading = $2 RETURNING 1",
      [id, reading, status, { attempt, nextAttemptAt, bytesRead, page, pages, characters, chunks }],
    );
    if (written.length === 0) throw new ReadingOverError();
  }
}
