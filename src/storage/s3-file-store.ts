import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
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
import { isEmptyRange, translateS3Error } from "./s3-errors.js";
import type { WorkFolders } from "./work-folders.js";

/** What an S3 store works with. */
export interface S3StoreParts {
  readonly client: S3Client;
  readonly bucket: string;
  /** What the names of its objects begin with: empty, or ended by a slash. */
  readonly prefix: string;
  /** Where copies stand for those who need a file on the disk. */
  readonly work: WorkFolders;
}

/** S3 takes at most 10,000 parts of a file: 80 GiB. While a file is written, two parts are held in memory. */
const partBytes = 8 * 1024 * 1024;
const partsAtOnce = 2;

/**
 * Keeps files in a bucket of Amazon S3, or of a server that speaks its protocol. An object appears whole or not at all;
 * parts of a file whose writing broke off are removed by the writer, or, when that died, by the bucket's lifecycle rule.
 */
export class S3FileStore implements FileStore {
  constructor(private readonly parts: S3StoreParts) {}

  async write(content: Readable, maximumBytes: number): Promise<StoredFile> {
    const key = newKey();
    const meter = new HashMeter(maximumBytes);
    const passing = pipeline(content, meter);
    // What fails here fails the upload as well, which tells of it below.
    passing.catch(() => undefined);
    try {
      await this.upload(key, meter);
      await passing;
    } catch (error) {
      meter.destroy();
      // A fault of what is stored is told as it is; only those of the store are translated.
      throw meter.errored ?? translateS3Error(error);
    }
    return { key, ...meter.result };
  }

  async adopt(path: string): Promise<string> {
    const key = newKey();
    const content = createReadStream(path);
    try {
      await this.upload(key, content);
    } catch (error) {
      throw content.errored ?? translateS3Error(error);
    } finally {
      content.destroy();
    }
    await rm(path, { force: true });
    return key;
  }

  async copy(key: string): Promise<string> {
    const { client, bucket } = this.parts;
    const copied = newKey();
    const source = this.objectName(key);
    try {
      await client.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: this.objectName(copied),
          CopySource: encodeURI(`${bucket}/${source}`),
        }),
      );
    } catch (error) {
      throw translateS3Error(error);
    }
    return copied;
  }

  async read(key: string, { start = 0, end }: ByteRange = {}): Promise<Readable> {
    const { client, bucket } = this.parts;
    const name = this.objectName(key);
    const isWhole = start === 0 && end === undefined;
    try {
      const { Body: body } = await client.send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: name,
          ...(isWhole ? {} : { Range: `bytes=${start}-${end ?? ""}` }),
        }),
      );
      if (!(body instanceof Readable)) throw new Error("S3 answered without a body.");
      const content = Readable.from(translated(body), { objectMode: false });
      // Who never began to read does not end the answer, whose connection others need.
      return content.once("close", () => body.destroy());
    } catch (error) {
      if (isEmptyRange(error)) return Readable.from([]);
      throw translateS3Error(error);
    }
  }

  async withLocalPath<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result> {
    const content = await this.read(key);
    return this.parts.work.use(async (folder) => {
      const path = join(folder, "file");
      await pipeline(content, createWriteStream(path));
      return use(path);
    });
  }

  async delete(key: string): Promise<void> {
    const { client, bucket } = this.parts;
    const name = this.objectName(key);
    try {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name }));
    } catch (error) {
      const translation = translateS3Error(error);
      if (!(translation instanceof FileMissingError)) throw translation;
    }
  }

  async *list(): AsyncGenerator<ListedFile, void, void> {
    const { client, bucket, prefix } = this.parts;
    try {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key: name = "", LastModified: modifiedAt, Size: sizeBytes = 0 } of page.Contents ?? []) {
          const key = name.slice(prefix.length);
          if (isKey(key) && modifiedAt !== undefined) yield { key, modifiedAt, sizeBytes };
        }
      }
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  close(): Promise<void> {
    this.parts.client.destroy();
    return Promise.resolve();
  }

  private async upload(key: string, content: Readable): Promise<void> {
    const { client, bucket } = this.parts;
    const upload = new Upload({
      client,
      params: { Bucket: bucket, Key: this.objectName(key), Body: content },
      partSize: partBytes,
      queueSize: partsAtOnce,
    });
    await upload.done();
  }

  private objectName(key: string): string {
    assertKey(key);
    return `${this.parts.prefix}${key}`;
  }
}

/** The bytes of an answer, whose connection may break. */
async function* translated(body: Readable): AsyncGenerator<Buffer, void, void> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throw translateS3Error(error);
  }
}
