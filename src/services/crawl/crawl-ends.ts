import type { Transactions } from "../../database/transaction.js";
import { CrawlStatus } from "../../entities/index.js";
import { DocentError } from "../../errors/index.js";
import type { EventRecorder } from "../../events/event-recorder.js";
import type { JobQueue } from "../../queue/job-queue.js";
import { type CrawlPages, type Failure } from "./crawl-pages.js";
import { findLeftCrawls, queueCrawl, unqueueCrawl } from "./crawl-queue.js";

const broken: Failure = { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong on the server." };
const interrupted: Failure = {
  code: "CRAWL_INTERRUPTED",
  message: "The server broke down, or was without its database, again and again.",
};

/** Ends crawls, and tells of it. */
export class CrawlEnds {
  constructor(
    private readonly transactions: Transactions,
    private readonly pages: CrawlPages,
    private readonly events: Pick<EventRecorder, "record">,
    private readonly queue: Pick<JobQueue, "add" | "remove">,
  ) {}

  /** Ends a crawl, unless it has ended: for a reason, or because it is done. */
  async end(id: number, status: CrawlStatus, failure: Failure | null = null): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.pages.end(id, status, failure))) return;
      const data = { status, ...(failure === null ? {} : { code: failure.code }) };
      await this.events.record(null, "crawl.ended", { subject: { type: "Crawl", id }, data });
    });
  }

  /** Ends a crawl that cannot go on, for what was thrown. */
  async fail(id: number, error: unknown): Promise<void> {
    await this.end(id, CrawlStatus.FAILED, error instanceof DocentError ? error : broken);
  }

  /**
   * Looks after the crawls that run and that no job will go on with: one whose job was given up without a word has failed,
   * one that has no job gets one. Returns how many they were.
   */
  async tidy(): Promise<number> {
    const left = await findLeftCrawls(this.transactions);
    for (const { id, isGivenUp } of left) {
      if (!isGivenUp) await queueCrawl(this.queue, id);
      else {
        await this.end(id, CrawlStatus.FAILED, interrupted);
        await unqueueCrawl(this.queue, id);
      }
    }
    return left.length;
  }
}
