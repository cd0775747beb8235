import { lookup as systemLookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import pLimit from "p-limit";
import { Agent, type Dispatcher } from "undici";
import type { AddressGuard } from "./address-guard.js";
import { LinkError } from "./errors.js";

/** Finds every address of a name. */
export type Resolver = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** How patiently the web is asked, in milliseconds. */
export interface FetchPatience {
  /** For a connection, for the head of an answer, and between two pieces of its body. */
  readonly silence: number;
  /** For the whole answer, redirects included. */
  readonly total: number;
}

/** What is asked of the web. */
export interface FetchRequest {
  readonly url: string;
  /** Sent to the origin of `url` alone: never on to another one that it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** An answer whose status is of success, or 304. */
export interface FetchedAnswer {
  /** Where the last redirect led. */
  readonly url: string;
  readonly status: number;
  /** One value for each name, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes, decoded; empty for 304. Whoever takes it reads it to its end, or destroys it. */
  readonly body: Readable;
}

/** Names are looked up by the threads that read files too: slow name servers must leave some of them free. */
const lookupsAtOnce = 2;
/** Headers that say how a message is carried, or to whom: they are not the caller's to set. */
const carriers =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|content-length|accept-encoding|proxy-.*)$/i;
const usualPatience: FetchPatience = { silence: 15_000, total: 60_000 };
const mostRedirects = 5;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What identifies Docent to the servers that it asks. */
export const userAgent = "Docent/1.0 (+document import)";

/**
 * Fetches from the web what users name, and nothing that a stranger must not reach through this server: every address
 * that a name leads to is checked, of every redirect too, and the connection is made to an address that was checked, so
 * that a name which changes its answer gains nothing.
 */
export class SafeFetch {
  private readonly lookups = pLimit(lookupsAtOnce);

  constructor(
    private readonly guard: AddressGuard,
    private readonly patience: FetchPatience = usualPatience,
    private readonly resolve: Resolver = (name) => systemLookup(name, { all: true, verbatim: true }),
  ) {}

  /**
   * Gets what stands at a URL, following redirects.
   * @throws LinkError; the signal's reason.
   */
  async get({ url, headers = {}, signal }: FetchRequest): Promise<FetchedAnswer> {
    const timeout = AbortSignal.timeout(this.patience.total);
    const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const refused = Object.keys(headers).find((name) => carriers.test(name));
    if (refused !== undefined) throw new LinkError("LINK_REFUSED", `The header ${refused} must not be set.`);
    let place = checkedUrl(url);
    const { origin } = place;
    for (let redirects = 0; ; redirects += 1) {
      const own = place.origin === origin ? headers : {};
      const answer = await this.ask(place, own, ended, timeout);
      const location = answer.headers["location"];
      if (!redirectStatuses.has(answer.status) || location === undefined) return finished(answer);
      answer.body.destroy();
      if (redirects === mostRedirects) throw new LinkError("LINK_UNREACHABLE", "The link redirects too often.");
      place = nextPlace(place, location);
    }
  }

  private async ask(
    place: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    timeout: AbortSignal,
  ): Promise<FetchedAnswer> {
    const port = portOf(place);
    const host = hostOf(place);
    if (!this.guard.allowsPort(host, port)) throw new LinkError("LINK_REFUSED", `Port ${port} must not be asked.`);
    const addresses = await this.addressesOf(host, port, signal, timeout);
    const { silence } = this.patience;
    // A connection of its own: one that was checked for a name is not used again for another question.
    const connect = { timeout: silence, lookup: lookupOf(addresses) };
    const agent = new Agent({ headersTimeout: silence, bodyTimeout: silence, connect });
    try {
      const response = await agent.request({
        origin: place.origin,
        path: `${place.pathname}${place.search}`,
        method: "GET",
        headers: { "user-agent": userAgent, accept: "*/*", "accept-encoding": "gzip, br", ...lowered(headers) },
        signal,
      });
      const body = decoded(response);
      // Whoever reads it is told of a failure; one that nobody reads any more must not stop the server.
      body.on("error", () => undefined);
      body.once("close", () => void agent.destroy());
      return { url: place.href, status: response.statusCode, headers: single(response.headers), body };
    } catch (error) {
      await agent.destroy();
      throw linkError(error, signal, timeout);
    }
  }

  /** The addresses of a host, each of them checked: one that is refused refuses the host. */
  private async addressesOf(host: string, port: number, signal: AbortSignal, timeout: AbortSignal) {
    const family = isIP(host);
    const found = family === 0 ? await this.lookUp(host, signal, timeout) : [{ address: host, family }];
    if (found.length === 0) throw new LinkError("LINK_UNREACHABLE", "The link's host is unknown.");
    if (!found.every(({ address }) => this.guard.allowsAddress(host, address, port))) {
      throw new LinkError("LINK_REFUSED", "The link leads to an address that is not of the public internet.");
    }
    return found;
  }

  /** A lookup cannot be stopped: whoever has waited long enough leaves it behind. */
  private async lookUp(host: string, signal: AbortSignal, timeout: AbortSignal) {
    const looking = this.lookups(() => {
      signal.throwIfAborted();
      return this.resolve(host);
    });
    try {
      return await unlessAborted(looking, signal);
    } catch (error) {
      if (signal.aborted) throw linkError(error, signal, timeout);
      throw new LinkError("LINK_UNREACHABLE", "The link's host is unknown.", null, error);
    }
  }
}

/** What a promise resolves to, unless the signal fires before: then its reason is thrown. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Gives the addresses that were checked to whoever connects, and no others. */
function lookupOf(addresses: readonly { readonly address: string; readonly family: number }[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  };
}

/** @throws LinkError LINK_REFUSED unless it is an http or https URL without a user or password. */
function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new LinkError("LINK_REFUSED", "The link is no http or https URL.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new LinkError("LINK_REFUSED", "The link must not contain a user or password.");
  }
  url.hash = "";
  return url;
}

