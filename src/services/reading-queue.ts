import type { JobQueue } from "../queue/job-queue.js";

/** The name of the job that reads a stored document; its payload is {@link IngestPayload}. */
export const ingestJob = "ingest-document";

/** Which document to read. */
export interface IngestPayload {
  readonly documentId: number;
}

/** Queues the reading of a document; one that is queued already is queued once. */
export async function queueReading(queue: JobQueue, documentId: number): Promise<void> {
  const payload: IngestPayload = { documentId };
  await queue.add(ingestJob, { ...payload }, { key: jobKey(documentId) });
}

/** The key of the job that reads a document. */
export function jobKey(documentId: number): string {
  return `${ingestJob}:${documentId}`;
}
