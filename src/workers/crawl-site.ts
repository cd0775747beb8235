import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
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

  /** @param delayMilliseconds The pause between two pages; sites may ask for a longer one. */
  constructor(
    private readonly crawler: Pick<SiteCrawler, "step">,
    private readonly queue: JobQueue,
    private readonly delayMilliseconds: number,
  ) {}

  async run(payload: unknown, { signal }: JobRun): Promise<void> {
    const { crawlId } = payloadSchema.parse(payload);
    if (this.running >= atOnce) return queueCrawl(this.queue, crawlId, busyMilliseconds);
    this.running += 1;
    try {
      const pause = await this.collect(crawlId, signal);
      if (pause !== null) await queueCrawl(this.queue, crawlId, pause);
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
      const pause = Math.max(this.delayMilliseconds, state.delayMilliseconds);
      if (pause > longestPause || count >= pagesPerRun || Date.now() > until) return pause;
      await delay(pause, undefined, { signal });
    }
  }
}
