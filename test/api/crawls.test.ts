import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { setTimeout as delay } from "node:timers/promises";
import { readSettings } from "../../src/config/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { startServer } from "../../src/server.js";
import { createTestDatabase } from "../support/database.js";
import {
  collectSite,
  type Crawl,
  crawlOf,
  endedCrawl,
  pageOutcomes,
  startCrawl,
  startCrawlMutation,
  withSite,
} from "../support/crawls.js";
import { data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { htmlPage, loopbackAllowed, type Site, type SitePage, startSite } from "../support/site.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(loopbackAllowed);
});
afterAll(() => server.stop());

/** Collects a whole site. */
async function collect(site: Site, input: Readonly<Record<string, unknown>> = {}): Promise<Crawl> {
  return collectSite(server, site, input);
}

describe("a crawl", () => {
  test("makes documents of the pages of a site, as far as it may go, each once", async () => {
    const pages = {
      "/": htmlPage("Home", "Welcome.", ["/a", "/b#part", "/b?utm_source=x", "https://elsewhere.test/", "/logo.png"]),
      "/a": htmlPage("A", "About apples.", ["/", "/deep", "mailto:a@b.test", "javascript:void(0)"]),
      "/b": htmlPage("B", "About bees.", ["sub/c"]),
      "/sub/c": htmlPage("C", "About cows.", ["/too-deep"]),
      "/deep": htmlPage("Deep", "About depth.", ["/too-deep"]),
      "/too-deep": htmlPage("Too deep", "Nobody comes here."),
    };
    await withSite(pages, async (site) => {
      const { id: workspaceId } = await buildWorkspace(server);
      const crawl = await collect(site, { maximumDepth: 2, workspaceIds: [workspaceId] });
      expect(crawl).toMatchObject({ status: "FINISHED", failure: null, reachedLimit: false });
      expect(crawl.pages.nodes.map(({ url, depth, status }) => [url.replace(site.url, ""), depth, status])).toEqual([
        ["/", 0, "FETCHED"],
        ["/a", 1, "FETCHED"],
        ["/b", 1, "FETCHED"],
        ["/deep", 2, "FETCHED"],
        ["/sub/c", 2, "FETCHED"],
      ]);
      expect(crawl.counts).toEqual({ waiting: 0, fetched: 5, sitemaps: 0, duplicates: 0, skipped: 0, failed: 0 });
      expect(site.requests.map(({ url }) => url)).toEqual(["/robots.txt", "/", "/a", "/b", "/deep", "/sub/c"]);
      const { workspace } = await data<{ workspace: { documents: { nodes: { document: { sourceUrl: string } }[] } } }>(
        server,
        "query ($id: ID!) { workspace(by: { id: $id }) { documents(first: 10) { nodes { document { sourceUrl } } } } }",
        { id: workspaceId },
      );
      expect(workspace.documents.nodes.map(({ document }) => document.sourceUrl)).toEqual(
        crawl.pages.nodes.map(({ url }) => url),
      );
    });
  });

  test("reads sitemaps, of sitemaps too, gzipped or not", async () => {
    await withSite({}, async (site) => {
      const list = (root: string, paths: readonly string[]) =>
        `<?xml version="1.0"?><${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
          .map((path) => `<x><loc>\n ${site.url}${path.replace("&", "&amp;")} </loc></x>`)
          .join("")}</${root}>`;
      site.pages.set("/robots.txt", `Sitemap: ${site.url}/index.xml\n`);
      site.pages.set("/", htmlPage("Home", "Welcome."));
      site.pages.set("/index.xml", list("sitemapindex", ["/one.xml", "/two.xml.gz"]));
      site.pages.set("/one.xml", list("urlset", ["/", "/page?a=1&b=2"]));
      site.pages.set("/two.xml.gz", (_request, response) => {
        response.writeHead(200, { "content-type": "application/gzip" });
        response.end(gzipSync(list("urlset", ["/other"])));
      });
      site.pages.set("/page?a=1&b=2", htmlPage("Page", "Of the first list."));
      site.pages.set("/other", htmlPage("Other", "Of the second list."));
      const expected = {
        "/index.xml": "SITEMAP",
        "/one.xml": "SITEMAP",
        "/two.xml.gz": "SITEMAP",
        "/page?a=1&b=2": "FETCHED",
        "/other": "FETCHED",
      };
      const asked = await collect(site, { maximumDepth: 0, useSitemaps: true });
      expect(pageOutcomes(site, asked)).toEqual({ "/": "FETCHED", ...expected });
      const begun = await collect(site, { maximumDepth: 0, url: `${site.url}/index.xml`, folder: "by sitemap" });
      expect(pageOutcomes(site, begun)).toEqual({ "/": "FETCHED", ...expected });
    });
  });

  test("takes the same page once, whether its bytes or its own word tell", async () => {
    const article = (path: string) =>
      htmlPage("Article", `An article, at ${path}.`, [], '<link rel="canonical" href="/article">');
    const pages = {
      "/": htmlPage("Home", "Welcome.", ["/article?print=1", "/article", "/same-1", "/same-2", "/mistaken"]),
      "/article?print=1": article("print"),
      "/article": article("itself"),
      "/same-1": htmlPage("Same", "The same."),
      "/same-2": htmlPage("Same", "The same."),
      "/mistaken": htmlPage("Mistaken", "Every page says it is the front page.", [], '<link rel="canonical" href="/">'),
    };
    await withSite(pages, async (site) => {
      const crawl = await collect(site);
      expect(pageOutcomes(site, crawl)).toEqual({
        "/": "FETCHED",
        "/article?print=1": "FETCHED",
        "/article": "DUPLICATE",
        "/same-1": "FETCHED",
        "/same-2": "DUPLICATE",
        "/mistaken": "FETCHED",
      });
      const [, print, itself] = crawl.pages.nodes;
      expect(itself?.document).toEqual(print?.document);
      expect(print?.document?.sourceUrl).toBe(`${site.url}/article`);
    });
  });

  test("takes the pages that patterns tell, and no more than it may", async () => {
    const links = ["/docs/1", "/docs/2", "/docs/old/3", "/blog/4", "/docs/5?lang=de"];
    const pages = Object.fromEntries(links.map((path) => [path, htmlPage(path, `About ${path}.`)]));
    await withSite({ "/": htmlPage("Home", "Welcome.", links), ...pages }, async (site) => {
      const some = await collect(site, { include: ["/docs/*"], exclude: ["*/old/*", "*lang=*"] });
      expect(Object.keys(pageOutcomes(site, some))).toEqual(["/", "/docs/1", "/docs/2"]);
      const few = await collect(site, { maximumPages: 3 });
      expect(Object.keys(pageOutcomes(site, few))).toEqual(["/", "/docs/1", "/docs/2"]);
      expect([some.reachedLimit, few.reachedLimit]).toEqual([false, true]);
    });
  });

  test("of a site that was collected before changes what has changed, and adds what is new", async () => {
    const pages = {
      "/": htmlPage("Home", "Welcome.", ["/a", "/b"]),
      "/a": htmlPage("A", "One."),
      "/b": htmlPage("B", "Two."),
    };
    await withSite(pages, async (site) => {
      const before = await collect(site);
      site.pages.set("/b", htmlPage("B", "Two, revised.", ["/c"]));
      site.pages.set("/c", htmlPage("C", "Three."));
      const after = await collect(site);
      const documentsOf = ({ pages: { nodes } }: Crawl) => nodes.map(({ document }) => document?.id);
      expect(documentsOf(after).slice(0, 3)).toEqual(documentsOf(before));
      expect(pageOutcomes(site, after)).toEqual({ "/": "FETCHED", "/a": "FETCHED", "/b": "FETCHED", "/c": "FETCHED" });
      const { documents } = await data<{ documents: { totalCount: number } }>(
        server,
        "query ($folder: String!) { documents(first: 1, filter: { folder: $folder }) { totalCount } }",
        { folder: new URL(site.url).port },
      );
      expect(documents.totalCount).toBe(4);
    });
  });

  test("tells of each page that could not be had, after trying again where that may help", async () => {
    let attempts = 0;
    const pages: Readonly<Record<string, SitePage>> = {
      "/": htmlPage("Home", "Welcome.", ["/gone", "/busy", "/down", "/away"]),
      "/busy": (_request, response) => {
        attempts += 1;
        if (attempts < 3) response.writeHead(503).end();
        else response.writeHead(200, { "content-type": "text/html" }).end(htmlPage("Busy", "At last."));
      },
      "/down": (_request, response) => response.writeHead(500).end(),
      "/away": (_request, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    };
    await withSite(pages, async (site) => {
      const crawl = await collect(site);
      expect(crawl.status).toBe("FINISHED");
      expect(pageOutcomes(site, crawl)).toEqual({
        "/": "FETCHED",
        "/gone": "FAILED LINK_STATUS",
        "/busy": "FETCHED",
        "/down": "FAILED LINK_STATUS",
        "/away": "FAILED LINK_UNREACHABLE",
      });
      expect([site.asked("/gone"), site.asked("/busy"), site.asked("/down")]).toEqual([1, 3, 3]);
    });
  });

  test("follows its first page to the site that it has moved to, and no other page", async () => {
    const pages = {
      "/": htmlPage("Home", "Moved.", ["/a", "/back"]),
      "/a": htmlPage("A", "About apples."),
    };
    await withSite(pages, async (site) => {
      const former = await startSite();
      try {
        former.pages.set("/", (_request, response) => response.writeHead(301, { location: `${site.url}/` }).end());
        former.pages.set("/other", htmlPage("Other", "Left behind."));
        site.pages.set("/back", (_request, response) =>
          response.writeHead(302, { location: `${former.url}/other` }).end(),
        );
        const crawl = await collect(former, { folder: "moved" });
        expect(pageOutcomes(site, crawl)).toEqual({
          [`${former.url}/`]: "FETCHED",
          "/a": "FETCHED",
          "/back": "SKIPPED LINK_OUTSIDE",
        });
      } finally {
        await former.stop();
      }
    });
  });

  test("has failed when there is nothing where it begins", async () => {
    await withSite({}, async (site) => {
      expect(await collect(site)).toMatchObject({ status: "FAILED", failure: { code: "LINK_STATUS" } });
    });
    const strict = await startTestServer();
    try {
      await withSite({ "/": htmlPage("Home", "Internal.") }, async (site) => {
        const id = await startCrawl(strict, { url: site.url });
        expect(await endedCrawl(strict, id)).toMatchObject({ status: "FAILED", failure: { code: "LINK_REFUSED" } });
        expect(site.requests).toHaveLength(0);
      });
    } finally {
      await strict.stop();
    }
  });

  test("ends when it is cancelled, and keeps what it has", async () => {
    let arrived: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (arrived = resolve));
    let answer: () => void = () => undefined;
    const pages: Readonly<Record<string, SitePage>> = {
      "/": htmlPage("Home", "Welcome.", ["/a", "/b"]),
      "/a": (_request, response) => {
        answer = () => response.writeHead(200, { "content-type": "text/html" }).end(htmlPage("A", "Too late."));
        arrived();
      },
      "/b": htmlPage("B", "Never asked."),
    };
    await withSite(pages, async (site) => {
      const id = await startCrawl(server, { url: `${site.url}/`, folder: "cancelled" });
      await isAsked;
      const cancel = "mutation ($id: ID!) { cancelCrawl(crawlId: $id) { crawl { status } } }";
      const answered = await data<{ cancelCrawl: { crawl: { status: string } } }>(server, cancel, { id });
      expect(answered.cancelCrawl.crawl.status).toBe("CANCELLED");
      answer();
      const jobs = () =>
        server.database.pool.query("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'crawl-site'");
      while (((await jobs()).rowCount ?? 0) > 0) await delay(50);
      const crawl = await crawlOf(server, id);
      expect(pageOutcomes(site, crawl)).toEqual({ "/": "FETCHED", "/a": "WAITING", "/b": "WAITING" });
      expect(crawl.status).toBe("CANCELLED");
      expect(site.asked("/b")).toBe(0);
    });
  });

  test("goes on where it was when its server stops and another one starts", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "docent-test-"));
    const { database, close } = await createTestDatabase();
    const settings = readSettings({ PORT: "0", DATA_DIR: dataDir, ADMIN_API_KEY: server.apiKey, ...loopbackAllowed });
    const open = async () => {
      const { url, stop } = await startServer(settings, createLogger("fatal"), { database });
      return { url, apiKey: server.apiKey, stop };
    };
    let arrived: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (arrived = resolve));
    const pages: Readonly<Record<string, SitePage>> = {
      "/": htmlPage("Home", "Welcome.", ["/a", "/b", "/c"]),
      "/a": htmlPage("A", "Before."),
      "/b": () => {
        arrived();
      },
      "/c": htmlPage("C", "After."),
    };
    await withSite(pages, async (site) => {
      const first = await open();
      const id = await startCrawl(first, { url: `${site.url}/` });
      await isAsked;
      await first.stop();
      site.pages.set("/b", htmlPage("B", "In between."));
      const second = await open();
      try {
        const crawl = await endedCrawl(second, id);
        expect(pageOutcomes(site, crawl)).toEqual({
          "/": "FETCHED",
          "/a": "FETCHED",
          "/b": "FETCHED",
          "/c": "FETCHED",
        });
        expect(["/", "/a", "/b", "/c"].map((path) => site.asked(path))).toEqual([1, 1, 2, 1]);
      } finally {
        await second.stop();
      }
    });
    await close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("is refused for what is no site, and beyond the bounds", async () => {
    const cases: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ["url", { url: "file:///etc/passwd" }],
      ["url", { url: "http://user:secret@example.com" }],
      ["maximumDepth", { url: "http://example.com", maximumDepth: 6 }],
      ["maximumPages", { url: "http://example.com", maximumPages: 5_001 }],
    ];
    for (const [field, input] of cases) {
      const answer = await request(server, startCrawlMutation, { input });
      expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
    }
  });
});
