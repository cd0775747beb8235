import { codeBlocks } from "./code/code-blocks.js";
import { formats } from "./formats.js";
import { type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";
import { shortFact } from "./text/clean-text.js";
import { decodeFile } from "./text/decode-file.js";

/** Source code: what it declares, each with its comments, as it is written. */
export const codeParser: Parser = {
  ...formats.code,
  isText: true,
  /** A script names its interpreter in its first line. */
  recognises: ({ extension, headText }: FileProbe) =>
    extension === "" && headText !== null && /^\ufeff?#! ?\//.test(headText),
  parse: ({ path, name }: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: { ...noFacts, title: shortFact(fileName(name)) }, blocks: codeBlocks(decodeFile(path)) }),
};

function fileName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}
