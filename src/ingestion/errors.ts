import { DocentError, type DocentErrorOptions, type ErrorKind } from "../errors/index.js";

/** Why a document could not be read; each code is documented in docs/errors.md. */
const documentErrorKinds = {
  /** No parser reads this kind of file, or it is not text at all. */
  DOCUMENT_UNSUPPORTED: "unprocessable",
  /** It opens only with a password. */
  DOCUMENT_ENCRYPTED: "unprocessable",
  /** It can be read only by OCR, and this instance has no engine. */
  DOCUMENT_NEEDS_OCR: "unprocessable",
  /** It is speech, and this instance has no model that writes it down. */
  DOCUMENT_NEEDS_TRANSCRIPTION: "unprocessable",
  /** It has no bytes, or no text. */
  DOCUMENT_EMPTY: "unprocessable",
  /** Its structure is broken, or it stopped the parser. */
  DOCUMENT_CORRUPT: "unprocessable",
  /** It, or what it inflates to, exceeds a limit. */
  DOCUMENT_TOO_LARGE: "tooLarge",
  /** Reading it took longer than is allowed. */
  DOCUMENT_TIMEOUT: "timeout",
  /** Reading it took more memory than is allowed. */
  DOCUMENT_MEMORY: "tooLarge",
  /** It is inside of too many others, or they hold too much together. */
  DOCUMENT_NESTED: "tooLarge",
} as const satisfies Record<string, ErrorKind>;

/** The code of a {@link DocumentError}. */
export type DocumentErrorCode = keyof typeof documentErrorKinds;

/** A document cannot be read, and trying again will not help. The message may be shown to its owner. */
export class DocumentError extends DocentError {
  declare readonly code: DocumentErrorCode;

  constructor(code: DocumentErrorCode, message: string, options: DocentErrorOptions = {}) {
    super(documentErrorKinds[code], code, message, options);
  }
}
