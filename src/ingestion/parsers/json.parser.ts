import { formats } from "./formats.js";
import { jsonBlocks } from "./json/json-blocks.js";
import { noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";
import { decodeFile } from "./text/decode-file.js";

/** JSON and JSON Lines of any size: lines `path: value`, and tables of lists of objects. */
export const jsonParser: Parser = {
  ...formats.json,
  isText: true,
  recognises: () => false,
  parse: (source: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: noFacts, blocks: jsonBlocks(decodeFile(source.path)) }),
};
