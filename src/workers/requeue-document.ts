import { z } from "zod";
import type { Job, JobQueue } from "../queue/job-queue.js";
import { ingestJob, requeueJob } from "../services/reading-queue.js";

const payloadSchema = z.object({ documentId: z.int(), attempt: z.int() });

/** Gives a document its place in the queue again, when the time after a failed attempt is over. */
export class RequeueDocumentJob implements Job {
  readonly name = requeueJob;

  constructor(private readonly queue: JobQueue) {}

  async run(payload: unknown): Promise<void> {
    const { documentId, attempt } = payloadSchema.parse(payload);
    await this.queue.addForDocuments(ingestJob, [documentId], attempt);
  }
}
