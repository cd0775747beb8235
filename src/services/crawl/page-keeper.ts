import type { Transactions } from "../../database/transaction.js";
import { type Crawl, type CrawlPage, CrawlPageStatus, Document } from "../../entities/index.js";
import type { EventRecorder } from "../../events/event-recorder.js";
import type { PageLinks } from "../../web/page-links.js";
import { firstReplaceable } from "../changeable-documents.js";
import type { DocumentWriter } from "../document-writer.js";
import { fileName } from "../library-names.js";
import { attachPlaces, placesIn } from "../place-documents.js";
import type { StoredWebFile } from "../stored-web-file.js";
import type { CrawlPages } from "./crawl-pages.js";
import type { CrawlStarters, Starter } from "./crawl-starters.js";

/** A page with what it says of others. */
export interface FetchedPage extends StoredWebFile {
  readonly links: PageLinks;
}

/** Makes documents of the pages of crawls. */
export class PageKeeper {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: Pick<DocumentWriter, "writeFor" | "replaceBytes">,
    private readonly events: Pick<EventRecorder, "recordAll">,
    private readonly starters: CrawlStarters,
    private readonly pages: CrawlPages,
  ) {}

  /**
   * Writes down in one transaction what a page is, and which pages it leads to. A page that an earlier crawl brought into
   * the same folder stays that document, with its new bytes if it has any, where whoever started this one may change it;
   * else there are two. Nothing is written when they may not add documents any more. Resolves to whether the file belongs
   * to a document now.
   */
  async keep(page: CrawlPage, file: FetchedPage): Promise<boolean> {
    return this.transactions.run(async () => {
      const crawl = await this.pages.lockRunning(page.crawlId);
      const starter = crawl === null ? null : await this.starters.find(crawl);
      if (crawl === null || starter === null) return false;
      const { kind, links, canonical } = file.links;
      const { origin } = new URL(file.url);
      if (origin !== crawl.origin) await this.pages.moveTo(crawl, origin);
      if (kind === "sitemap") {
        await this.pages.add(crawl, links, page.depth);
        await this.pages.finish(page, { status: CrawlPageStatus.SITEMAP });
        return false;
      }
      if (page.depth < crawl.maximumDepth) await this.pages.add(crawl, links, page.depth + 1);
      const url = addressOf(file.url, canonical);
      const twin = await this.pages.twin(page, file.stored.contentHash, url);
      if (twin !== null) {
        await this.pages.finish(page, { status: CrawlPageStatus.DUPLICATE, documentId: twin });
        return false;
      }
      const { documentId, isKept } = await this.write(crawl, starter, url, file);
      await this.pages.finish(page, { status: CrawlPageStatus.FETCHED, documentId });
      return isKept;
    });
  }

  private async write({ folder }: Crawl, starter: Starter, url: string, file: FetchedPage) {
    const { user, placesIn: workspaceIds } = starter;
    const { name, mimeType, stored } = file;
    const present = await this.transactions.manager().find(Document, {
      where: { ownerId: user.id, folder, sourceUrl: url },
      order: { id: "ASC" },
      lock: { mode: "pessimistic_write" },
    });
    const known = await firstReplaceable(this.transactions, starter, present);
    if (known !== null) {
      const actor = { user, credential: null, origin: { address: null, correlationId: null } };
      await attachPlaces(this.transactions, this.events, actor, placesIn(known.id, workspaceIds));
      const isKept = known.contentHash !== stored.contentHash;
      if (isKept) await this.writer.replaceBytes(actor, known, file);
      return { documentId: known.id, isKept };
    }
    const arrival = { name: fileName(name), mimeType, stored, folder, workspaceIds, sourceUrl: url, reuses: false };
    const [written] = await this.writer.writeFor(user, [arrival]);
    if (written === undefined) throw new Error("A document is missing.");
    return { documentId: written.document.id, isKept: true };
  }
}

/**
 * The address that a page goes by: the one that it gives as its own, on its own site. Pages that all give the site's
 * front page as theirs are mistaken.
 */
function addressOf(url: string, canonical: string | null): string {
  if (canonical === null) return url;
  const given = new URL(canonical);
  const actual = new URL(url);
  const isFront = given.pathname === "/" && given.search === "";
  const isTrusted = given.origin === actual.origin && !(isFront && actual.pathname !== "/");
  return isTrusted ? canonical : url;
}
