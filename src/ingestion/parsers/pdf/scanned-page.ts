import type { PDFPageProxy } from "pdfjs-dist";
import { ocrBlocks } from "../../ocr/ocr-blocks.js";
import { recognise } from "../../ocr/tesseract.js";
import type { OcrTools } from "../parser.js";
import { drawPage } from "./draw-page.js";
import type { SizedBlock } from "./page-blocks.js";
import { pagePictures } from "./page-pictures.js";

/** A page with fewer characters may be a scan with a stamp or a number on it, */
const fewCharacters = 100;
/** if pictures cover this much of it. */
const scanCoverage = 0.5;

/** What a page without a text layer is: nothing to read, to be read by OCR, or read by OCR. */
export type ScannedPage = "nothing" | "unread" | readonly SizedBlock[];

/**
 * Reads a page by OCR when its text layer is missing.
 * @param layer What its text layer gave; a text that OCR reads is taken instead when it is longer.
 */
export async function readScannedPage(
  page: PDFPageProxy,
  layer: readonly SizedBlock[],
  ocr: OcrTools | null,
): Promise<ScannedPage> {
  const characters = charactersOf(layer);
  if (characters >= fewCharacters) return "nothing";
  const { coverage, pixelsPerPoint, mayShowText } = await pagePictures(page);
  if (characters > 0 ? coverage < scanCoverage : !mayShowText) return "nothing";
  if (ocr === null) return "unread";
  const lines = await recognise(ocr, () => drawPage(page, pixelsPerPoint));
  const blocks = ocrBlocks(lines, page.pageNumber).map((block) => ({
    block,
    size: null,
    lines: block.text.split("\n").length,
  }));
  return charactersOf(blocks) > characters ? blocks : "nothing";
}

function charactersOf(blocks: readonly SizedBlock[]): number {
  return blocks.reduce((total, { block }) => total + block.text.length, 0);
}
