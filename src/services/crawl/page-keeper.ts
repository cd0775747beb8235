import { In } from "typeorm";
import type { Transactions } from "../../database/transaction.js";
import { type Crawl, type CrawlPage, CrawlPageStatus, Document, type User, Workspace } from "../../entities/index.js";
import type { PageLinks } from "../../web/page-links.js";
import type { DocumentWriter } from "../document-writer.js";
import { fileName } from "../library-names.js";
import { placeDocuments, placesIn } from "../place-documents.js";
import type { StoredWebFile } from "../stored-web-file.js";
import type { CrawlPages } from "./crawl-pages.js";

/** A page with what it says of others. */
export interface FetchedPage extends StoredWebFile {
  readonly links: PageLinks;
}

/** Makes documents of the pages of crawls. */
export class PageKeeper {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: Pick<DocumentWriter, "writeFor" | "replaceBytes">,
    private readonly pages: CrawlPages,
  ) {}

  /**
   * Writes down in one transaction what a page is, and which pages it leads to. A page that an earlier crawl brought into
   * the same folder stays that document, with its new bytes if it has any. Resolves to whether the file belongs to a
   * document now.
   */
  async keep(owner: User, page: CrawlPage, file: FetchedPage): Promise<boolean> {
    return this.transactions.run(async () => {
      const crawl = await this.pages.lockRunning(page.crawlId);
      if (crawl === null) return false;
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
      const { documentId, isKept } = await this.write(crawl, owner, url, file);
      await this.pages.finish(page, { status: CrawlPageStatus.FETCHED, documentId });
      return isKept;
    });
  }

  private async write(crawl: Crawl, owner: User, url: string, file: FetchedPage) {
    const workspaceIds = await this.presentWorkspaces(crawl);
    const { name, mimeType, stored } = file;
    const known = await this.transactions.manager().findOne(Document, {
      where: { ownerId: owner.id, folder: crawl.folder, sourceUrl: url },
      order: { id: "ASC" },
      lock: { mode: "pessimistic_write" },
    });
    if (known !== null) {
      await placeDocuments(this.transactions, placesIn(known.id, workspaceIds));
      const isKept = known.contentHash !== stored.contentHash;
      const actor = { user: owner, credential: null, origin: { address: null, correlationId: null } };
      if (isKept) await this.writer.replaceBytes(actor, known, file);
      return { documentId: known.id, isKept };
    }
    const { folder } = crawl;
    const arrival = { name: fileName(name), mimeType, stored, folder, workspaceIds, sourceUrl: url, reuses: false };
    const [written] = await this.writer.writeFor(owner, [arrival]);
    if (written === undefined) throw new Error("A document is missing.");
    return { documentId: written.document.id, isKept: true };
  }

  /** Those of the crawl's workspaces that are still there. */
  private async presentWorkspaces({ workspaceIds }: Crawl): Promise<number[]> {
    if (workspaceIds.length === 0) return [];
    const found = await this.transactions
      .manager()
      .find(Workspace, { where: { id: In(workspaceIds) }, select: { id: true } });
    return found.map(({ id }) => id);
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
