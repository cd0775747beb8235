import { join } from "node:path";
import type { Settings } from "../config/index.js";
import type { Logger } from "../observability/logger.js";
import type { FileStore } from "./file-store.js";
import { LocalFileStore } from "./local-file-store.js";
import { WorkFolders } from "./work-folders.js";

/** Where files are kept, and where they are worked on. */
export interface Storage {
  readonly files: FileStore;
  readonly work: WorkFolders;
}

/**
 * Opens the store of files that the settings choose.
 * @throws StorageError when it refuses us.
 */
export async function openStorage(settings: Settings, logger: Logger): Promise<Storage> {
  const work = new WorkFolders(join(settings.DATA_DIR, "work"));
  if (settings.STORAGE === "local") return { files: new LocalFileStore(join(settings.DATA_DIR, "files")), work };
  // The client of S3 costs time and memory, which only those pay who use it.
  const { openS3 } = await import("./open-s3.js");
  return { files: await openS3(settings, work, logger), work };
}
