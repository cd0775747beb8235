import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { collectSite, pageOutcomes, withSite } from "../support/crawls.js";
import { data } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { htmlPage, loopbackAllowed, type SitePage } from "../support/site.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(loopbackAllowed);
});
afterAll(() => server.stop());

describe("a crawl", () => {
  test("does what robots.txt asks for", async () => {
    const pages = {
      "/robots.txt": "User-agent: *\nDisallow: /\n\nUser-agent: Docent\nDisallow: /private\nCrawl-delay: 0.01\n",
      "/": htmlPage("Home", "Welcome.", ["/private/diary", "/open", "/moved"]),
      "/private/diary": htmlPage("Diary", "Dear diary."),
      "/open": htmlPage("Open", "Come in."),
      "/moved": (_request: unknown, response: { writeHead: (status: number, headers: object) => { end(): void } }) =>
        response.writeHead(301, { location: "/private/diary" }).end(),
    } as Readonly<Record<string, SitePage>>;
    await withSite(pages, async (site) => {
      expect(pageOutcomes(site, await collectSite(server, site))).toEqual({
        "/": "FETCHED",
        "/private/diary": "SKIPPED LINK_DISALLOWED",
        "/open": "FETCHED",
        "/moved": "SKIPPED LINK_DISALLOWED",
      });
      expect(site.asked("/robots.txt")).toBe(1);
    });
  });

  test("has its site asked for one page at a time, however many crawls and watched documents are of it", async () => {
    await withSite({}, async (site) => {
      let inside = 0;
      let most = 0;
      const slow = (text: string, links: readonly string[] = []): SitePage => {
        return (_request, response) => {
          inside += 1;
          most = Math.max(most, inside);
          void delay(30).then(() => {
            inside -= 1;
            response.writeHead(200, { "content-type": "text/html" }).end(htmlPage(text, text, links));
          });
        };
      };
      site.pages.set("/robots.txt", slow(""));
      for (const start of ["one", "two"]) {
        const paths = [1, 2, 3, 4].map((number) => `/${start}/${number}`);
        site.pages.set(`/${start}`, slow(start, paths));
        for (const path of paths) site.pages.set(path, slow(path));
      }
      const first = await collectSite(server, site, { url: `${site.url}/one`, maximumDepth: 1, folder: "first" });
      for (const { document } of first.pages.nodes) {
        await data(
          server,
          "mutation ($input: WatchDocumentInput!) { watchDocument(input: $input) { document { id } } }",
          {
            input: { documentId: document?.id, intervalSeconds: 3_600 },
          },
        );
      }
      await server.database.pool.query("UPDATE document_watch SET next_check_at = now()");
      await server.database.pool.query("SELECT graphile_worker.add_job('sync-watched')");
      const again = [
        collectSite(server, site, { url: `${site.url}/one`, maximumDepth: 1, folder: "again" }),
        collectSite(server, site, { url: `${site.url}/two`, maximumDepth: 1, folder: "again" }),
      ];
      expect((await Promise.all(again)).map(({ counts }) => counts["fetched"])).toEqual([5, 5]);
      const looks = () => server.database.pool.query("SELECT 1 FROM document_sync_run");
      while (((await looks()).rowCount ?? 0) < 5) await delay(50);
      expect(most).toBe(1);
    });
  });
});
