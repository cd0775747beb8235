import type { JobQueue } from "../queue/job-queue.js";
import { readingKey } from "../queue/reading-order.js";

/** The name of the job that reads a stored document; its payload is {@link IngestPayload}. */
export const ingestJob = "ingest-document";

/** The name of the job that queues a document again, after a failure that may pass; it has the same payload and key. */
export const requeueJob = "requeue-document";

/** Which document to read. */
export interface IngestPayload {
  readonly documentId: number;
  /** How often reading it failed before, for a reason that may pass. */
  readonly attempt: number;
}

/**
 * Queues the reading of documents, in an order that is fair to their owners. They become QUEUED, or PAUSED while their
 * owner's ingestion is paused. One that waits is queued once; one that is being read is read again from the start.
 * Costs one statement, however many they are.
 */
export async function queueReadings(
  queue: Pick<JobQueue, "addForDocuments">,
  documentIds: readonly number[],
): Promise<void> {
  await queue.addForDocuments(ingestJob, documentIds);
}

/** Queues the next attempt to read a document, which takes its place in the queue once the time is over. */
export async function queueReadingLater(
  queue: Pick<JobQueue, "add">,
  documentId: number,
  attempt: number,
  delayMilliseconds: number,
): Promise<void> {
  await queue.add(requeueJob, { documentId, attempt }, { key: jobKey(documentId), delayMilliseconds });
}

/** The same for one document. */
export async function queueReading(queue: Pick<JobQueue, "addForDocuments">, documentId: number): Promise<void> {
  await queueReadings(queue, [documentId]);
}

/** Takes documents out of the queue; call it while they exist. What runs is left to notice for itself. */
export async function unqueueReadings(
  queue: Pick<JobQueue, "removeForDocuments">,
  documentIds: readonly number[],
): Promise<void> {
  await queue.removeForDocuments(ingestJob, documentIds);
}

/** The key of the job that reads a document. */
export function jobKey(documentId: number): string {
  return readingKey(ingestJob, documentId);
}
