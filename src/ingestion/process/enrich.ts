import { enrichChunks, type Enrichment } from "../../retrieval/enrich.js";
import { detectLanguage } from "../../text/index.js";
import type { Chunk } from "../split/chunk.js";

export type { Enrichment } from "../../retrieval/enrich.js";

/** How the chunks of a document are made ready to be found. */
export interface EnrichOptions {
  /** The document's title before it is read; see `titleOnceRead`. */
  readonly title: string;
  /** Whether to make the built-in embedding model's vectors. */
  readonly embed: boolean;
}

/** Makes a document's chunks ready to be found, in the child process, so that it costs the server's event loop nothing. */
export class Enricher {
  private chosen: { readonly language: string | null } | null = null;

  /** @param declared the language that the document says it is in, as a BCP 47 tag. */
  constructor(
    private readonly options: EnrichOptions,
    private readonly declared: string | null,
  ) {}

  /** The language in which the chunks are analysed; null before the first ones, and when it cannot be told. */
  get language(): string | null {
    return this.chosen?.language ?? null;
  }

  /** One result for each chunk, in order. The first ones decide the language of all. */
  enrich(chunks: readonly Chunk[]): Enrichment[] {
    const { language } = (this.chosen ??= { language: this.choose(chunks) });
    return enrichChunks(chunks, { ...this.options, language });
  }

  /** What a text is written in says more than what a template declares, unless there is too little of it. */
  private choose(chunks: readonly Chunk[]): string | null {
    const { language, certain } = detectLanguage(chunks.map(({ text }) => text).join("\n"));
    if (certain) return language;
    return this.declared?.split("-")[0]?.toLowerCase() ?? language;
  }
}
