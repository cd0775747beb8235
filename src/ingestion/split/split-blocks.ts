import { type Block, defaultJoint } from "../parsers/parser.js";
import { atomsOf, repeatedHeader } from "./atoms.js";
import type { Chunk } from "./chunk.js";
import { ChunkBuilder, type PlacedAtom } from "./chunk-builder.js";
import { checkSplitOptions, type SplitOptions } from "./options.js";

/**
 * Splits a document into chunks along its structure. A chunk ends at a heading, else at the end of a block, else at the
 * end of a sentence, row or line; a heading never ends a chunk that has text before it. Tables and code stay whole up
 * to the maximum; beyond it, later parts of a table repeat its header. Where a text is cut, the next chunk repeats the
 * last sentences.
 *
 * Holds one block and one chunk at a time. See {@link Chunk} for what holds of the result.
 */
export async function* splitBlocks(
  blocks: AsyncIterable<Block>,
  options: SplitOptions,
): AsyncGenerator<Chunk, void, void> {
  checkSplitOptions(options);
  const builder = new ChunkBuilder(options);
  const headings: { level: number; text: string }[] = [];
  let headingPath: readonly string[] = [];
  let offset = 0;
  for await (const block of blocks) {
    const joint = offset === 0 ? "" : (block.joint ?? defaultJoint);
    builder.append(joint + block.text);
    const start = offset + joint.length;
    if (block.kind === "heading") {
      const level = block.level ?? 1;
      while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
      headings.push({ level, text: block.text });
      headingPath = headings.map(({ text }) => text);
      yield* builder.endSection();
    }
    const header = repeatedHeader(block, options);
    let isFirst = true;
    for (const atom of atomsOf(block, options)) {
      const placed: PlacedAtom = {
        start: start + atom.start,
        end: start + atom.end,
        tokens: atom.tokens,
        kind: block.kind,
        page: block.page ?? null,
        headingPath,
        header: block.header === undefined && atom.start < header.length ? "" : header,
      };
      if (isFirst && joint === defaultJoint)
        yield* builder.beginBlock(block, atom.end === block.text.length ? atom.tokens : null);
      isFirst = false;
      yield* builder.add(placed);
    }
    offset = start + block.text.length;
  }
  yield* builder.end();
}
