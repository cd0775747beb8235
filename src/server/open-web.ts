import type { Settings } from "../config/index.js";
import type { Job, JobQueue } from "../queue/job-queue.js";
import { CrawlEnds } from "../services/crawl/crawl-ends.js";
import { CrawlPages } from "../services/crawl/crawl-pages.js";
import { type CrawlerParts, SiteCrawler } from "../services/crawl/site-crawler.js";
import { DocumentSync, type DocumentSyncParts } from "../services/document-sync.js";
import { AddressGuard } from "../web/address-guard.js";
import { HostGate } from "../web/host-gate.js";
import { SafeFetch } from "../web/safe-fetch.js";
import { CrawlSiteJob } from "../workers/crawl-site.js";
import { SyncWatchedJob } from "../workers/sync-watched.js";
import { TidyCrawlsJob } from "../workers/tidy-crawls.js";

/** What takes documents from the web. */
export interface Web {
  /** Fetches what somebody waits for: 10 seconds of silence, 30 in all. */
  readonly prompt: SafeFetch;
  /** Looks at sources while somebody waits. */
  readonly sync: DocumentSync;
  readonly jobs: readonly Job[];
}

/** What documents from the web are made with. */
export type WebParts = Omit<CrawlerParts & DocumentSyncParts, "web" | "gate" | "ends" | "maximumBytes"> & {
  readonly queue: JobQueue;
};

/**
 * Opens the way to the web, which leads to the public internet and to what the settings allow beside.
 * @throws RangeError for an allowed range of addresses that is none.
 */
export function openWeb(settings: Settings, { queue, ...parts }: WebParts): Web {
  const guard = new AddressGuard(settings.FETCH_ALLOWED_HOSTS);
  const prompt = new SafeFetch(guard, { silence: 10_000, total: 30_000 });
  const gate = new HostGate(settings.CRAWL_DELAY_MILLISECONDS);
  const ends = new CrawlEnds(parts.transactions, new CrawlPages(parts.transactions), parts.events, queue);
  const intake = { ...parts, gate, ends, maximumBytes: settings.MAX_UPLOAD_BYTES };
  const patient = { ...intake, web: new SafeFetch(guard) };
  return {
    prompt,
    sync: new DocumentSync({ ...intake, web: prompt }),
    jobs: [
      new CrawlSiteJob(new SiteCrawler(patient), queue, parts.logger),
      new TidyCrawlsJob(ends, parts.logger),
      new SyncWatchedJob(new DocumentSync(patient), patient.logger),
    ],
  };
}
