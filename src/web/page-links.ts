import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Parser } from "htmlparser2";
import { pageAddress } from "./page-address.js";

/** What a fetched file says of others. */
export interface PageLinks {
  /** A sitemap names pages to collect (sitemaps.org); a page leads to others; other files lead nowhere. */
  readonly kind: "page" | "sitemap" | "other";
  /** Addresses, each once, in the order of the file. */
  readonly links: readonly string[];
  /** The address that a page gives as its own (RFC 6596); null when it gives none. */
  readonly canonical: string | null;
}

/** A file may name so many others; the protocol of sitemaps has the same limit. */
const mostLinks = 50_000;
/** So much of a file is read, inflated: the limit of sitemaps. */
const mostCharacters = 52_428_800;
/** The parser takes quadratic time in the depth; browsers stop at it, and what is deeper is not read. */
const deepest = 512;
const pieceCharacters = 4_096;
const nothing: PageLinks = { kind: "other", links: [], canonical: null };

/**
 * Reads the links of a file of the web, page or sitemap, gzipped or not. Only characters of ASCII matter, whatever the
 * encoding; beyond the limits the rest is left out.
 * @param url where the file stands.
 * @param content is read to its end, or destroyed.
 */
export async function readLinks(url: string, content: Readable): Promise<PageLinks> {
  let reader: LinkReader | null = null;
  let left = mostCharacters;
  try {
    for await (const text of textOf(content)) {
      reader ??= startOf(text, url);
      if (reader === null) break;
      // In short pieces: how deep it is nested shows between them.
      for (let at = 0; at < text.length && !reader.isOver; at += pieceCharacters) {
        reader.write(text.slice(at, Math.min(at + pieceCharacters, left)));
      }
      left -= text.length;
      if (left <= 0 || reader.isOver) break;
    }
  } catch (error) {
    // A file that only claims to be gzipped has no links; what was read of one that is cut off stands.
    if (!(error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw error;
  } finally {
    content.destroy();
  }
  return reader?.end() ?? nothing;
}

async function* textOf(content: Readable): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder("utf-8");
  for await (const piece of inflated(content)) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== "") yield text;
  }
}

async function* inflated(content: Readable): AsyncGenerator<Buffer, void, void> {
  const pieces = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await pieces.next();
  if (first.done === true) return;
  const rest = async function* () {
    yield first.value;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  };
  const isGzipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!isGzipped) return yield* rest();
  const gunzip = createGunzip();
  // What goes wrong is thrown where the inflated bytes are read.
  pipeline(Readable.from(rest()), gunzip, () => undefined);
  for await (const piece of gunzip) yield piece as Buffer;
}

/** Reads by what the beginning shows the file to be. */
function startOf(head: string, url: string): LinkReader | null {
  const start = head.slice(0, 8_192);
  if (
    /^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/.test(
      start,
    )
  ) {
    return new LinkReader("sitemap", url);
  }
  return /<(?:!doctype\s+html|html|head|body|a\s|link\s|p>|div)/i.test(start) && !start.includes("\0")
    ? new LinkReader("page", url)
    : null;
}

class LinkReader {
  private readonly found = new Set<string>();
  private base: string;
  private canonical: string | null = null;
  private follows = true;
  private location: string | null = null;
  private depth = 0;
  private readonly parser: Parser;

  constructor(
    private readonly kind: "page" | "sitemap",
    url: string,
  ) {
    this.base = url;
    const isSitemap = kind === "sitemap";
    this.parser = new Parser(
      isSitemap
        ? {
            onopentagname: (name) => {
              this.depth += 1;
              if (localName(name) === "loc") this.location = "";
            },
            ontext: (text) => {
              if (this.location !== null && this.location.length < 4_000) this.location += text;
            },
            onclosetag: (name) => {
              this.depth -= 1;
              if (localName(name) !== "loc" || this.location === null) return;
              this.add(this.location.trim());
              this.location = null;
            },
          }
        : {
            onopentag: (name, attributes) => {
              this.depth += 1;
              this.open(name, attributes);
            },
            onclosetag: () => {
              this.depth -= 1;
            },
          },
      { xmlMode: isSitemap, decodeEntities: true },
    );
  }

  /** Whether nothing more is read. */
  get isOver(): boolean {
    return this.found.size >= mostLinks || this.depth > deepest;
  }

  write(text: string): void {
    this.parser.write(text);
  }

  end(): PageLinks {
    this.parser.end();
    return { kind: this.kind, links: this.follows ? [...this.found] : [], canonical: this.canonical };
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    const { href, rel = "", content = "" } = attributes;
    const relations = rel.toLowerCase().split(/\s+/);
    if (name === "meta") {
      const isForRobots = /^(?:robots|docent)$/i.test(attributes["name"] ?? "");
      if (isForRobots && /\b(?:nofollow|none)\b/i.test(content)) this.follows = false;
    } else if (href === undefined) return;
    else if (name === "base") this.base = pageAddress(href, this.base) ?? this.base;
    else if (name === "a" || name === "area") this.add(href);
    else if (name === "link" && relations.includes("canonical")) this.canonical ??= pageAddress(href, this.base);
    else if (name === "link" && relations.includes("next")) this.add(href);
  }

  private add(href: string): void {
    const address = this.isOver ? null : pageAddress(href.trim(), this.base);
    if (address !== null) this.found.add(address);
  }
}

function localName(name: string): string {
  return (name.split(":").at(-1) ?? "").toLowerCase();
}
