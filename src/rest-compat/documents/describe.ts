/** What is shown of a document, whether it is in the library or cited by an old answer. */
export interface DescribedDocument {
  readonly name: string;
  readonly title: string;
  readonly author: string | null;
  readonly description: string | null;
  readonly source: string | null;
  /** Where on the web it was fetched; left out where that is not known. */
  readonly sourceUrl?: string | null;
  readonly createdAt: string;
  readonly wordCount: number | null;
  readonly tokenCount: number | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * A document's facts under the names that AnythingLLM's clients know, after what else its metadata say. A file's `url` is
 * its name, never a path of the server. Facts that nobody gave have AnythingLLM's words for the unknown.
 *
 * Metadata have names of their sender's choosing: what else is told of a document must come after these.
 */
export function describeDocument(document: DescribedDocument) {
  const { name, title, author, description, source, sourceUrl = null, metadata } = document;
  return {
    ...metadata,
    url: urlOf(name, metadata["url"]),
    title,
    docAuthor: author ?? "Unknown",
    description: description ?? "Unknown",
    docSource: source ?? (sourceUrl === null ? "a text file uploaded by the user." : "URL link uploaded by the user."),
    chunkSource: chunkSourceOf(name, sourceUrl, metadata["chunkSource"]),
    published: publishedAt(document.createdAt, metadata["published"]),
    wordCount: document.wordCount ?? 0,
    token_count_estimate: document.tokenCount ?? 0,
  };
}

function urlOf(name: string, given: unknown): string {
  return typeof given === "string" && given !== "" ? `web://${given}.website` : `file://${name}`;
}

/** What AnythingLLM fetches a document from again: `link://` and the address, where it came from the web. */
function chunkSourceOf(name: string, sourceUrl: string | null, given: unknown): string {
  if (typeof given === "string") return given;
  return sourceUrl === null ? name : `link://${sourceUrl}`;
}

/** When a document was published, if its metadata say so in milliseconds, else when it was added; in UTC. */
function publishedAt(createdAt: string, given: unknown): string {
  const date = new Date(typeof given === "number" ? given : createdAt);
  const known = Number.isNaN(date.getTime()) ? new Date(createdAt) : date;
  // Newer tables of locales put a narrow space before AM and PM, which old clients do not expect.
  return known.toLocaleString("en-US", { timeZone: "UTC" }).replace("\u202f", " ");
}
