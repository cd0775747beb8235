import { archiveBlocks } from "./archive/archive-blocks.js";
import { isTar, tarEntries } from "./archive/tar-entries.js";
import { filePieces } from "./file-pieces.js";
import { formats } from "./formats.js";
import { type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";

/** Tar archives: the files in them become documents of their own; the archive itself is the list of them. */
export const tarParser: Parser = {
  ...formats.tar,
  isText: false,
  recognises: ({ head }: FileProbe) => isTar(head),
  parse: (source: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: noFacts, blocks: archiveBlocks(tarEntries(filePieces(source.path)), source) }),
};
