import { DocumentError } from "../../errors.js";
import { readPage } from "../html/read-page.js";
import type { Block } from "../parser.js";

const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];
/** Links from a note back to its mark. */
const backLink = /^#(?:footnote|endnote)-ref-/;

/**
 * The blocks of a Word document, by way of the HTML that mammoth makes of it.
 * @throws DocumentError DOCUMENT_CORRUPT when it is none.
 */
export async function wordBlocks(archive: Buffer): Promise<Block[]> {
  const html = await convert(archive);
  return readPage(html, { mainContentOnly: false, skipLink: (href) => backLink.test(href) }).blocks;
}

async function convert(archive: Buffer): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  try {
    const result = await mammoth.convertToHtml(
      { buffer: archive },
      {
        styleMap,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: "" })),
      },
    );
    return result.value;
  } catch (error) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is not a readable document of Word.", {
      cause: error,
    });
  }
}
