import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TooLargeError } from "../errors/index.js";

/** What a stored file is. */
export interface StoredFile {
  /** Names the file in the store; made by the store, never from user input. */
  readonly key: string;
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly contentHash: string;
}

/**
 * Keeps files in a local folder under keys of its own making, so that no name from outside ever becomes a path.
 * A file is written under a temporary name, flushed to the disk and then renamed: a key always stands for whole bytes.
 */
export class FileStore {
  constructor(private readonly folder: string) {}

  /**
   * Stores a stream.
   * @throws TooLargeError when it exceeds `maximumBytes`; nothing is kept then, nor when the stream fails.
   */
  async write(content: Readable, maximumBytes: number): Promise<StoredFile> {
    const key = newKey();
    await mkdir(join(this.folder, key.slice(0, 2)), { recursive: true });
    const path = this.path(key);
    const temporary = `${path}.part`;
    const hash = createHash("sha256");
    let sizeBytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sizeBytes += chunk.length;
        hash.update(chunk);
        done(sizeBytes > maximumBytes ? tooLarge(maximumBytes) : null, chunk);
      },
    });
    try {
      await pipeline(content, meter, createWriteStream(temporary, { flags: "wx" }));
      await flush(temporary);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return { key, sizeBytes, contentHash: hash.digest("hex") };
  }

  /** A key for a file that another process writes at {@link path}; the folder exists afterwards. */
  async reserve(): Promise<string> {
    const key = newKey();
    await mkdir(join(this.folder, key.slice(0, 2)), { recursive: true });
    return key;
  }

  read(key: string, options: { readonly start?: number; readonly end?: number } = {}): Readable {
    return createReadStream(this.path(key), options);
  }

  /** Where the bytes of a key stand on the local disk. */
  path(key: string): string {
    if (!/^[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(key)) throw new Error("Not a key of this file store.");
    return join(this.folder, key);
  }

  /** Removes a file; one that is gone already is no error. */
  async delete(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }
}

function newKey(): string {
  const name = randomUUID();
  return `${name.slice(0, 2)}/${name}`;
}

function tooLarge(maximumBytes: number): TooLargeError {
  return new TooLargeError(`The file exceeds the limit of ${maximumBytes} bytes.`, { field: "file" });
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
