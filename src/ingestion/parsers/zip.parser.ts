import { archiveBlocks } from "./archive/archive-blocks.js";
import { zipEntries } from "./archive/zip-entries.js";
import { formats } from "./formats.js";
import { type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";

/** Zip archives that are documents or programs of their own kind, whose entries nobody wants one by one. */
const otherFormats: readonly string[] =
  "pages numbers key ods odg ots otp xlsb vsdx xps oxps apk jar war xpi kmz 3mf idml sketch mobi whl nupkg".split(" ");

/** Zip archives: the files in them become documents of their own; the archive itself is the list of them. */
export const zipParser: Parser = {
  ...formats.zip,
  isText: false,
  recognises: ({ magicType, extension }: FileProbe) =>
    magicType === "application/zip" && !otherFormats.includes(extension),
  parse: (source: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: noFacts, blocks: archiveBlocks(zipEntries(source), source) }),
};
