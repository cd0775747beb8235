import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Crawl, CrawlPage, CrawlStatus } from "../entities/index.js";
import { ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownCrawls } from "../policies/crawl.policy.js";
import { mayAddDocument } from "../policies/document.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import { pageAddress } from "../web/page-address.js";
import { queueCrawl, unqueueCrawl } from "./crawl/crawl-queue.js";
import { findKnown } from "./known.js";
import { assertKnownWorkspaces } from "./known-workspaces.js";
import { defaultFolder, folderName } from "./library-names.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** Which site to collect. */
export interface CrawlRequest {
  readonly url: string;
  readonly folder?: string | undefined;
  readonly workspaceIds: readonly number[];
  readonly maximumDepth: number;
  readonly maximumPages: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Whether the site's sitemaps are read, too. */
  readonly useSitemaps: boolean;
}

/** Starts and cancels the collecting of sites, and tells of it. */
export class CrawlService {
  constructor(
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Starts a crawl, which goes on by itself in the viewer's name: for as long as they may add its documents, and with a
   * key, for as long as that works.
   * @throws ValidationError for what is no URL; ForbiddenError, NotFoundError as for a document to add.
   */
  async start(viewer: Viewer, request: CrawlRequest): Promise<Crawl> {
    const workspaceIds = [...new Set(request.workspaceIds)];
    if (!mayAddDocument(viewer, workspaceIds)) {
      throw new ForbiddenError(
        "Only managers collect sites; a key that is limited to workspaces collects them for one of those.",
      );
    }
    const url = pageAddress(request.url);
    if (url === null) throw new ValidationError("must be an http or https URL", { field: "url" });
    await assertKnownWorkspaces(this.transactions, viewer, workspaceIds, "workspaceIds");
    const { useSitemaps, maximumDepth, maximumPages, include, exclude } = request;
    return this.transactions.run(async () => {
      const manager = this.transactions.manager();
      const crawl = manager.create(Crawl, {
        ownerId: userOf(viewer).id,
        apiKeyId: "apiKey" in viewer.credential ? viewer.credential.apiKey.id : null,
        url,
        origin: new URL(url).origin,
        folder: folderName(request.folder ?? defaultFolder),
        workspaceIds,
        maximumDepth,
        maximumPages,
        include: [...include],
        exclude: [...exclude],
        useSitemaps,
      });
      await manager.save(crawl);
      await manager.insert(CrawlPage, { crawlId: crawl.id, url, depth: 0 });
      const data = { url, folder: crawl.folder, maximumDepth, maximumPages, workspaceIds };
      await this.events.record(viewer, "crawl.started", { subject: { type: "Crawl", id: crawl.id }, data });
      await queueCrawl(this.queue, crawl.id);
      return manager.findOneByOrFail(Crawl, { id: crawl.id });
    });
  }

  /**
   * Ends a crawl that runs; its documents stay. One that has ended stays as it is.
   * @throws NotFoundError when there is none, or the viewer may not know of it.
   */
  async cancel(viewer: Viewer, id: number): Promise<Crawl> {
    return this.transactions.run(async () => {
      const repository = this.transactions.manager().getRepository(Crawl);
      const crawl = await this.find(viewer, id);
      if (crawl === null) throw new NotFoundError("Crawl", { field: "crawlId" });
      const ended = { status: CrawlStatus.CANCELLED, finishedAt: new Date() };
      const { affected } = await repository.update({ id, status: CrawlStatus.RUNNING }, ended);
      if ((affected ?? 0) > 0) {
        await unqueueCrawl(this.queue, id);
        await this.events.record(viewer, "crawl.cancelled", { subject: { type: "Crawl", id } });
      }
      return repository.findOneByOrFail({ id });
    });
  }

  /** Null when there is none, or the viewer may not know of it. */
  async find(viewer: Viewer, id: number): Promise<Crawl | null> {
    return findKnown(this.transactions.manager().getRepository(Crawl), "crawl", id, knownCrawls(viewer));
  }

  /** The crawls that the viewer may know of, oldest first. */
  async list(viewer: Viewer, page: PageRequest): Promise<Page<Crawl>> {
    const known = knownCrawls(viewer);
    const query = this.transactions.manager().getRepository(Crawl).createQueryBuilder("crawl");
    return readPage(query.where(known.sql, known.parameters), "crawl", page);
  }
}
