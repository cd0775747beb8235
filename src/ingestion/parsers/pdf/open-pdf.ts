import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentError } from "../../errors.js";

/** pdf.js reads its tables of character codes and of standard fonts from its own package. */
const packageFolder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** A larger picture inside a PDF (more than A4 at 600 dpi) is left out when its page is drawn: it would take too much memory. */
export const maximumImagePixels = 36_000_000;

/**
 * Opens a PDF file for reading its text, or for drawing its pages for OCR: nothing is evaluated or fetched.
 * @param password Of its owner or of its users; null when none was given. Many files are encrypted with an empty one.
 * @throws DocumentError DOCUMENT_ENCRYPTED when it needs another password, DOCUMENT_CORRUPT when it cannot be read.
 */
export async function openPdf(file: Buffer, password: string | null): Promise<PDFDocumentProxy> {
  // pdf.js takes the memory over: it must be a plain array, and all of its buffer.
  const isAlone = file.byteLength === file.buffer.byteLength;
  const bytes = isAlone ? new Uint8Array(file.buffer) : Uint8Array.from(file);
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  try {
    return await pdfjs.getDocument({
      data: bytes,
      cMapUrl: `${join(packageFolder, "cmaps")}/`,
      cMapPacked: true,
      wasmUrl: `${join(packageFolder, "wasm")}/`,
      iccUrl: `${join(packageFolder, "iccs")}/`,
      standardFontDataUrl: `${join(packageFolder, "standard_fonts")}/`,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      enableXfa: false,
      maxImageSize: maximumImagePixels,
      ...(password === null ? {} : { password }),
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === "PasswordException") {
      const problem = password === null ? "it opens only with a password" : "the password that was given is wrong";
      throw new DocumentError("DOCUMENT_ENCRYPTED", `The PDF is encrypted: ${problem}.`, { cause: error });
    }
    throw unreadable(error);
  }
}

/** What a failure of pdf.js means to the owner of the file. */
export function unreadable(cause: unknown): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is not a readable PDF.", { cause });
}
