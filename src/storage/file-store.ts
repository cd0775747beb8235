import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { TooLargeError } from "../errors/index.js";

/** What a stored file is. */
export interface StoredFile {
  /** Names the file in the store; made by the store, never from user input. */
  readonly key: string;
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly contentHash: string;
}

/** A file as a listing of the store shows it. */
export interface ListedFile {
  readonly key: string;
  readonly modifiedAt: Date;
  readonly sizeBytes: number;
}

/** Which bytes of a file: from `start` up to and with `end`; all unless given. */
export interface ByteRange {
  readonly start?: number;
  readonly end?: number;
}

/**
 * Keeps the bytes of documents and what was made of them. A key always stands for whole bytes, which never change; a
 * file that could not be stored whole leaves nothing.
 *
 * Every method throws StorageError when the store cannot be reached, and Error for a key that is none of a store's.
 */
export interface FileStore {
  /**
   * Stores a stream.
   * @throws TooLargeError when it exceeds `maximumBytes`; what the stream throws.
   */
  write(content: Readable, maximumBytes: number): Promise<StoredFile>;
  /** Takes a file of the local disk over: it is gone from its place afterwards. Resolves to its key. */
  adopt(path: string): Promise<string>;
  /** Copies a stored file under a key of its own. */
  copy(key: string): Promise<string>;
  /**
   * The bytes of a file, of which nothing is held in memory.
   * @throws FileMissingError when there is none.
   */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /**
   * Hands over where the bytes stand on the local disk; of a remote store a copy, which is gone afterwards. They must not
   * be changed.
   * @throws FileMissingError when there is none; what `use` throws.
   */
  withLocalPath<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result>;
  /** Removes a file; one that is gone already is no error. */
  delete(key: string): Promise<void>;
  /** Every file that is stored, in any order, and of the local disk those that were not stored whole. */
  list(): AsyncIterable<ListedFile>;
  /** Gives back what the store keeps open. */
  close(): Promise<void>;
}

const keyPattern = /^[0-9a-f]{2}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A key that no file has. The folder in it spreads files evenly. */
export function newKey(): string {
  const name = randomUUID();
  return `${name.slice(0, 2)}/${name}`;
}

/** Whether a text has the form of a key. */
export function isKey(text: string): boolean {
  return keyPattern.test(text);
}

/** Lets nothing but a key of a store become part of a path. */
export function assertKey(key: string): void {
  if (!isKey(key)) throw new Error("Not a key of a file store.");
}

/** A file has more bytes than it may have. */
export function tooLarge(maximumBytes: number): TooLargeError {
  return new TooLargeError(`The file exceeds the limit of ${maximumBytes} bytes.`, { field: "file" });
}
