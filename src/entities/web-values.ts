import { registerEnumType } from "type-graphql";

/** What came of a look at a document's source. */
export const SyncOutcome = { UNCHANGED: "unchanged", UPDATED: "updated", FAILED: "failed" } as const;
export type SyncOutcome = (typeof SyncOutcome)[keyof typeof SyncOutcome];
registerEnumType(SyncOutcome, {
  name: "SyncOutcome",
  description: "What came of a look at a document's source.",
  valuesConfig: {
    UNCHANGED: { description: "It has the bytes that the document has." },
    UPDATED: { description: "It had other bytes, which the document has now." },
    FAILED: { description: "It could not be fetched; the document stays as it is." },
  },
});

/** Where a crawl is. */
export const CrawlStatus = {
  RUNNING: "running",
  FINISHED: "finished",
  CANCELLED: "cancelled",
  FAILED: "failed",
} as const;
export type CrawlStatus = (typeof CrawlStatus)[keyof typeof CrawlStatus];
registerEnumType(CrawlStatus, {
  name: "CrawlStatus",
  description: "Where a crawl is.",
  valuesConfig: {
    RUNNING: { description: "Pages wait, or one is being fetched." },
    FINISHED: { description: "Every page that it knows of has a result." },
    CANCELLED: { description: "Somebody cancelled it; what it had collected stays." },
    FAILED: { description: "It could not begin, or not go on; `failure` says why." },
  },
});

/** What became of a page of a crawl. */
export const CrawlPageStatus = {
  WAITING: "waiting",
  FETCHED: "fetched",
  SITEMAP: "sitemap",
  DUPLICATE: "duplicate",
  SKIPPED: "skipped",
  FAILED: "failed",
} as const;
export type CrawlPageStatus = (typeof CrawlPageStatus)[keyof typeof CrawlPageStatus];
registerEnumType(CrawlPageStatus, {
  name: "CrawlPageStatus",
  description: "What became of a page of a crawl.",
  valuesConfig: {
    WAITING: { description: "Its turn has not come yet; or never will, when the crawl has ended." },
    FETCHED: { description: "It is a document." },
    SITEMAP: { description: "It is a sitemap, whose pages are pages of the crawl." },
    DUPLICATE: { description: "It is the same as another page of the crawl, by its content or by what it says." },
    SKIPPED: { description: "The site asks not to fetch it, or it leads elsewhere; `failure` says which." },
    FAILED: { description: "It could not be fetched; `failure` says why." },
  },
});
