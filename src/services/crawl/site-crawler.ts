import { hasRole } from "../../auth/permissions.js";
import type { Transactions } from "../../database/transaction.js";
import { Crawl, type CrawlPage, CrawlPageStatus, CrawlStatus, User, UserRole } from "../../entities/index.js";
import { DocentError } from "../../errors/index.js";
import type { EventRecorder } from "../../events/event-recorder.js";
import type { FileStore } from "../../storage/file-store.js";
import { LinkError, type LinkErrorCode } from "../../web/errors.js";
import { readLinks } from "../../web/page-links.js";
import type { SafeFetch } from "../../web/safe-fetch.js";
import { readSiteRules, type SiteRules } from "../../web/site-rules.js";
import type { DocumentWriter } from "../document-writer.js";
import { storeWebFile } from "../stored-web-file.js";
import { CrawlPages, type PageResult } from "./crawl-pages.js";
import { type FetchedPage, PageKeeper } from "./page-keeper.js";

/** A page is asked for so often while the reasons of its failures may pass. */
const mostAttempts = 3;

/** What collecting sites needs. */
export interface CrawlerParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly web: SafeFetch;
  readonly writer: Pick<DocumentWriter, "writeFor" | "replaceBytes">;
  readonly events: Pick<EventRecorder, "record">;
  readonly maximumBytes: number;
}

/** Where a crawl is after a page; the delay is what the site asks for, in milliseconds. */
export type CrawlState = { readonly isOver: true } | { readonly isOver: false; readonly delayMilliseconds: number };

const over = { isOver: true } as const;

/** Collects the pages of sites. All that it knows is in the database: whoever goes on after a breakdown misses nothing. */
export class SiteCrawler {
  private readonly pages: CrawlPages;
  private readonly keeper: PageKeeper;

  constructor(private readonly parts: CrawlerParts) {
    this.pages = new CrawlPages(parts.transactions);
    this.keeper = new PageKeeper(parts.transactions, parts.writer, this.pages);
  }

  /**
   * Asks for the next page of a crawl and makes a document of it; or ends the crawl, when none waits.
   * @param rules what was read of sites' rules so far, by their origins; others are added.
   * @throws what the signal was fired with, and unexpected errors; the page has its turn again then.
   */
  async step(crawlId: number, rules: Map<string, SiteRules>, signal: AbortSignal): Promise<CrawlState> {
    const manager = this.parts.transactions.manager();
    const crawl = await manager.findOneBy(Crawl, { id: crawlId, status: CrawlStatus.RUNNING });
    if (crawl === null) return over;
    const owner = await manager.findOneByOrFail(User, { id: crawl.ownerId });
    if (owner.suspended || !hasRole(owner, UserRole.MANAGER)) {
      await this.end(crawl, CrawlStatus.FAILED, "FORBIDDEN", "Whoever started it may not add documents any more.");
      return over;
    }
    const page = await this.pages.next(crawlId);
    if (page === null) {
      await this.finish(crawl);
      return over;
    }
    try {
      await this.take(crawl, owner, page, rules, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof DocentError)) throw error;
      if (mayPass(error) && page.attempts + 1 < mostAttempts) await this.pages.postpone(page);
      else await this.pages.finish(page, { status: CrawlPageStatus.FAILED, code: error.code, message: error.message });
    }
    return { isOver: false, delayMilliseconds: rules.get(crawl.origin)?.delayMilliseconds ?? 0 };
  }

  private async take(
    crawl: Crawl,
    owner: User,
    page: CrawlPage,
    rules: Map<string, SiteRules>,
    signal: AbortSignal,
  ): Promise<void> {
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
      isKept = await this.keeper.keep(owner, page, { ...file, links } satisfies FetchedPage);
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
    if (await this.pages.hasDocument(crawl.id)) return this.end(crawl, CrawlStatus.FINISHED);
    const { errorCode, errorMessage } = await this.pages.first(crawl.id);
    await this.end(crawl, errorCode === null ? CrawlStatus.FINISHED : CrawlStatus.FAILED, errorCode, errorMessage);
  }

  private async end(
    { id }: Crawl,
    status: CrawlStatus,
    code: string | null = null,
    message: string | null = null,
  ): Promise<void> {
    const { transactions, events } = this.parts;
    await transactions.run(async () => {
      if (!(await this.pages.end(id, status, code, message))) return;
      const data = { status, ...(code === null ? {} : { code }) };
      await events.record(null, "crawl.ended", { subject: { type: "Crawl", id }, data });
    });
  }
}

const disallowed = skipped("LINK_DISALLOWED", "The site's robots.txt asks not to fetch it.");
const outside = skipped("LINK_OUTSIDE", "It leads to another site.");

function skipped(code: LinkErrorCode, message: string): PageResult {
  return { status: CrawlPageStatus.SKIPPED, code, message };
}

function mayPass(error: DocentError): boolean {
  if (error.code === "LINK_TIMEOUT" || error.code === "LINK_UNREACHABLE") return true;
  const status = error instanceof LinkError ? (error.status ?? 0) : 0;
  return status === 429 || status >= 500;
}
