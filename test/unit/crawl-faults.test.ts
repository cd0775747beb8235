import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import {
  Crawl,
  CrawlPage,
  CrawlStatus,
  Document,
  DocumentSyncRun,
  DocumentWatch,
  EventLog,
  User,
  UserRole,
} from "../../src/entities/index.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { SecretBox } from "../../src/secrets/secret-box.js";
import { SecretKey } from "../../src/secrets/secret-key.js";
import { CrawlEnds } from "../../src/services/crawl/crawl-ends.js";
import { CrawlPages } from "../../src/services/crawl/crawl-pages.js";
import { queueCrawl } from "../../src/services/crawl/crawl-queue.js";
import { SiteCrawler } from "../../src/services/crawl/site-crawler.js";
import { DocumentSync } from "../../src/services/document-sync.js";
import { DocumentWriter } from "../../src/services/document-writer.js";
import { LocalFileStore } from "../../src/storage/local-file-store.js";
import { AddressGuard } from "../../src/web/address-guard.js";
import { HostGate } from "../../src/web/host-gate.js";
import { SafeFetch } from "../../src/web/safe-fetch.js";
import { CrawlSiteJob } from "../../src/workers/crawl-site.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { htmlPage, type Site, startSite } from "../support/site.js";

const logger = createLogger("silent");
const signal = new AbortController().signal;
const hour = 3_600_000;

