import { z } from "zod";
import { DocentError, NotFoundError } from "../errors/index.js";
import { DocumentError } from "../ingestion/errors.js";
import type { IngestionPipeline } from "../ingestion/pipeline.js";
import { ReadingOverError } from "../ingestion/reading.js";
import type { Logger } from "../observability/logger.js";
import type { Job, JobRun } from "../queue/job-queue.js";
import { GenerationGoneError } from "../retrieval/index.js";
import type { DocumentProgressStream } from "../services/document-progress.js";
import type { Attempt, DocumentReading } from "../services/document-reading.js";
import { ingestJob } from "../services/reading-queue.js";
import { ShareLock } from "./share-lock.js";

const payloadSchema = z.object({ documentId: z.int(), attempt: z.int().default(0) });

/** A document that fails for reasons that may pass is given up after so many attempts, */
const mostAttempts = 5;
/** which are so far apart, times e for each. */
const firstDelayMilliseconds = 2_000;

/** Reads a stored document and makes it searchable. */
export class IngestDocumentJob implements Job {
  readonly name = ingestJob;
  readonly isReading = true;
  /** The documents that are read on this node now, and how they are stopped. */
  private readonly running = new Map<number, AbortController>();
  private readonly lock = new ShareLock();

  constructor(
    private readonly pipeline: Pick<IngestionPipeline, "ingest">,
    private readonly reading: DocumentReading,
    private readonly logger: Logger,
  ) {}

  /** Stops readings of this node that somebody stopped, on whatever node, until the returned function is called. */
  async listen(progress: Pick<DocumentProgressStream, "onStop">): Promise<() => Promise<void>> {
    return progress.onStop((documentIds) => {
      for (const id of documentIds) this.running.get(id)?.abort(new ReadingOverError());
    });
  }

  /**
   * A file that cannot be read fails for good, with the reason on the document. After a failure that may pass (a model
   * that is away) the document is queued again; the last attempt's reason stands on it. A document on which the server
   * broke down again and again is read alone, so that it is known to be the reason if that goes on.
   */
  async run(payload: unknown, { signal }: JobRun): Promise<void> {
    const { documentId, attempt } = payloadSchema.parse(payload);
    const isSuspect = await this.lock.share(async () => {
      const begun = await this.reading.begin(documentId, attempt);
      if (begun === "suspect") return true;
      if (begun !== null) await this.read(begun, attempt, signal);
      return false;
    });
    if (!isSuspect) return;
    await this.lock.alone(async () => {
      const begun = await this.reading.beginAlone(documentId, attempt);
      if (begun !== null) await this.read(begun, attempt, signal);
    });
  }

  private async read(begun: Attempt, attempt: number, signal: AbortSignal): Promise<void> {
    const documentId = begun.document.id;
    const stopped = new AbortController();
    this.running.set(documentId, stopped);
    try {
      const end = await this.pipeline.ingest(
        begun.document,
        (change) => begun.report.note(change),
        AbortSignal.any([signal, stopped.signal]),
      );
      await this.reading.finished(begun, end);
    } catch (error) {
      if (stopped.signal.aborted || isOver(error)) return;
      // The node stops: another attempt starts over, on another one or later.
      if (signal.aborted) return await this.reading.giveBack(begun.document, attempt);
      await this.fail(begun, attempt + 1, error);
    } finally {
      if (this.running.get(documentId) === stopped) this.running.delete(documentId);
    }
  }

  private async fail({ document }: Attempt, attempts: number, error: unknown): Promise<void> {
    const { id: documentId } = document;
    if (isPassing(error) && attempts < mostAttempts) {
      const delayMilliseconds = Math.round(firstDelayMilliseconds * Math.exp(attempts - 1));
      this.logger.warn({ err: error, documentId, attempts, delayMilliseconds }, "a document is read again later");
      return this.reading.retry(document, attempts, delayMilliseconds);
    }
    if (error instanceof DocentError) return this.reading.failed(document, error.code, error.message);
    this.logger.error({ err: error, documentId }, "a document could not be read");
    const message = "Something went wrong on the server while it was read.";
    return this.reading.failed(document, "INTERNAL_SERVER_ERROR", message);
  }
}

/** Whether nobody waits for the outcome any more: the document was removed, stopped, or begun again. */
function isOver(error: unknown): boolean {
  return error instanceof ReadingOverError || error instanceof NotFoundError || error instanceof GenerationGoneError;
}

/** Whether trying again can help. */
function isPassing(error: unknown): boolean {
  if (error instanceof DocumentError) return false;
  return !(error instanceof DocentError) || ["upstream", "timeout", "unavailable", "rateLimited"].includes(error.kind);
}
