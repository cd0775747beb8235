import PostalMime from "postal-mime";
import { DocumentError } from "../errors.js";
import { formats } from "./formats.js";
import { readPage } from "./html/read-page.js";
import { readHeaderBlock } from "./mail/header-block.js";
import type { FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { readWholeFile } from "./text/decode-file.js";
import { fromArray } from "./text/from-array.js";

const { extensions } = formats.mht;
/** How the browsers that write such files sign them. */
const savedBy = /^snapshot-content-location[ \t]*:|^from[ \t]*:\s*"?<?saved by /im;
const maximumPageBytes = 67_108_864;

/** Web pages that a browser saved with their pictures in one file (RFC 2557): the page, read as any other. */
export const mhtParser: Parser = {
  ...formats.mht,
  isText: true,
  recognises: ({ head, extension }: FileProbe) => {
    const header = readHeaderBlock(head);
    return header !== null && (extensions.includes(extension) || savedBy.test(header.text));
  },
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const wholeFileBytes = Math.min(source.limits.wholeFileBytes, maximumPageBytes);
    const bytes = await readWholeFile({ ...source, limits: { ...source.limits, wholeFileBytes } });
    const { html } = await PostalMime.parse(bytes).catch((error: unknown) => {
      throw noPage(error);
    });
    if (html === undefined) throw noPage(null);
    const { facts, blocks } = readPage(html, { mainContentOnly: true });
    return { facts, blocks: fromArray(blocks) };
  },
};

function noPage(cause: unknown): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is no saved web page.", { cause });
}
