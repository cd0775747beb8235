import { types } from "node:util";
import { StorageError } from "../storage/errors.js";
import type { FileStore, StoredFile } from "../storage/file-store.js";
import { fetchFile, type FileRequest, type WebFile } from "../web/fetch-file.js";
import type { SafeFetch } from "../web/safe-fetch.js";

/** A file of the web whose bytes are in the store. */
export interface StoredWebFile extends Omit<WebFile, "content"> {
  readonly stored: StoredFile;
}

const { isNativeError } = types;

/** Text that is written as UTF-8 here may have so many times the bytes that came. */
const recodingGrowth = 3;

/**
 * Fetches a file of the web into the store; null when it has not changed since the request's validators. Whoever takes it
 * makes a document of the stored bytes, or deletes them.
 * @throws LinkError, StorageError.
 */
export async function storeWebFile(
  web: SafeFetch,
  files: Pick<FileStore, "write">,
  request: FileRequest,
): Promise<StoredWebFile | null> {
  const file = await fetchFile(web, request);
  if (file === null) return null;
  const { content, ...facts } = file;
  try {
    return { ...facts, stored: await files.write(content, request.maximumBytes * recodingGrowth) };
  } catch (error) {
    // A disk that is full or away is no fault of the file's.
    throw isNativeError(error) && "syscall" in error ? new StorageError(error) : error;
  }
}
