import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentError } from "../errors.js";
import type { Block, FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { contentLines } from "./pdf/content-lines.js";
import { markHeadings } from "./pdf/headings.js";
import { openPdf, unreadable } from "./pdf/open-pdf.js";
import { readOutline } from "./pdf/outline.js";
import { pageBlocks, type SizedBlock } from "./pdf/page-blocks.js";
import { pageRows } from "./pdf/page-rows.js";
import { pdfFacts } from "./pdf/pdf-facts.js";
import { readWholeFile } from "./text/decode-file.js";

const header = Buffer.from("%PDF-");
/** Readers accept the header anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3, note 13). */
const headerBytes = 1_024;
const unfinished = /[\p{L},–-]$/u;

/** PDF with a text layer: pages, reading order, tables as rows, headings from the outline or the size of letters. */
export const pdfParser: Parser = {
  format: "pdf",
  mimeTypes: ["application/pdf"],
  extensions: ["pdf"],
  isText: false,
  recognises: (probe: FileProbe) =>
    probe.magicType === "application/pdf" || Buffer.from(probe.head.subarray(0, headerBytes)).includes(header),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const document = await openPdf(await readWholeFile(source));
    return { facts: await pdfFacts(document), blocks: documentBlocks(document) };
  },
};

async function* documentBlocks(document: PDFDocumentProxy): AsyncGenerator<Block, void, void> {
  try {
    let last: Block | null = null;
    for await (const block of markHeadings(readPages(document), await readOutline(document))) {
      yield goesOn(last, block) ? { ...block, joint: " " } : block;
      last = block;
    }
    if (last === null) {
      throw new DocumentError("DOCUMENT_EMPTY", "The PDF has no text, only pictures: it seems to be a scan.");
    }
  } finally {
    await document.loadingTask.destroy();
  }
}

async function* readPages(
  document: PDFDocumentProxy,
): AsyncGenerator<{ number: number; blocks: SizedBlock[] }, void, void> {
  let readable = 0;
  let failure: unknown = null;
  for (let number = 1; number <= document.numPages; number += 1) {
    const blocks = await readPage(document, number).catch((error: unknown) => {
      failure ??= error;
      return null;
    });
    if (blocks === null) continue;
    readable += 1;
    yield { number, blocks };
  }
  if (readable === 0) throw unreadable(failure);
}

/** A damaged page is left out as long as another can be read. */
async function readPage(document: PDFDocumentProxy, number: number): Promise<SizedBlock[]> {
  const page = await document.getPage(number);
  try {
    const { items } = await page.getTextContent();
    return pageBlocks(pageRows(contentLines(items.filter((item) => "str" in item))), number);
  } finally {
    page.cleanup();
  }
}

/** Whether a paragraph was only interrupted by the end of its column or page. */
function goesOn(last: Block | null, next: Block): boolean {
  if (last === null || last.kind !== "paragraph" || next.kind !== "paragraph") return false;
  return unfinished.test(last.text) && /^\p{Ll}/u.test(next.text);
}