describe("a fault of the server itself", () => {
  let world: TestDatabase;
  let folder: string;
  let site: Site;
  let transactions: Transactions;
  let queue: JobQueue;
  let gate: HostGate;
  let ends: CrawlEnds;
  let crawler: SiteCrawler;
  let sync: DocumentSync;
  let crawlId: number;

  beforeEach(async () => {
    // One connection, for which nobody waits long.
    world = await createTestDatabase({ poolSize: 1, acquireTimeoutMs: 100 });
    folder = await mkdtemp(join(tmpdir(), "docent-test-"));
    site = await startSite({ "/": htmlPage("Home", "Welcome.") });
    transactions = new Transactions(world.database.dataSource);
    queue = new JobQueue(world.database.pool, transactions, logger);
    const events = new EventRecorder(transactions);
    const files = new LocalFileStore(join(folder, "files"));
    const box = new SecretBox(await SecretKey.load({ DATA_DIR: folder, SECRET_KEY: "s".repeat(32) }));
    const writer = new DocumentWriter(transactions, files, queue, events, box);
    const web = new SafeFetch(new AddressGuard(["127.0.0.1"]));
    gate = new HostGate(0);
    ends = new CrawlEnds(transactions, new CrawlPages(transactions), events, queue);
    const parts = { transactions, files, web, gate, writer, events, ends, logger, maximumBytes: 1_000_000 };
    crawler = new SiteCrawler(parts);
    sync = new DocumentSync(parts);
    crawlId = await startCrawl();
  });
  afterEach(async () => {
    await site.stop();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function startCrawl(): Promise<number> {
    const manager = transactions.manager();
    const owner = await manager.save(User, { username: "owner", usernameKey: "owner", role: UserRole.MANAGER });
    const url = `${site.url}/`;
    const bounds = { maximumDepth: 0, maximumPages: 10, include: [], exclude: [] };
    const crawl = { ownerId: owner.id, url, origin: site.url, folder: "site", workspaceIds: [], ...bounds };
    const { id } = await manager.save(Crawl, crawl);
    await manager.insert(CrawlPage, { crawlId: id, url, depth: 0 });
    await queueCrawl(queue, id);
    return id;
  }

  async function step() {
    return crawler.step(crawlId, new Map(), signal);
  }

  /** The crawl, and its one page. */
  async function look() {
    const manager = transactions.manager();
    const { status, errorCode } = await manager.findOneByOrFail(Crawl, { id: crawlId });
    const page = await manager.findOneByOrFail(CrawlPage, { crawlId });
    return { status, errorCode, page: { status: page.status, attempts: page.attempts, errorCode: page.errorCode } };
  }

  /** A file is where the folder of the store should be. */
  async function loseStore(): Promise<() => Promise<void>> {
    await rm(join(folder, "files"), { recursive: true, force: true });
    await writeFile(join(folder, "files"), "");
    return () => rm(join(folder, "files"));
  }

  async function endedEvents() {
    const found = await transactions.manager().findBy(EventLog, { type: "crawl.ended" });
    return found.map(({ data }) => data);
  }

  const untouched = { status: "running", errorCode: null, page: { status: "waiting", attempts: 0, errorCode: null } };
  const fetched = { status: "fetched", attempts: 0, errorCode: null };

  test("costs no page: when the store of files is back, the page is fetched", async () => {
    const restore = await loseStore();
    for (let count = 0; count < 5; count += 1) {
      await expect(step()).rejects.toMatchObject({ code: "STORAGE_UNAVAILABLE" });
    }
    expect(await look()).toEqual(untouched);
    await restore();
    expect(await step()).toEqual({ isOver: false, delayMilliseconds: 0 });
    expect((await look()).page).toEqual(fetched);
  });

  test("costs no page: when the database has time again, the page is fetched", async () => {
    let release: () => void = () => undefined;
    let held: Promise<void> = Promise.resolve();
    site.pages.set("/", (_request, response) => {
      const isOver = new Promise<void>((resolve) => (release = resolve));
      held = world.database.pool.connect().then(async (client) => {
        response.writeHead(200, { "content-type": "text/html" }).end(htmlPage("Home", "Welcome."));
        await isOver;
        client.release();
      });
    });
    await expect(step()).rejects.toMatchObject({ code: "DATABASE_BUSY" });
    release();
    await held;
    expect(await look()).toEqual(untouched);
    site.pages.set("/", htmlPage("Home", "Welcome."));
    await step();
    expect((await look()).page).toEqual(fetched);
  });

  test("ends a crawl when it has lasted for all attempts, with its reason and an event", async () => {
    const restore = await loseStore();
    const job = new CrawlSiteJob(crawler, queue, logger);
    const attempt = job.run({ crawlId }, { attempt: 9, lastAttempt: false, signal });
    await expect(attempt).rejects.toMatchObject({ code: "STORAGE_UNAVAILABLE" });
    expect(await look()).toEqual(untouched);
    await job.run({ crawlId }, { attempt: 10, lastAttempt: true, signal });
    expect(await look()).toMatchObject({ status: "failed", errorCode: "STORAGE_UNAVAILABLE" });
    expect(await endedEvents()).toEqual([{ status: "failed", code: "STORAGE_UNAVAILABLE" }]);
    await restore();
  });

  test("ends a crawl whose job was given up without a word, and no other one", async () => {
    expect(await ends.tidy()).toBe(0);
    await transactions.query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts, locked_at = now()");
    expect(await ends.tidy()).toBe(0);
    expect((await look()).status).toBe(CrawlStatus.RUNNING);
    await transactions.query("UPDATE graphile_worker._private_jobs SET locked_at = NULL");
    expect(await ends.tidy()).toBe(1);
    expect(await look()).toMatchObject({ status: "failed", errorCode: "CRAWL_INTERRUPTED" });
    expect(await endedEvents()).toEqual([{ status: "failed", code: "CRAWL_INTERRUPTED" }]);
    expect(await transactions.query("SELECT id FROM graphile_worker.jobs")).toEqual([]);
  });

  test("that lost a crawl's job does not lose the crawl", async () => {
    await transactions.query("DELETE FROM graphile_worker._private_jobs");
    expect(await ends.tidy()).toBe(1);
    expect(await transactions.query("SELECT key FROM graphile_worker.jobs")).toEqual([
      { key: `crawl-site:${crawlId}` },
    ]);
    expect((await look()).status).toBe(CrawlStatus.RUNNING);
  });

  test("that nobody thought of is tried again, and ends the page alone", async () => {
    site.pages.set("/", (_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end(htmlPage("Home", "Welcome.")),
    );
    await transactions.query("ALTER TABLE document ADD CONSTRAINT nobody_thought_of CHECK (source_url IS NULL)");
    for (const attempts of [1, 2]) {
      await step();
      expect((await look()).page).toEqual({ status: "waiting", attempts, errorCode: null });
    }
    await step();
    expect((await look()).page).toMatchObject({ status: "failed", errorCode: "INTERNAL_SERVER_ERROR" });
    expect(await step()).toEqual({ isOver: true });
    expect(await look()).toMatchObject({ status: "failed", errorCode: "INTERNAL_SERVER_ERROR" });
  });

  describe("is not that others ask the same host:", () => {
    async function askForAnHour(): Promise<void> {
      const { turn } = await gate.enter(site.url, 0, signal);
      turn?.leave(hour);
    }

    test("a crawl comes back later", async () => {
      await askForAnHour();
      expect(await step()).toMatchObject({ isOver: false, delayMilliseconds: expect.any(Number) });
      expect(site.requests).toHaveLength(0);
      expect(await look()).toEqual(untouched);
    });

    test("so does the look at a watched document, which is then no failure", async () => {
      await step();
      const { id: documentId } = await transactions.manager().findOneByOrFail(Document, { folder: "site" });
      const nextCheckAt = new Date(0);
      const watch = { documentId, url: `${site.url}/`, intervalSeconds: 60, nextCheckAt };
      await transactions.manager().insert(DocumentWatch, watch);
      const asked = site.requests.length;
      await askForAnHour();
      await sync.lookAtDue(signal);
      expect(site.requests).toHaveLength(asked);
      expect(await transactions.manager().countBy(DocumentSyncRun, { documentId })).toBe(0);
      const after = await transactions.manager().findOneByOrFail(DocumentWatch, { documentId });
      expect(after.failures).toBe(0);
      expect(after.nextCheckAt.getTime()).toBeGreaterThan(Date.now() + hour / 2);
    });
  });

  test("is none of a watched document's source", async () => {
    await step();
    const { id: documentId } = await transactions.manager().findOneByOrFail(Document, { folder: "site" });
    const restore = await loseStore();
    await expect(sync.look(null, documentId)).rejects.toMatchObject({ code: "STORAGE_UNAVAILABLE" });
    expect(await transactions.manager().countBy(DocumentSyncRun, { documentId })).toBe(0);
    await restore();
    expect(await sync.look(null, documentId)).toMatchObject({ outcome: "unchanged" });
  });
});
