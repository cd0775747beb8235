import type { Block } from "../../src/ingestion/parsers/parser.js";
import type { Chunk } from "../../src/ingestion/split/chunk.js";
import { defaultSplitOptions, type SplitOptions } from "../../src/ingestion/split/options.js";
import { splitBlocks } from "../../src/ingestion/split/split-blocks.js";

/** The chunks of a document, by the default sizes or others. */
export async function chunksOf(blocks: Iterable<Block>, options: Partial<SplitOptions> = {}): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of splitBlocks(streamOf(blocks), { ...defaultSplitOptions, ...options })) chunks.push(chunk);
  return chunks;
}

async function* streamOf(blocks: Iterable<Block>): AsyncGenerator<Block, void, void> {
  yield* blocks;
}
