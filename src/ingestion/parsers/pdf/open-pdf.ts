import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentError } from "../../errors.js";

/** pdf.js reads its tables of character codes and of standard fonts from its own package. */
const packageFolder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/**
 * Opens a PDF file for reading its text: no font is loaded, nothing is drawn, evaluated or fetched.
 * @throws DocumentError DOCUMENT_ENCRYPTED when it needs a password, DOCUMENT_CORRUPT when it cannot be read.
 */
export async function openPdf(file: Buffer): Promise<PDFDocumentProxy> {
  // pdf.js takes the memory over: it must be a plain array, and all of its buffer.
  const isAlone = file.byteLength === file.buffer.byteLength;
  const bytes = isAlone ? new Uint8Array(file.buffer) : Uint8Array.from(file);
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  try {
    return await pdfjs.getDocument({
      data: bytes,
      cMapUrl: `${join(packageFolder, "cmaps")}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(packageFolder, "standard_fonts")}/`,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      enableXfa: false,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === "PasswordException") {
      throw new DocumentError("DOCUMENT_ENCRYPTED", "The PDF is encrypted: it opens only with a password.", {
        cause: error,
      });
    }
    throw unreadable(error);
  }
}

/** What a failure of pdf.js means to the owner of the file. */
export function unreadable(cause: unknown): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is not a readable PDF.", { cause });
}
