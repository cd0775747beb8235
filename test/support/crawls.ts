import { setTimeout as delay } from "node:timers/promises";
import { data, type Target } from "./graphql-client.js";
import { type Site, type SitePage, startSite } from "./site.js";

/** A page of a crawl. */
export interface CrawlPage {
  readonly url: string;
  readonly depth: number;
  readonly status: string;
  readonly document: { readonly id: string; readonly sourceUrl: string; readonly folder: string } | null;
  readonly failure: { readonly code: string } | null;
}

/** A crawl, as the API tells of it. */
export interface Crawl {
  readonly id: string;
  readonly status: string;
  readonly reachedLimit: boolean;
  readonly failure: { readonly code: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly pages: { readonly nodes: readonly CrawlPage[] };
}

const fields = `id status reachedLimit failure { code } counts { waiting fetched sitemaps duplicates skipped failed }
  pages(first: 100) { nodes { url depth status document { id sourceUrl folder } failure { code } } }`;

/** Starts a crawl; the variable is its `input`. */
export const startCrawlMutation = `mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { ${fields} } } }`;

/** Starts a crawl, and resolves to its id. */
export async function startCrawl(target: Target, input: Readonly<Record<string, unknown>>): Promise<string> {
  return (await data<{ startCrawl: { crawl: Crawl } }>(target, startCrawlMutation, { input })).startCrawl.crawl.id;
}

/** A crawl as it is now. */
export async function crawlOf(target: Target, id: string): Promise<Crawl> {
  return (await data<{ crawl: Crawl }>(target, `query ($id: ID!) { crawl(id: $id) { ${fields} } }`, { id })).crawl;
}

/** A crawl when it has ended. */
export async function endedCrawl(target: Target, id: string): Promise<Crawl> {
  for (;;) {
    const crawl = await crawlOf(target, id);
    if (crawl.status !== "RUNNING") return crawl;
    await delay(50);
  }
}

/** Collects a whole site, into a folder that is named after its port unless another is given. */
export async function collectSite(
  target: Target,
  site: Site,
  input: Readonly<Record<string, unknown>> = {},
): Promise<Crawl> {
  const id = await startCrawl(target, { url: `${site.url}/`, folder: new URL(site.url).port, ...input });
  return endedCrawl(target, id);
}

/** The pages of a crawl by their paths, with what became of them. */
export function pageOutcomes(site: Site, { pages }: Crawl): Record<string, string> {
  return Object.fromEntries(
    pages.nodes.map(({ url, status, failure }) => [
      url.replace(site.url, ""),
      failure === null ? status : `${status} ${failure.code}`,
    ]),
  );
}

/** Uses a site that is there for as long. */
export async function withSite(
  pages: Readonly<Record<string, SitePage>>,
  use: (site: Site) => Promise<void>,
): Promise<void> {
  const site = await startSite(pages);
  try {
    await use(site);
  } finally {
    await site.stop();
  }
}
