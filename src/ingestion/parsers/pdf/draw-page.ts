import type { PDFPageProxy } from "pdfjs-dist";
import { intoGrayMap, maximumDrawnPixels } from "../../ocr/gray-map.js";
import type { OcrPicture } from "../../ocr/tesseract.js";

/** What OCR engines are made for, in dots an inch. */
const usualDensity = 300;
const pointsPerInch = 72;

/**
 * Draws a page for OCR: at 300 dpi, or as finely as its pictures are, within {@link maximumDrawnPixels}.
 * @param pixelsPerPoint Of the finest picture on it; 0 for none.
 */
export async function drawPage(page: PDFPageProxy, pixelsPerPoint: number): Promise<OcrPicture> {
  const { width, height } = page.getViewport({ scale: 1 });
  const wished = Math.max(usualDensity / pointsPerInch, pixelsPerPoint);
  const scale = Math.min(wished, Math.sqrt(maximumDrawnPixels / Math.max(1, width * height)));
  const viewport = page.getViewport({ scale });
  const { createCanvas } = await import("@napi-rs/canvas");
  const canvas = createCanvas(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)));
  // pdf.js draws on whatever has the methods of a browser's canvas.
  const surface = canvas as unknown as HTMLCanvasElement;
  await page.render({ canvas: surface, viewport, background: "#fff" }).promise;
  // Its decoded pictures are not needed while the engine reads.
  page.cleanup();
  return { bytes: intoGrayMap(canvas), dotsPerInch: Math.round(scale * pointsPerInch) };
}
