import type { Transactions } from "../../database/transaction.js";
import { Crawl, type CrawlPage, CrawlPageStatus, CrawlStatus } from "../../entities/index.js";
import { DocentError } from "../../errors/index.js";
import type { EventRecorder } from "../../events/event-recorder.js";
import type { Logger } from "../../observability/logger.js";
import type { FileStore } from "../../storage/file-store.js";
import type { LinkErrorCode } from "../../web/errors.js";
import type { HostGate } from "../../web/host-gate.js";
import { readLinks } from "../../web/page-links.js";
import type { SafeFetch } from "../../web/safe-fetch.js";
import { readSiteRules, type SiteRules } from "../../web/site-rules.js";
import type { DocumentWriter } from "../document-writer.js";
import { isOwnFault } from "../own-faults.js";
import { storeWebFile } from "../stored-web-file.js";
import type { CrawlEnds } from "./crawl-ends.js";
import { CrawlPages, type Failure, type PageResult } from "./crawl-pages.js";
import { CrawlStarters } from "./crawl-starters.js";
import { mayPass } from "./page-faults.js";
import { type FetchedPage, PageKeeper } from "./page-keeper.js";

/** A page is asked for so often while the reasons of its failures may pass. */
const mostAttempts = 3;
/** A crawl that is kept from its site for longer lets others have its place in the queue meanwhile. */
const patienceMilliseconds = 2_000;

/** What collecting sites needs. */
export interface CrawlerParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly web: SafeFetch;
  readonly gate: HostGate;
  readonly writer: Pick<DocumentWriter, "writeFor" | "replaceBytes">;
  readonly events: Pick<EventRecorder, "recordAll">;
  readonly ends: Pick<CrawlEnds, "end" | "fail">;
  readonly logger: Logger;
  readonly maximumBytes: number;
}

/** Where a crawl is after a page; the delay is how long its site is left alone, in milliseconds. */
export type CrawlState = { readonly isOver: true } | { readonly isOver: false; readonly delayMilliseconds: number };

const over = { isOver: true } as const;

/** Collects the pages of sites. All that it knows is in the database: whoever goes on after a breakdown misses nothing. */
export class SiteCrawler {
  private readonly pages: CrawlPages;
  private readonly starters: CrawlStarters;
  private readonly keeper: PageKeeper;

  constructor(private readonly parts: CrawlerParts) {
    const { transactions, writer, events } = parts;
    this.pages = new CrawlPages(transactions);
    this.starters = new CrawlStarters(transactions);
    this.keeper = new PageKeeper(transactions, writer, events, this.starters, this.pages);
  }

  /**
   * Asks for the next page of a crawl and makes a document of it; or ends the crawl, when none waits. When somebody else
   * asks the same host for long, it is left at that.
   * @param rules what was read of sites' rules so far, by their origins; others are added.
   * @throws what the signal was fired with, and what is wrong with this server and not with the page, such as a database
   * that is away; the page has its turn again then.
   */
  async step(crawlId: number, rules: Map<string, SiteRules>, signal: AbortSignal): Promise<CrawlState> {
    const manager = this.parts.transactions.manager();
    const crawl = await manager.findOneBy(Crawl, { id: crawlId, status: CrawlStatus.RUNNING });
    if (crawl === null) return over;
    if ((await this.starters.find(crawl)) === null) {
      await this.parts.ends.end(crawlId, CrawlStatus.FAILED, forbidden);
      return over;
    }
    const page = await this.pages.next(crawlId);
    if (page === null) {
      await this.finish(crawl);
      return over;
    }
    const entry = await this.parts.gate.enter(page.url, patienceMilliseconds, signal);
    if (entry.turn === null) return { isOver: false, delayMilliseconds: entry.waitMilliseconds };
    const { turn } = entry;
    try {
      await this.take(crawl, page, rules, signal);
    } catch (error) {
      if (signal.aborted || isOwnFault(error)) throw error;
      await this.missed(page, error);
    } finally {
      turn.leave(rules.get(new URL(page.url).origin)?.delayMilliseconds);
    }
    return { isOver: false, delayMilliseconds: turn.leave() };
  }

