import type { JobQueue } from "../../queue/job-queue.js";

/** The name of the job that collects a site's pages; its payload is the crawl's id, as `crawlId`. */
export const crawlJob = "crawl-site";

/** Queues a crawl's next pages. A crawl has one job at a time: it asks its site for one page after the other. */
export async function queueCrawl(queue: Pick<JobQueue, "add">, crawlId: number, delayMilliseconds = 0): Promise<void> {
  await queue.add(crawlJob, { crawlId }, { key: keyOf(crawlId), maximumAttempts: 25, delayMilliseconds });
}

/** Takes a crawl out of the queue; what runs is left to notice for itself. */
export async function unqueueCrawl(queue: Pick<JobQueue, "remove">, crawlId: number): Promise<void> {
  await queue.remove(keyOf(crawlId));
}

function keyOf(crawlId: number): string {
  return `${crawlJob}:${crawlId}`;
}
