import type { Transactions } from "../../database/transaction.js";
import { CrawlStatus } from "../../entities/index.js";
import type { JobQueue } from "../../queue/job-queue.js";

/** The name of the job that collects a site's pages; its payload is the crawl's id, as `crawlId`. */
export const crawlJob = "crawl-site";
/** Faults in a row that a crawl survives: the pauses between them grow from seconds, and take three hours in all. */
const mostAttempts = 10;

/** Queues a crawl's next pages. A crawl has one job at a time: it asks its site for one page after the other. */
export async function queueCrawl(queue: Pick<JobQueue, "add">, crawlId: number, delayMilliseconds = 0): Promise<void> {
  await queue.add(crawlJob, { crawlId }, { key: keyOf(crawlId), maximumAttempts: mostAttempts, delayMilliseconds });
}

/** Takes a crawl out of the queue; what runs is left to notice for itself. */
export async function unqueueCrawl(queue: Pick<JobQueue, "remove">, crawlId: number): Promise<void> {
  await queue.remove(keyOf(crawlId));
}

/** The crawls that run according to their rows, and that no job is going on with or will. */
export async function findLeftCrawls(
  transactions: Pick<Transactions, "query">,
): Promise<{ readonly id: number; readonly isGivenUp: boolean }[]> {
  return transactions.query(
    `SELECT crawl.id, job.id IS NOT NULL AS "isGivenUp"
     FROM crawl LEFT JOIN graphile_worker.jobs job ON job.key = $1 || crawl.id
     WHERE crawl.status = $2 AND (job.id IS NULL OR (job.attempts >= job.max_attempts AND job.locked_at IS NULL))
     ORDER BY crawl.id LIMIT 1000`,
    [keyOf(""), CrawlStatus.RUNNING],
  );
}

function keyOf(crawlId: number | ""): string {
  return `${crawlJob}:${crawlId}`;
}
