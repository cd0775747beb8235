import type { OPS as operators, PDFPageProxy } from "pdfjs-dist";

/** What a page shows besides text. */
export interface PagePictures {
  /** How much of the page its largest picture covers: 0 to 1. */
  readonly coverage: number;
  /** Pixels for a point in its finest picture of some size; 0 without pictures. */
  readonly pixelsPerPoint: number;
  /** Whether there is anything that could be letters: a picture, or as many drawn shapes as letters would be. */
  readonly mayShowText: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
/** A page with more shapes than this may be text whose letters were turned into shapes. */
const shapesOfText = 150;
/** Smaller pictures, as shares of the page, do not decide how finely it is drawn. */
const smallPicture = 0.05;

/** Finds out how much of a page is pictures. Decodes them, so that it is asked only of pages with hardly any text. */
export async function pagePictures(page: PDFPageProxy): Promise<PagePictures> {
  const { OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const { fnArray, argsArray } = await page.getOperatorList();
  const [left, bottom, right, top] = page.view as [number, number, number, number];
  const pageArea = Math.max(1, Math.abs((right - left) * (top - bottom)));
  const saved: Matrix[] = [];
  let matrix = identity;
  let [coverage, pixelsPerPoint, pictures, shapes] = [0, 0, 0, 0];
  for (const [index, operator] of fnArray.entries()) {
    const values = (argsArray as unknown[][])[index] ?? [];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? identity;
    else if (operator === OPS.transform) matrix = product(matrix, values as unknown as Matrix);
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (values[0] !== null && values[0] !== undefined) matrix = product(matrix, values[0] as Matrix);
    } else if (operator === OPS.constructPath) shapes += 1;
    else if (operator === OPS.paintImageXObject) {
      pictures += 1;
      // A picture fills the unit square of the space that it is drawn in.
      const share = Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) / pageArea;
      coverage = Math.max(coverage, Math.min(1, share));
      const width = typeof values[1] === "number" ? values[1] : 0;
      if (share >= smallPicture) pixelsPerPoint = Math.max(pixelsPerPoint, width / Math.hypot(matrix[0], matrix[1]));
    } else if (isOtherPicture(operator, OPS)) pictures += 1;
  }
  return { coverage, pixelsPerPoint, mayShowText: pictures > 0 || shapes >= shapesOfText };
}

function isOtherPicture(operator: number, OPS: typeof operators): boolean {
  return (
    operator === OPS.paintImageMaskXObject ||
    operator === OPS.paintImageMaskXObjectGroup ||
    operator === OPS.paintImageMaskXObjectRepeat ||
    operator === OPS.paintImageXObjectRepeat ||
    operator === OPS.paintInlineImageXObject ||
    operator === OPS.paintInlineImageXObjectGroup
  );
}

/** Two transformations, the second within the first (ISO 32000-1, 8.3.4). */
function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