  /** Ends a crawl that cannot go on, for what was thrown. */
  async fail(crawlId: number, error: unknown): Promise<void> {
    await this.parts.ends.fail(crawlId, error);
  }

  /** Has a page tried again that could not be had, where that may help; or writes down why it has failed. */
  private async missed(page: CrawlPage, error: unknown): Promise<void> {
    const isExpected = error instanceof DocentError;
    if (!isExpected) this.parts.logger.error({ err: error, crawlPageId: page.id }, "a page could not be collected");
    if (mayPass(error) && page.attempts + 1 < mostAttempts) return this.pages.postpone(page);
    const { code, message } = isExpected ? error : unexpected;
    await this.pages.finish(page, { status: CrawlPageStatus.FAILED, code, message });
  }

  private async take(crawl: Crawl, page: CrawlPage, rules: Map<string, SiteRules>, signal: AbortSignal): Promise<void> {
    const { web, files, maximumBytes } = this.parts;
    const site = await this.rulesOf(page.url, rules, signal);
    if (crawl.useSitemaps && page.depth === 0 && page.url === crawl.url) {
      const listed = site.sitemaps.length > 0 ? site.sitemaps : [`${crawl.origin}/sitemap.xml`];
      // Patterns are about pages.
      const { id, origin, maximumPages } = crawl;
      await this.pages.add({ id, origin, maximumPages, include: [], exclude: [] }, listed, 0);
    }
    if (!site.isAllowed(page.url)) return this.pages.finish(page, disallowed);
    const file = await storeWebFile(web, files, { url: page.url, maximumBytes, signal });
    // Only a conditional question is answered by nothing.
    if (file === null) throw new Error("An answer is missing.");
    let isKept = false;
    try {
      const { origin } = new URL(file.url);
      const isFirst = page.url === crawl.url;
      if (origin !== crawl.origin && !isFirst) return await this.pages.finish(page, outside);
      if (!(await this.rulesOf(file.url, rules, signal)).isAllowed(file.url)) {
        return await this.pages.finish(page, disallowed);
      }
      const links = await readLinks(file.url, await files.read(file.stored.key));
      isKept = await this.keeper.keep(page, { ...file, links } satisfies FetchedPage);
    } finally {
      if (!isKept) await files.delete(file.stored.key);
    }
  }

  private async rulesOf(url: string, rules: Map<string, SiteRules>, signal: AbortSignal): Promise<SiteRules> {
    const { origin } = new URL(url);
    const known = rules.get(origin) ?? (await readSiteRules(this.parts.web, origin, signal));
    rules.set(origin, known);
    return known;
  }

  /** A crawl of which nothing could be had has failed, for the reason of its first page. */
  private async finish(crawl: Crawl): Promise<void> {
    const { ends } = this.parts;
    if (await this.pages.hasDocument(crawl.id)) return ends.end(crawl.id, CrawlStatus.FINISHED);
    const { errorCode: code, errorMessage } = await this.pages.first(crawl.id);
    if (code === null) return ends.end(crawl.id, CrawlStatus.FINISHED);
    await ends.end(crawl.id, CrawlStatus.FAILED, { code, message: errorMessage ?? "" });
  }
}

const forbidden: Failure = { code: "FORBIDDEN", message: "Whoever started it may not add its documents any more." };
const unexpected: Failure = {
  code: "INTERNAL_SERVER_ERROR",
  message: "Something went wrong on the server while it was collected.",
};

const disallowed = skipped("LINK_DISALLOWED", "The site's robots.txt asks not to fetch it.");
const outside = skipped("LINK_OUTSIDE", "It leads to another site.");

function skipped(code: LinkErrorCode, message: string): PageResult {
  return { status: CrawlPageStatus.SKIPPED, code, message };
}
