import { DocumentError } from "../errors.js";
import { openDocument } from "../parsers/open-document.js";
import { type Block, defaultJoint } from "../parsers/parser.js";
import type { Chunk } from "../split/chunk.js";
import { defaultSplitOptions } from "../split/options.js";
import { splitBlocks } from "../split/split-blocks.js";
import { countWords } from "./count-words.js";
import { Enricher } from "./enrich.js";
import { PartWriter } from "./part-writer.js";
import type { ChildLimits, ParsedBatch, ParsedFacts, ParserJob } from "./protocol.js";
import { TextWriter } from "./text-writer.js";

/** A batch is passed on when it has this many chunks, */
const batchChunks = 64;
/** the first one earlier, so that progress shows soon. */
const firstBatchChunks = 8;

/**
 * Reads a document whole: parses it, writes its text, splits it, enriches the chunks and passes them on in batches.
 * Runs in the child process; waits whenever `onBatch` does.
 * @throws DocumentError when the document cannot be read; the text file is removed then.
 */
export async function readDocument(
  job: ParserJob,
  limits: ChildLimits,
  onBatch: (batch: ParsedBatch) => Promise<void>,
): Promise<ParsedFacts> {
  const parts = job.partsPath === undefined ? null : new PartWriter(job.partsPath, limits);
  const file = {
    path: job.path,
    name: job.name,
    mimeType: job.mimeType ?? null,
    password: job.password ?? null,
    parts,
    ...(job.tools === undefined ? {} : { tools: job.tools }),
  };
  const document = await openDocument(file, limits);
  const options = { ...defaultSplitOptions, ...job.split };
  const writer = job.textPath === undefined ? null : new TextWriter(job.textPath);
  const tally = new Tally(writer);
  const enricher = job.enrich === undefined ? null : new Enricher(job.enrich, document.facts.language);
  let pending: Chunk[] = [];
  let chunks = 0;
  const passOn = async (): Promise<void> => {
    const enrichments = enricher?.enrich(pending) ?? [];
    await onBatch({
      chunks: pending.map((chunk, at) => ({ ...chunk, enrichment: enrichments[at] ?? null })),
      language: enricher?.language ?? null,
      characters: tally.characters,
      page: tally.page,
    });
    pending = [];
  };
  try {
    for await (const chunk of splitBlocks(tally.follow(document.blocks, options.countTokens), options)) {
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
  const { facts, format, mimeType } = document;
  return { ...facts, format, mimeType, characters, words, tokens, chunks, parts: parts?.stored ?? [] };
}

/** Counts, and writes down, the text that passes by. */
class Tally {
  characters = 0;
  words = 0;
  tokens = 0;
  page: number | null = null;

  constructor(private readonly writer: TextWriter | null) {}

  async *follow(
    blocks: AsyncIterable<Block>,
    countTokens: (text: string) => number,
  ): AsyncGenerator<Block, void, void> {
    for await (const block of blocks) {
      const text = (this.characters === 0 ? "" : (block.joint ?? defaultJoint)) + block.text;
      await this.writer?.write(text);
      this.characters += text.length;
      this.words += countWords(block.text);
      this.tokens += countTokens(block.text);
      this.page = block.page ?? null;
      yield block;
    }
  }
}
