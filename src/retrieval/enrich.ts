import { embedTokens } from "../providers/builtin/feature-hashing.js";
import { countTerms, termHash, tokenise } from "../text/index.js";

/** What enrichment reads of a chunk. */
export interface ChunkText {
  readonly text: string;
  /** The headings above it, outermost first. */
  readonly headingPath: readonly string[];
}

/** How a document's chunks are enriched; the same for all of them. */
export interface EnrichmentOptions {
  /** ISO 639-1 code of the document, or null; searches must stem in the same language. */
  readonly language: string | null;
  /** The document's title: a chunk is found by it too. */
  readonly title?: string;
  /** Whether to make the built-in model's vector. */
  readonly embed: boolean;
}

/** What a chunk is found by. Plain data and typed arrays, so that it can be sent between processes. */
export interface Enrichment {
  /** Hashes of its terms, each once. */
  readonly terms: Int32Array;
  /** How often each occurs, at the same index. */
  readonly frequencies: Uint16Array;
  /** Terms, each occurrence counted: its length in BM25. */
  readonly termCount: number;
  readonly embedding?: Float32Array;
}

/**
 * Terms and built-in embeddings of chunks, from their text, headings and the title. Pure, synchronous and deterministic:
 * made for the child processes of ingestion.
 */
export function enrichChunks(chunks: readonly ChunkText[], options: EnrichmentOptions): Enrichment[] {
  return chunks.map((chunk) => enrich(embeddedText(chunk, options.title), options));
}

/** The text that stands for a chunk, also before an external embedding model: title and headings, then its own. */
export function embeddedText(chunk: ChunkText, title?: string): string {
  const headings = chunk.headingPath.filter((heading) => heading !== title);
  return [...(title === undefined ? [] : [title]), ...headings, chunk.text].join("\n");
}

function enrich(text: string, { language, embed }: EnrichmentOptions): Enrichment {
  const tokens = [...tokenise(text)];
  const { frequencies, count } = countTerms(tokens, language);
  const hashed = new Map<number, number>();
  for (const [term, frequency] of frequencies) {
    const hash = termHash(term);
    hashed.set(hash, Math.min(65_535, (hashed.get(hash) ?? 0) + frequency));
  }
  return {
    terms: Int32Array.from(hashed.keys()),
    frequencies: Uint16Array.from(hashed.values()),
    termCount: count,
    ...(embed ? { embedding: embedTokens(tokens, language) } : {}),
  };
}
