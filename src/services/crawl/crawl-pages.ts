import type { Transactions } from "../../database/transaction.js";
import { Crawl, CrawlPage, CrawlPageStatus, CrawlStatus } from "../../entities/index.js";
import { type CrawlRules, takesPage } from "../../web/crawl-rules.js";

/** Which pages a crawl takes, and how many. */
export type CrawlBounds = CrawlRules & Pick<Crawl, "id" | "maximumPages">;

/** Why something could not be had. The message may be shown. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What became of a page. */
export interface PageResult {
  readonly status: CrawlPageStatus;
  readonly documentId?: number | null;
  readonly code?: string;
  readonly message?: string;
}

/** The rows of crawls and of their pages. */
export class CrawlPages {
  constructor(private readonly transactions: Transactions) {}

  /** The page whose turn it is; null when none waits. Pages that failed come after those that were not tried. */
  async next(crawlId: number): Promise<CrawlPage | null> {
    return this.pages().findOne({
      where: { crawlId, status: CrawlPageStatus.WAITING },
      order: { attempts: "ASC", id: "ASC" },
    });
  }

  /** A crawl that runs, its row locked until the caller's transaction ends; null when it has ended. */
  async lockRunning(crawlId: number): Promise<Crawl | null> {
    return this.transactions
      .manager()
      .createQueryBuilder(Crawl, "crawl")
      .setLock("pessimistic_write")
      .where("crawl.id = :crawlId AND crawl.status = :running", { crawlId, running: CrawlStatus.RUNNING })
      .getOne();
  }

  async finish(page: CrawlPage, { status, documentId = null, code, message }: PageResult): Promise<void> {
    const result = { status, documentId, errorCode: code ?? null, errorMessage: message ?? null };
    await this.pages().update({ id: page.id }, result);
  }

  /** Has a page tried again later. */
  async postpone(page: CrawlPage): Promise<void> {
    await this.pages().update({ id: page.id }, { attempts: page.attempts + 1 });
  }

  /**
   * Adds pages that the crawl takes and does not know yet, up to its limit.
   * @param depth how many links away from the first page they are.
   */
  async add(crawl: CrawlBounds, addresses: readonly string[], depth: number): Promise<void> {
    const wanted = addresses.filter((address) => takesPage(crawl, address));
    if (wanted.length === 0) return;
    const unknown = await this.transactions.query<{ url: string }>(
      `SELECT given.url FROM unnest($2::text[]) WITH ORDINALITY AS given(url, place)
       WHERE NOT EXISTS (SELECT 1 FROM crawl_page p WHERE p.crawl_id = $1 AND p.url = given.url) ORDER BY place`,
      [crawl.id, wanted],
    );
    if (unknown.length === 0) return;
    const room = crawl.maximumPages - (await this.pages().countBy({ crawlId: crawl.id }));
    if (unknown.length > room) await this.crawls().update({ id: crawl.id }, { reachedLimit: true });
    await this.transactions.query(
      `INSERT INTO crawl_page (crawl_id, url, depth)
       SELECT $1, url, $3 FROM unnest($2::text[]) WITH ORDINALITY AS given(url, place) ORDER BY place
       ON CONFLICT DO NOTHING`,
      [crawl.id, unknown.slice(0, Math.max(0, room)).map(({ url }) => url), depth],
    );
  }

  /** The document of another page of the crawl that has the same bytes, or stands at the same address. */
  async twin(page: CrawlPage, contentHash: string, url: string): Promise<number | null> {
    const [row] = await this.transactions.query<{ id: number }>(
      `SELECT d.id FROM crawl_page p JOIN document d ON d.id = p.document_id
       WHERE p.crawl_id = $1 AND p.id <> $2 AND (d.content_hash = $3 OR d.source_url = $4) ORDER BY p.id LIMIT 1`,
      [page.crawlId, page.id, contentHash, url],
    );
    return row?.id ?? null;
  }

  /** The pages are those of another site, since the first one has moved there. */
  async moveTo(crawl: Crawl, origin: string): Promise<void> {
    crawl.origin = origin;
    await this.crawls().update({ id: crawl.id }, { origin });
  }

  /** Ends a crawl that runs. Resolves to whether it did. */
  async end(crawlId: number, status: CrawlStatus, failure: Failure | null): Promise<boolean> {
    const { code = null, message = null } = failure ?? {};
    const ended = { status, errorCode: code, errorMessage: message, finishedAt: new Date() };
    const { affected } = await this.crawls().update({ id: crawlId, status: CrawlStatus.RUNNING }, ended);
    return (affected ?? 0) > 0;
  }

  /** The page that the crawl began with. */
  async first(crawlId: number): Promise<CrawlPage> {
    return this.pages().findOneOrFail({ where: { crawlId }, order: { id: "ASC" } });
  }

  /** Whether the crawl has as much as one document. */
  async hasDocument(crawlId: number): Promise<boolean> {
    const [row] = await this.transactions.query(
      "SELECT 1 FROM crawl_page WHERE crawl_id = $1 AND document_id IS NOT NULL LIMIT 1",
      [crawlId],
    );
    return row !== undefined;
  }

  private pages() {
    return this.transactions.manager().getRepository(CrawlPage);
  }

  private crawls() {
    return this.transactions.manager().getRepository(Crawl);
  }
}
