import { DocumentError } from "../errors.js";

/**
 * What everything that has to be read by OCR throws where there is no engine.
 * @param what What needs it, as the beginning of a sentence.
 */
export function needsOcr(what: string): DocumentError {
  return new DocumentError(
    "DOCUMENT_NEEDS_OCR",
    `${what} is read by OCR, and this server has no OCR engine: tesseract has to be installed (on Debian: apt install tesseract-ocr), or OCR_TESSERACT_PATH set.`,
  );
}