/** Where a redirect leads. What was asked safely is not asked on in the open. */
function nextPlace(from: URL, location: string): URL {
  const next = checkedUrl(URL.canParse(location, from.href) ? new URL(location, from).href : "");
  if (from.protocol === "https:" && next.protocol === "http:") {
    throw new LinkError("LINK_REFUSED", "The link redirects from https to http.");
  }
  return next;
}

function portOf({ port, protocol }: URL): number {
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

/** The host as names and addresses are compared: IPv6 without brackets, no dot at the end. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

function finished(answer: FetchedAnswer): FetchedAnswer {
  const { status } = answer;
  if (status === 304 || (status >= 200 && status < 300)) return answer;
  answer.body.destroy();
  throw new LinkError("LINK_STATUS", `The link's server answered ${status}.`, status);
}

function single(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * The body without its transfer's compression. Whoever reads it limits how much it inflates to.
 * @throws LinkError for a compression that was not asked for: the bytes would be taken for the file's own.
 */
function decoded({ headers, body }: Dispatcher.ResponseData): Readable {
  const names = String(headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const create = decoders.get(names[0] ?? "");
  if (names.length > 1 || (names.length === 1 && create === undefined)) {
    body.on("error", () => undefined).destroy();
    throw new LinkError("LINK_UNREACHABLE", "The link's server compresses its answer in a way that is not understood.");
  }
  if (create === undefined) return body;
  const decoder = create();
  body.on("error", (error: Error) => decoder.destroy(error));
  decoder.once("close", () => body.destroy());
  return body.pipe(decoder);
}

const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["br", createBrotliDecompress],
  ["deflate", createInflate],
]);

const timeoutCodes: ReadonlySet<string> = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** Gives the failure of a connection, or of a body, its meaning; `signal` ended it when that has fired. */
export function linkError(error: unknown, signal?: AbortSignal, timeout?: AbortSignal): unknown {
  if (error instanceof LinkError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
  if (timeout?.aborted === true || isTimeout || timeoutCodes.has(code)) {
    return new LinkError("LINK_TIMEOUT", "The link's server did not answer in time.", null, error);
  }
  if (signal?.aborted === true) return signal.reason;
  return new LinkError("LINK_UNREACHABLE", "The link's server cannot be reached, or broke off.", null, error);
}
