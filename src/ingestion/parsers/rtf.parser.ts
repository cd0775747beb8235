import { createReadStream } from "node:fs";
import { formats } from "./formats.js";
import type { Block, FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { RtfReader } from "./rtf/rtf-reader.js";
import { RtfTokenizer } from "./rtf/rtf-tokenizer.js";

const mark = /^(?:\xef\xbb\xbf)?\s*\{\\rtf/;
const pieceBytes = 65_536;

/** Rich Text Format: headings, paragraphs, lists, tables, notes, comments and text boxes, in any code page. */
export const rtfParser: Parser = {
  ...formats.rtf,
  isText: false,
  recognises: ({ head }: FileProbe) => mark.test(Buffer.from(head.subarray(0, 64)).toString("latin1")),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const reader = new RtfReader();
    const blocks = rtfBlocks(source.path, reader);
    // The facts stand before the text, so that they are known with the first of it.
    const first = await blocks.next();
    return { facts: reader.header.facts(), blocks: rejoin(first, blocks) };
  },
};

async function* rejoin(
  first: IteratorResult<Block, void>,
  others: AsyncGenerator<Block, void, void>,
): AsyncGenerator<Block, void, void> {
  if (first.done !== true) yield first.value;
  yield* others;
}

async function* rtfBlocks(path: string, reader: RtfReader): AsyncGenerator<Block, void, void> {
  const tokenizer = new RtfTokenizer(reader);
  for await (const bytes of createReadStream(path, { highWaterMark: pieceBytes })) {
    tokenizer.write(bytes as Buffer);
    yield* reader.flow.writer.take();
  }
  tokenizer.end();
  reader.end();
  yield* reader.flow.writer.take();
}
