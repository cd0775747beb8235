import { z } from "zod";
import { DocentError, NotFoundError } from "../errors/index.js";
import type { IngestionPipeline } from "../ingestion/pipeline.js";
import type { Logger } from "../observability/logger.js";
import type { Job, JobRun } from "../queue/job-queue.js";
import { GenerationGoneError } from "../retrieval/index.js";
import type { DocumentReading } from "../services/document-reading.js";
import { ingestJob } from "../services/reading-queue.js";

const payloadSchema = z.object({ documentId: z.int() });

/** Reads a stored document and makes it searchable. */
export class IngestDocumentJob implements Job {
  readonly name = ingestJob;

  constructor(
    private readonly pipeline: IngestionPipeline,
    private readonly reading: DocumentReading,
    private readonly logger: Logger,
  ) {}

  /**
   * A file that cannot be read fails for good, with the reason on the document. A failure that may pass (a model that
   * is away) is thrown, so that the queue tries again; the last attempt's reason stands on the document.
   */
  async run(payload: unknown, { lastAttempt, signal }: JobRun): Promise<void> {
    const { documentId } = payloadSchema.parse(payload);
    const document = await this.reading.begin(documentId);
    if (document === null) return;
    const gone = new AbortController();
    const unwatch = await this.reading.onRemoved(documentId, () => {
      gone.abort();
    });
    try {
      await this.pipeline.ingest(
        document,
        (status, chunks) => this.reading.progress(documentId, status, chunks),
        AbortSignal.any([signal, gone.signal]),
      );
      await this.reading.finished(documentId);
    } catch (error) {
      if (gone.signal.aborted || error instanceof NotFoundError || error instanceof GenerationGoneError) return;
      // The node stops: the job is given back, and another attempt starts over.
      if (signal.aborted) throw error;
      if (!isPassing(error) || lastAttempt) await this.fail(documentId, error);
      if (isPassing(error)) throw error;
    } finally {
      await unwatch();
    }
  }

  private async fail(documentId: number, error: unknown): Promise<void> {
    if (error instanceof DocentError) return this.reading.failed(documentId, error.code, error.message);
    this.logger.error({ err: error, documentId }, "a document could not be read");
    return this.reading.failed(
      documentId,
      "INTERNAL_SERVER_ERROR",
      "Something went wrong on the server while it was read.",
    );
  }
}

/** Whether trying again can help. */
function isPassing(error: unknown): boolean {
  return !(error instanceof DocentError) || ["upstream", "timeout", "unavailable", "rateLimited"].includes(error.kind);
}
