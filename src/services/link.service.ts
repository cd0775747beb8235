import type { Viewer } from "../auth/viewer.js";
import { ValidationError } from "../errors/index.js";
import { fetchFile } from "../web/fetch-file.js";
import { pageAddress } from "../web/page-address.js";
import type { SafeFetch } from "../web/safe-fetch.js";
import type { Arrived } from "./arrivals.js";
import type { DocumentFacts, DocumentIntakeService } from "./document-intake.service.js";

/** A header for the server that a link leads to. */
export interface LinkHeader {
  readonly name: string;
  readonly value: string;
}

/** Headers that belong to the connection, or to how an answer is read. */
const ownHeaders: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "range",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Takes what stands on the web into the library. */
export class LinkService {
  /** @param web Fetches while the caller waits: it should not be patient for long. */
  constructor(
    private readonly intake: Pick<DocumentIntakeService, "takeItem">,
    private readonly web: SafeFetch,
    private readonly maximumBytes: number,
  ) {}

  /**
   * Fetches a link, stores what it leads to as a document, and queues its reading.
   * @param headers for the link's own origin; they are not kept.
   * @throws LinkError when it cannot be fetched; what the intake of a file throws.
   */
  async add(viewer: Viewer, url: string, facts: DocumentFacts, headers: readonly LinkHeader[]): Promise<Arrived> {
    const given = headersOf(headers);
    return this.intake.takeItem(viewer, {
      facts: { ...facts, sourceUrl: pageAddress(url) ?? url },
      open: async () => {
        const file = await fetchFile(this.web, { url, headers: given, maximumBytes: this.maximumBytes });
        // Only a conditional question is answered by nothing.
        if (file === null) throw new Error("An answer is missing.");
        return file;
      },
    });
  }
}

function headersOf(headers: readonly LinkHeader[]): Record<string, string> {
  return Object.fromEntries(
    headers.map(({ name, value }, index) => {
      const lower = name.toLowerCase();
      if (!/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name) || ownHeaders.has(lower)) {
        throw new ValidationError("is not a header that may be given", { field: `headers.${index}.name` });
      }
      if (!/^[\t\x20-\x7e\x80-\xff]{0,4000}$/.test(value)) {
        throw new ValidationError("is not the value of a header", { field: `headers.${index}.value` });
      }
      return [lower, value];
    }),
  );
}
