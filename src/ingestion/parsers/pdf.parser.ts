import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentError } from "../errors.js";
import { needsOcr } from "../ocr/needs-ocr.js";
import { formats } from "./formats.js";
import type { Block, FileProbe, OcrTools, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { checkStreams } from "./pdf/check-streams.js";
import { contentLines } from "./pdf/content-lines.js";
import { markHeadings } from "./pdf/headings.js";
import { openPdf, unreadable } from "./pdf/open-pdf.js";
import { readOutline } from "./pdf/outline.js";
import { pageBlocks, type SizedBlock } from "./pdf/page-blocks.js";
import { pageRows } from "./pdf/page-rows.js";
import { pdfFacts } from "./pdf/pdf-facts.js";
import { readScannedPage } from "./pdf/scanned-page.js";
import { readWholeFile } from "./text/decode-file.js";

const header = Buffer.from("%PDF-");
/** Readers accept the header anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3, note 13). */
const headerBytes = 1_024;
const unfinished = /[\p{L},–-]$/u;

/** PDF: pages, by OCR where they have no text layer, reading order, tables as rows, headings from the outline or the size of letters. */
export const pdfParser: Parser = {
  ...formats.pdf,
  isText: false,
  recognises: ({ magicType, head }: FileProbe) =>
    magicType === "application/pdf" || (magicType === null && hasHeader(Buffer.from(head.subarray(0, headerBytes)))),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const file = await readWholeFile(source);
    const { hugePicture } = await checkStreams(file);
    const document = await openPdf(file, source.password);
    const warnings: string[] = [];
    const blocks = documentBlocks(document, source.tools.ocr, hugePicture, warnings);
    return { facts: await pdfFacts(document), blocks, warnings };
  },
};

/** A header that stands in the middle of a line is one that some other text speaks of. */
function hasHeader(head: Buffer): boolean {
  const at = head.indexOf(header);
  const before = head[at - 1] ?? 0;
  return at >= 0 && (before < 0x20 || before >= 0x7f);
}

async function* documentBlocks(
  document: PDFDocumentProxy,
  ocr: OcrTools | null,
  hugePicture: string | null,
  warnings: string[],
): AsyncGenerator<Block, void, void> {
  try {
    let last: Block | null = null;
    const unread: UnreadPages = { scanned: [], damaged: [] };
    const pages = readPages(document, ocr, unread);
    for await (const block of markHeadings(pages, await readOutline(document))) {
      yield goesOn(last, block) ? { ...block, joint: " " } : block;
      last = block;
    }
    if (last === null) {
      if (unread.scanned.length > 0) throw needsOcr("The PDF has no text, only pictures: it seems to be a scan, which");
      if (hugePicture !== null) {
        const problem = `a picture of ${hugePicture} pixels, which is too large to be read by OCR`;
        throw new DocumentError("DOCUMENT_TOO_LARGE", `The PDF has no text, and ${problem}.`);
      }
      throw new DocumentError("DOCUMENT_EMPTY", "The PDF has no text, and none was found in its pictures.");
    }
    if (unread.scanned.length > 0) {
      warnings.push(`${pagesNamed(unread.scanned)}: pictures of text were not read, which takes an OCR engine.`);
    }
    if (unread.damaged.length > 0) warnings.push(`${pagesNamed(unread.damaged)}: damaged, and not read.`);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** The numbers of the pages that were not read: those that OCR alone could read, and damaged ones. */
interface UnreadPages {
  readonly scanned: number[];
  readonly damaged: number[];
}

/** Such as "Pages 3, 4 and 7 more". */
function pagesNamed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(", ");
  const rest = numbers.length - 20;
  return `${numbers.length === 1 ? "Page" : "Pages"} ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** @param unread gets the pages that were not read. */
async function* readPages(
  document: PDFDocumentProxy,
  ocr: OcrTools | null,
  unread: UnreadPages,
): AsyncGenerator<{ number: number; blocks: readonly SizedBlock[] }, void, void> {
  let readable = 0;
  let failure: unknown = null;
  for (let number = 1; number <= document.numPages; number += 1) {
    const blocks = await readPage(document, number, ocr, unread).catch((error: unknown) => {
      failure ??= error;
      unread.damaged.push(number);
      return null;
    });
    if (blocks === null) continue;
    readable += 1;
    yield { number, blocks };
  }
  if (readable === 0) throw failure instanceof DocumentError ? failure : unreadable(failure);
}

/** A damaged page is left out as long as another can be read. */
async function readPage(
  document: PDFDocumentProxy,
  number: number,
  ocr: OcrTools | null,
  unread: UnreadPages,
): Promise<readonly SizedBlock[]> {
  const page = await document.getPage(number);
  try {
    const { items } = await page.getTextContent();
    const blocks = pageBlocks(pageRows(contentLines(items.filter((item) => "str" in item))), number);
    const scanned = await readScannedPage(page, blocks, ocr);
    if (scanned === "unread") unread.scanned.push(number);
    return typeof scanned === "string" ? blocks : scanned;
  } finally {
    page.cleanup();
  }
}

/** Whether a paragraph was only interrupted by the end of its column or page. */
function goesOn(last: Block | null, next: Block): boolean {
  if (last === null || last.kind !== "paragraph" || next.kind !== "paragraph") return false;
  return unfinished.test(last.text) && /^\p{Ll}/u.test(next.text);
}
