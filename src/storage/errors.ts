import { DocentError } from "../errors/index.js";

/** The store of files cannot be reached now, or refuses us; trying again may help. */
export class StorageError extends DocentError {
  constructor(cause: unknown, message = "The store of files cannot be reached.") {
    super("unavailable", "STORAGE_UNAVAILABLE", message, { cause });
  }
}

/** A file that should be in the store is not. */
export class FileMissingError extends DocentError {
  constructor(cause?: unknown) {
    super("unprocessable", "DOCUMENT_FILE_MISSING", "The stored file is missing.", { cause });
  }
}
