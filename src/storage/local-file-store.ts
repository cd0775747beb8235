import { constants, createReadStream, createWriteStream } from "node:fs";
import { access, copyFile, cp, mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FileMissingError } from "./errors.js";
import {
  assertKey,
  type ByteRange,
  type FileStore,
  isKey,
  type ListedFile,
  newKey,
  type StoredFile,
} from "./file-store.js";
import { HashMeter } from "./hash-meter.js";

/**
 * Keeps files in a local folder under keys of its own making, so that no name from outside ever becomes a path. A file is
 * written under a temporary name, flushed to the disk and then renamed.
 */
export class LocalFileStore implements FileStore {
  /** The folders that are known to be there. */
  private readonly made = new Set<string>();

  constructor(private readonly folder: string) {}

  async write(content: Readable, maximumBytes: number): Promise<StoredFile> {
    const { key, path } = await this.place();
    const temporary = `${path}.part`;
    const meter = new HashMeter(maximumBytes);
    await this.keep(temporary, path, () => pipeline(content, meter, createWriteStream(temporary, { flags: "wx" })));
    return { key, ...meter.result };
  }

  async adopt(source: string): Promise<string> {
    const { key, path } = await this.place();
    try {
      await flush(source);
      await rename(source, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
      // It stands on another disk.
      await this.keep(`${path}.part`, path, () => cp(source, `${path}.part`));
      await rm(source);
    }
    return key;
  }

  async copy(key: string): Promise<string> {
    const source = this.path(key);
    const { key: copied, path } = await this.place();
    await this.keep(`${path}.part`, path, () =>
      copyFile(source, `${path}.part`, constants.COPYFILE_FICLONE).catch(missing),
    );
    return copied;
  }

  async read(key: string, range: ByteRange = {}): Promise<Readable> {
    const path = this.path(key);
    await access(path).catch(missing);
    return createReadStream(path, range);
  }

  async withLocalPath<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result> {
    const path = this.path(key);
    await access(path).catch(missing);
    return use(path);
  }

  async delete(key: string): Promise<void> {
    const path = this.path(key);
    await rm(path, { force: true });
    await rm(`${path}.part`, { force: true });
  }

  async *list(): AsyncGenerator<ListedFile, void, void> {
    const folder = await opendir(this.folder, { recursive: true }).catch(() => null);
    if (folder === null) return;
    for await (const entry of folder) {
      // What was being written when a server died stands beside the files under its temporary name.
      const name = entry.name.replace(/\.part$/, "");
      const key = `${name.slice(0, 2)}/${name}`;
      if (!entry.isFile() || !isKey(key)) continue;
      const { mtime, size } = await stat(join(entry.parentPath, entry.name)).catch(() => ({ mtime: null, size: 0 }));
      if (mtime !== null) yield { key, modifiedAt: mtime, sizeBytes: size };
    }
  }

  async close(): Promise<void> {
    // Nothing is kept open.
  }

  private path(key: string): string {
    assertKey(key);
    return join(this.folder, key);
  }

  private async place(): Promise<{ readonly key: string; readonly path: string }> {
    const key = newKey();
    const path = this.path(key);
    const folder = dirname(path);
    if (!this.made.has(folder)) await mkdir(folder, { recursive: true });
    this.made.add(folder);
    return { key, path };
  }

  /** Puts a file into its place once it is whole and on the disk. */
  private async keep(temporary: string, path: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      await flush(temporary);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

function missing(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new FileMissingError(error);
  throw error;
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
