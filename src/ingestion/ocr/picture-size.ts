import { imageSize } from "image-size";
import { DocumentError } from "../errors.js";
import { type PictureSize, tiffPages } from "./tiff-pages.js";

/** A picture with more pixels takes hundreds of megabytes when it is decoded; an A2 page at 400 dpi has as many. */
const maximumPixels = 64_000_000;
/** Pictures this small have no letters. */
const minimumSide = 8;

/**
 * Looks at the sizes of a picture's pages before anything decodes them: a file of some kilobytes can claim any size.
 * Formats other than TIFF have one page.
 * @param file The whole file, of which only headers are read.
 * @throws DocumentError DOCUMENT_TOO_LARGE, or DOCUMENT_CORRUPT when the header makes no sense.
 */
export function pictureSizes(file: Uint8Array, format: string, maximumPages: number): PictureSize[] {
  const sizes = format === "tiff" ? tiffPages(file, maximumPages) : [sizeOf(file)];
  for (const { width, height } of sizes) {
    if (width * height > maximumPixels) {
      throw new DocumentError(
        "DOCUMENT_TOO_LARGE",
        `The picture has ${width} x ${height} pixels; pictures may have at most ${maximumPixels} in all.`,
      );
    }
  }
  return sizes;
}

/** Whether a picture is large enough to have letters. */
export function mayHaveText({ width, height }: PictureSize): boolean {
  return Math.min(width, height) >= minimumSide;
}

function sizeOf(file: Uint8Array): PictureSize {
  try {
    const { width, height } = imageSize(file);
    if (width > 0 && height > 0) return { width, height };
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

function damaged(cause?: unknown): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", "The picture is damaged: its header cannot be read.", { cause });
}
