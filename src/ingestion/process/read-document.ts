import { DocumentError } from "../errors.js";
import { titleOnceRead } from "../found-title.js";
import { openDocument } from "../parsers/open-document.js";
import { bytesRead, resetReadMeter } from "../parsers/read-meter.js";
import { type Block, defaultJoint, type DocumentFacts, noFacts } from "../parsers/parser.js";
import type { Chunk } from "../split/chunk.js";
import { defaultSplitOptions } from "../split/options.js";
import { splitBlocks } from "../split/split-blocks.js";
import { estimateTokens, loadTokenCounter } from "../../text/index.js";
import { countWords } from "./count-words.js";
import { Enricher } from "./enrich.js";
import { PartWriter } from "./part-writer.js";
import type { ChildLimits, ParsedBatch, ParsedFacts, ParsePosition, ParserJob } from "./protocol.js";
import { readSuppliedChunks, suppliedMimeType } from "./supplied-chunks.js";
import { TextWriter } from "./text-writer.js";

/** A batch is passed on when it has this many chunks, */
const batchChunks = 128;
/** the first one earlier, so that progress shows soon. */
const firstBatchChunks = 32;

/** What is known of a document that was read whole, */
export interface ReadResult {
  readonly facts: ParsedFacts;
  /** and its last chunks, of which nobody was told yet: of a short document all. */
  readonly last: ParsedBatch | null;
}

/** What is told while a document is read. */
export interface ReadingHandlers {
  /** Takes the next chunks; the reading waits for it. */
  readonly onBatch: (batch: ParsedBatch) => Promise<void>;
  /** Told the format and the size of the file as soon as they are known, before it is opened. */
  readonly onRecognised?: (format: string, sizeBytes: number) => void;
  /** Told, once the file is open, how to ask how far the reading is. */
  readonly onOpened?: (position: () => ParsePosition) => void;
}

/**
 * Reads a document whole: parses it, writes its text, splits it, enriches the chunks and passes them on in batches.
 * Runs in the child process; waits whenever `onBatch` does.
 * @throws DocumentError when the document cannot be read; the text file is removed then.
 */
export async function readDocument(
  job: ParserJob,
  limits: ChildLimits,
  { onBatch, onRecognised, onOpened }: ReadingHandlers,
): Promise<ReadResult> {
  resetReadMeter();
  const tally = new Tally();
  const source =
    job.isSupplied === true ? suppliedSource(job, tally) : await parsedSource(job, limits, tally, onRecognised);
  // Not before: a file that cannot be opened leaves nothing behind.
  const writer = job.textPath === undefined ? null : new TextWriter(job.textPath);
  tally.writer = writer;
  const position = (): ParsePosition => ({
    bytes: bytesRead(),
    characters: tally.characters,
    page: tally.page,
    pages: source.facts.pages,
  });
  onOpened?.(position);
  const title = titleOnceRead({ name: job.name, title: job.enrich?.title ?? job.name }, source.facts.title);
  const enricher = job.enrich === undefined ? null : new Enricher({ ...job.enrich, title }, source.facts.language);
  let pending: ReadChunk[] = [];
  let chunks = 0;
  let last: ParsedBatch | null = null;
  const passOn = async (): Promise<void> => {
    if (last !== null) await onBatch(last);
    const enrichments = enricher?.enrich(pending.map(({ chunk }) => chunk)) ?? [];
    last = {
      chunks: pending.map(({ chunk, embedding }, at) => {
        const enrichment = enrichments[at] ?? null;
        return {
          ...chunk,
          enrichment: enrichment === null || embedding === null ? enrichment : { ...enrichment, embedding },
        };
      }),
      title,
      language: enricher?.language ?? null,
      ...position(),
    };
    pending = [];
  };
  try {
    for await (const chunk of source.chunks) {
      pending.push(chunk);
      chunks += 1;
      if (chunks > limits.chunks) {
        throw new DocumentError("DOCUMENT_TOO_LARGE", `The document has more than ${limits.chunks} chunks of text.`);
      }
      if (pending.length >= (chunks === pending.length ? firstBatchChunks : batchChunks)) await passOn();
    }
    if (pending.length > 0) await passOn();
    await writer?.close();
  } catch (error) {
    await writer?.discard();
    throw error;
  }
  const { characters, words, tokens } = tally;
  const { facts, format, mimeType, parts, warnings } = source;
  return { facts: { ...facts, format, mimeType, characters, words, tokens, chunks, parts, warnings }, last };
}

/** A chunk, and its vector when that was supplied. */
interface ReadChunk {
  readonly chunk: Chunk;
  readonly embedding: Float32Array | null;
}

/** A document as its chunks are read. */
interface ChunkSource extends Pick<ParsedFacts, "format" | "mimeType" | "parts" | "warnings"> {
  readonly facts: DocumentFacts;
  readonly chunks: AsyncIterable<ReadChunk>;
}

async function parsedSource(
  job: ParserJob,
  limits: ChildLimits,
  tally: Tally,
  onRecognised: ReadingHandlers["onRecognised"],
): Promise<ChunkSource> {
  const parts = job.partsPath === undefined ? null : new PartWriter(job.partsPath, limits);
  const { facts, format, mimeType, blocks, warnings } = await openDocument(
    {
      path: job.path,
      name: job.name,
      mimeType: job.mimeType ?? null,
      password: job.password ?? null,
      parts,
      ...(job.tools === undefined ? {} : { tools: job.tools }),
      ...(onRecognised === undefined ? {} : { onRecognised }),
    },
    limits,
  );
  const { tokenizer = "estimate", ...sizes } = job.split ?? {};
  const options = { ...defaultSplitOptions, ...sizes, countTokens: await loadTokenCounter(tokenizer) };
  async function* split(): AsyncGenerator<ReadChunk, void, void> {
    for await (const chunk of splitBlocks(tally.follow(blocks), options)) {
      yield { chunk, embedding: null };
    }
  }
  return { facts, format, mimeType, chunks: split(), parts: parts?.stored ?? [], warnings };
}

function suppliedSource(job: ParserJob, tally: Tally): ChunkSource {
  async function* read(): AsyncGenerator<ReadChunk, void, void> {
    for await (const supplied of readSuppliedChunks(job.path)) {
      const { text, page, tokenCount } = supplied.chunk;
      await tally.add(defaultJoint, text, page, tokenCount);
      yield supplied;
    }
  }
  return { facts: noFacts, format: "chunks", mimeType: suppliedMimeType, chunks: read(), parts: [], warnings: [] };
}

/** Counts, and writes down, the text that passes by. */
class Tally {
  characters = 0;
  words = 0;
  tokens = 0;
  page: number | null = null;
  writer: TextWriter | null = null;

  async *follow(blocks: AsyncIterable<Block>): AsyncGenerator<Block, void, void> {
    for await (const block of blocks) {
      await this.add(block.joint ?? defaultJoint, block.text, block.page ?? null, estimateTokens(block.text));
      yield block;
    }
  }

  async add(joint: string, text: string, page: number | null, tokens: number): Promise<void> {
    const whole = (this.characters === 0 ? "" : joint) + text;
    await this.writer?.write(whole);
    this.characters += whole.length;
    this.words += countWords(text);
    this.tokens += tokens;
    this.page = page;
  }
}
