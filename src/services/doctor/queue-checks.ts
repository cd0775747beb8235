import type { Transactions } from "../../database/transaction.js";
import type { JobQueue } from "../../queue/job-queue.js";
import { deleteJobs, findStrayJobs, findWithoutJob, type StrayJob } from "../../queue/reading-jobs.js";
import { ingestJob, queueReadings, requeueJob } from "../reading-queue.js";
import { type Check, defineCheck } from "./check.js";

/** What the checks of the queue work on. */
export interface QueueCheckParts {
  readonly transactions: Transactions;
  readonly queue: JobQueue;
  readonly isAlone: boolean;
}

const readingJobs = [ingestJob, requeueJob];

/** Checks that every document that waits will be read, and that no job is about nothing. */
export function queueChecks({ transactions, queue, isAlone }: QueueCheckParts): Check[] {
  return [
    defineCheck<{ readonly id: number; readonly title: string }>({
      check: "documents-without-job",
      title: "documents that wait, and nobody will read",
      find: () => findWithoutJob(transactions, readingJobs),
      tell: ({ id, title }) => `document ${id}: ${title}`,
      repair: (found) =>
        queueReadings(
          queue,
          found.map(({ id }) => id),
        ),
    }),
    defineCheck<StrayJob>({
      check: "jobs-without-document",
      title: "jobs about documents that are not there",
      find: () => findStrayJobs(transactions, readingJobs),
      tell: ({ id, task, documentId }) => `job ${id} (${task}) of document ${documentId}`,
      repair: (found) =>
        deleteJobs(
          transactions,
          found.map(({ id }) => id),
          isAlone,
        ),
    }),
  ];
}
