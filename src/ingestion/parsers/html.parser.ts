import { formats } from "./formats.js";
import { readPage } from "./html/read-page.js";
import type { FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { decodeWholeFile } from "./text/decode-file.js";
import { fromArray } from "./text/from-array.js";

const declaresHtml =
  /^(?:\s|\ufeff|<!--(?:(?!-->)[\s\S])*-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const metaCharset = /<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;
const xmlEncoding = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)/i;

/** Web pages: their main content, with headings, lists and tables, without programs, styles and navigation. */
export const htmlParser: Parser = {
  ...formats.html,
  isText: true,
  recognises: (probe: FileProbe) => probe.headText !== null && declaresHtml.test(probe.headText.slice(0, 8_192)),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const html = await decodeWholeFile(source, declaredCharset);
    const { facts, blocks } = readPage(html, { mainContentOnly: true });
    return { facts, blocks: fromArray(blocks) };
  },
};

function declaredCharset(head: string): string | null {
  return (metaCharset.exec(head) ?? xmlEncoding.exec(head))?.[1] ?? null;
}
