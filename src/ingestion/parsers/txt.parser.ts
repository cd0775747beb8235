import { formats } from "./formats.js";
import { noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";
import { decodeFile } from "./text/decode-file.js";
import { paragraphBlocks } from "./text/paragraphs.js";

/** Plain text of any size in any usual encoding; paragraphs are what empty lines separate. */
export const txtParser: Parser = {
  ...formats.txt,
  isText: true,
  recognises: () => false,
  parse: (source: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: noFacts, blocks: paragraphBlocks(decodeFile(source.path)) }),
};
