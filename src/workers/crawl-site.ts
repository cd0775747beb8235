import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Logger } from "../observability/logger.js";
import type { Job, JobQueue, JobRun } from "../queue/job-queue.js";
import { crawlJob, queueCrawl } from "../services/crawl/crawl-queue.js";
import type { SiteCrawler } from "../services/crawl/site-crawler.js";
import type { SiteRules } from "../web/site-rules.js";

const payloadSchema = z.object({ crawlId: z.int() });

/** Crawls that are at work on a node at the same time: the other places of the queue are for documents. */
const atOnce = 2;
/** How long one that finds them taken waits. */
const busyMilliseconds = 2_000;
/** After so many pages, or so long, others have their turn. */
const pagesPerRun = 20;
const runMilliseconds = 20_000;
/** For longer pauses no place of the queue is kept. */
const longestPause = 2_000;

/** Collects some pages of a site, and queues the next ones. */
export class CrawlSiteJob implements Job {
  readonly name = crawlJob;
  private running = 0;

  constructor(
    private readonly crawler: Pick<SiteCrawler, "step" | "fail">,
    private readonly queue: Pick<JobQueue, "add">,
    private readonly logger: Logger,
  ) {}

  /** A crawl whose job is thrown at so often in a row that it is given up has failed, for the last reason. */
  async run(payload: unknown, { signal, lastAttempt }: JobRun): Promise<void> {
    const { crawlId } = payloadSchema.parse(payload);
    if (this.running >= atOnce) return queueCrawl(this.queue, crawlId, busyMilliseconds);
    this.running += 1;
    try {
      const pause = await this.collect(crawlId, signal);
      if (pause !== null) await queueCrawl(this.queue, crawlId, pause);
    } catch (error) {
      // The node stops: another one goes on, which is no failed attempt.
      if (signal.aborted) return await queueCrawl(this.queue, crawlId);
      if (!lastAttempt) throw error;
      this.logger.error({ err: error, crawlId }, "a crawl cannot go on");
      await this.crawler.fail(crawlId, error);
    } finally {
      this.running -= 1;
    }
  }

  /** Resolves to the pause before the next page, in milliseconds; null when there is none. */
  private async collect(crawlId: number, signal: AbortSignal): Promise<number | null> {
    const until = Date.now() + runMilliseconds;
    const rules = new Map<string, SiteRules>();
    for (let count = 1; ; count += 1) {
      const state = await this.crawler.step(crawlId, rules, signal);
      if (state.isOver) return null;
      const pause = state.delayMilliseconds;
      if (pause > longestPause || count >= pagesPerRun || Date.now() > until) return pause;
      await delay(pause, undefined, { signal });
    }
  }
}
