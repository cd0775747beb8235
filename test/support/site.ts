import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a path of a site answers. */
export type SitePage = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

/** A website on loopback, whose pages tests change as they like. */
export interface Site {
  readonly url: string;
  /** By their paths; others are 404. A string is HTML. */
  readonly pages: Map<string, SitePage>;
  /** The requests so far. */
  readonly requests: IncomingMessage[];
  /** How often a path was asked for. */
  asked(path: string): number;
  stop(): Promise<void>;
}

/** Servers that may fetch from loopback are started with this. */
export const loopbackAllowed = { FETCH_ALLOWED_HOSTS: "127.0.0.1", CRAWL_DELAY_MILLISECONDS: "0" };

/** Starts a site. */
export async function startSite(pages: Readonly<Record<string, SitePage>> = {}): Promise<Site> {
  const served = new Map(Object.entries(pages));
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const page = served.get(request.url ?? "");
    if (typeof page === "function") page(request, response);
    else if (page === undefined) response.writeHead(404).end("nothing here");
    else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: served,
    requests,
    asked: (path) => requests.filter(({ url }) => url === path).length,
    stop: () => stopServer(server),
  };
}

async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

/** An HTML page with a title, a text and links. */
export function htmlPage(title: string, text: string, links: readonly string[] = [], head = ""): string {
  const list = links.map((href) => `<a href="${href}">${href}</a>`).join(" ");
  return `<!doctype html><html><head><title>${title}</title>${head}</head><body><main><h1>${title}</h1><p>${text}</p><p>${list}</p></main></body></html>`;
}
