import robotsParser from "robots-parser";
import { LinkError } from "./errors.js";
import { fetchFile } from "./fetch-file.js";
import type { SafeFetch } from "./safe-fetch.js";

/** What a site asks of programs that visit it (RFC 9309). */
export interface SiteRules {
  isAllowed(url: string): boolean;
  /** How long to wait between two pages, in milliseconds; at most 30,000. */
  readonly delayMilliseconds: number;
  readonly sitemaps: readonly string[];
}

const agent = "Docent";
/** The size that has to be read at least. */
const maximumBytes = 524_288;
const longestDelay = 30_000;

/**
 * Reads a site's robots.txt. A site without one allows everything; when it cannot be told whether there is one, nothing.
 * @throws LinkError when the server cannot be reached, or answers that it has a fault.
 */
export async function readSiteRules(web: SafeFetch, origin: string, signal: AbortSignal): Promise<SiteRules> {
  const url = `${origin}/robots.txt`;
  const robots = robotsParser(url, await robotsText(web, url, signal));
  return {
    isAllowed: (page) => robots.isAllowed(page, agent) !== false,
    delayMilliseconds: Math.min(longestDelay, Math.max(0, (robots.getCrawlDelay(agent) ?? 0) * 1_000)),
    sitemaps: robots.getSitemaps(),
  };
}

async function robotsText(web: SafeFetch, url: string, signal: AbortSignal): Promise<string> {
  try {
    // What goes on beyond the limit is ignored.
    const file = await fetchFile(web, { url, signal, maximumBytes: Number.POSITIVE_INFINITY });
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of file?.content ?? []) {
      pieces.push(piece as Buffer);
      bytes += (piece as Buffer).length;
      if (bytes >= maximumBytes) break;
    }
    return Buffer.concat(pieces).toString("utf8", 0, maximumBytes);
  } catch (error) {
    const status = error instanceof LinkError ? error.status : null;
    const isAbsent = status !== null && status >= 400 && status < 500 && status !== 429;
    if (isAbsent) return "";
    throw error;
  }
}
