import { DocumentError } from "../errors.js";
import { maximumDrawnPixels, shrunkenPicture } from "../ocr/gray-map.js";
import { needsOcr } from "../ocr/needs-ocr.js";
import { ocrBlocks } from "../ocr/ocr-blocks.js";
import { mayHaveText, pictureSizes } from "../ocr/picture-size.js";
import { type OcrPicture, recognise } from "../ocr/tesseract.js";
import type { PictureSize } from "../ocr/tiff-pages.js";
import { type FormatNames, formats } from "./formats.js";
import { type Block, type FileProbe, noFacts, type OcrTools, type Parser, type ParseSource } from "./parser.js";
import { readWholeFile } from "./text/decode-file.js";

/** More pages than any scanner's file has. */
const maximumPages = 5_000;
/** What tesseract assumes when a picture does not say. */
const usualDensity = 300;

/** Pictures of text, read by OCR. A TIFF file may have pages; of moving pictures the first frame is read. */
export const imageParsers: readonly Parser[] = [
  imageParser(formats.png),
  imageParser(formats.jpeg),
  imageParser(formats.tiff),
  imageParser(formats.webp),
  imageParser(formats.bmp),
  imageParser(formats.gif),
];

function imageParser(names: FormatNames): Parser {
  const { format, mimeTypes } = names;
  return {
    ...names,
    isText: false,
    // The magic numbers of some are letters, with which texts begin too.
    recognises: ({ magicType, head, headText }: FileProbe) =>
      magicType !== null && mimeTypes.includes(magicType) && (headText === null || head.includes(0)),
    async parse(source: ParseSource) {
      const file = await readWholeFile(source);
      const sizes = pictureSizes(file, format, maximumPages);
      if (!sizes.some(mayHaveText)) throw withoutText();
      const { ocr } = source.tools;
      if (ocr === null) throw needsOcr("A picture");
      const [size] = sizes;
      if (sizes.length > 1 || size === undefined) {
        return { facts: { ...noFacts, pages: sizes.length }, blocks: pagesOf(source.path, sizes, ocr) };
      }
      return { facts: noFacts, blocks: onlyPage(() => pictureOf(source.path, file, format, size), ocr) };
    },
  };
}

async function* pagesOf(path: string, sizes: readonly PictureSize[], ocr: OcrTools): AsyncGenerator<Block, void, void> {
  let blocks = 0;
  for (const [page, size] of sizes.entries()) {
    if (!mayHaveText(size)) continue;
    for (const block of ocrBlocks(await recognise(ocr, () => Promise.resolve({ path, page })), page + 1)) {
      blocks += 1;
      yield block;
    }
  }
  if (blocks === 0) throw withoutText();
}

async function* onlyPage(draw: () => Promise<OcrPicture>, ocr: OcrTools): AsyncGenerator<Block, void, void> {
  const blocks = ocrBlocks(await recognise(ocr, draw), null);
  if (blocks.length === 0) throw withoutText();
  yield* blocks;
}

/** Large pictures are made smaller first: they take much memory, and letters are as clear in the smaller ones. */
async function pictureOf(
  path: string,
  file: Buffer,
  format: string,
  { width, height }: PictureSize,
): Promise<OcrPicture> {
  // The engine reads TIFF, with its many kinds of compression, better than a browser's decoder.
  if (format === "tiff" || width * height <= maximumDrawnPixels) return { path, page: null };
  try {
    return { bytes: await shrunkenPicture(file), dotsPerInch: usualDensity };
  } catch (error) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The picture is damaged: it cannot be decoded.", { cause: error });
  }
}

function withoutText(): DocumentError {
  return new DocumentError("DOCUMENT_EMPTY", "No text was found in the picture.");
}
