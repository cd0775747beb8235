import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { readSettings } from "../../src/config/index.js";
import { TooLargeError } from "../../src/errors/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { FileMissingError, StorageError } from "../../src/storage/errors.js";
import type { FileStore } from "../../src/storage/file-store.js";
import { openStorage } from "../../src/storage/open-storage.js";
import { type S3Server, startS3Server } from "../support/s3-server.js";

const logger = createLogger("silent");
let s3: S3Server;
let folder: string;
let prefixes = 0;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "docent-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = async (environment: Readonly<Record<string, string>>): Promise<FileStore> =>
  (await openStorage(readSettings({ DATA_DIR: folder, ...environment }), logger)).files;

/** Each test has a place of its own in the bucket. */
const inBucket = (changes: Readonly<Record<string, string>> = {}) =>
  open({ ...s3.environment, S3_PREFIX: `test/${(prefixes += 1)}`, ...changes });

const text = async (store: FileStore, key: string, range?: { readonly start?: number; readonly end?: number }) =>
  (await buffer(await store.read(key, range))).toString();

const keys = async (store: FileStore): Promise<string[]> => {
  const found: string[] = [];
  for await (const { key } of store.list()) found.push(key);
  return found.sort();
};

const put = async (store: FileStore, content: string): Promise<string> =>
  (await store.write(Readable.from([Buffer.from(content)]), 1_000)).key;

/** So many bytes, in pieces that fit no part of an upload. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
}

const unknownKey = "ab/abababab-0000-4000-8000-000000000000";

describe.each([
  ["a folder", () => open({})],
  ["a bucket", () => inBucket()],
])("files in %s", (_what, openStore) => {
  let store: FileStore;
  beforeEach(async () => {
    store = await openStore();
  });
  afterEach(() => store.close());

  test("are what was written, with their size and hash", async () => {
    const stored = await store.write(Readable.from([Buffer.from("Low water "), Buffer.from("at ten.")]), 100);
    expect(stored).toMatchObject({
      sizeBytes: 17,
      contentHash: createHash("sha256").update("Low water at ten.").digest("hex"),
    });
    expect(await text(store, stored.key)).toBe("Low water at ten.");
  });

  test("may be empty", async () => {
    const { key, sizeBytes } = await store.write(Readable.from([]), 100);
    expect(sizeBytes).toBe(0);
    expect(await text(store, key)).toBe("");
  });

  test("may be long", async () => {
    const bytes = randomBytes(20_000_000);
    const { key, sizeBytes, contentHash } = await store.write(Readable.from(pieces(bytes)), 20_000_000);
    expect(sizeBytes).toBe(20_000_000);
    expect(contentHash).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect((await buffer(await store.read(key))).equals(bytes)).toBe(true);
    const middle = await buffer(await store.read(key, { start: 8_388_600, end: 8_388_700 }));
    expect(middle.equals(bytes.subarray(8_388_600, 8_388_701))).toBe(true);
  });

  test("are read in part", async () => {
    const key = await put(store, "0123456789");
    expect(await text(store, key, { start: 2, end: 4 })).toBe("234");
    expect(await text(store, key, { start: 7 })).toBe("789");
    expect(await text(store, key, { start: 7, end: 500 })).toBe("789");
    expect(await text(store, key, { end: 3 })).toBe("0123");
    expect(await text(store, key, { start: 10 })).toBe("");
  });

  test.each([10, 20_000_000])("leave nothing when they are longer than %d bytes, and may not be", async (limit) => {
    const content = Readable.from(pieces(randomBytes(limit + 1)));
    await expect(store.write(content, limit)).rejects.toBeInstanceOf(TooLargeError);
    expect(content.destroyed).toBe(true);
    expect(await keys(store)).toEqual([]);
  });

  test("leave nothing when their sender breaks off", async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from("half of ");
        throw new Error("The line went dead.");
      })(),
    );
    await expect(store.write(broken, 1_000)).rejects.toThrow("The line went dead.");
    expect(await keys(store)).toEqual([]);
  });

  test("are taken over from the disk", async () => {
    const path = join(folder, "made-elsewhere");
    await writeFile(path, "Extracted.");
    const key = await store.adopt(path);
    expect(await text(store, key)).toBe("Extracted.");
    await expect(access(path)).rejects.toThrow("ENOENT");
    await expect(store.adopt(path)).rejects.toThrow("ENOENT");
    expect(await keys(store)).toEqual([key]);
  });

  test("are copied, and the copy stands for itself", async () => {
    const key = await put(store, "Twice.");
    const copied = await store.copy(key);
    await store.delete(key);
    expect(await text(store, copied)).toBe("Twice.");
    await expect(store.copy(key)).rejects.toBeInstanceOf(FileMissingError);
  });

  test("are handed over as a path of the disk, for as long as they are used", async () => {
    const key = await put(store, "On the disk.");
    expect(await store.withLocalPath(key, (path) => readFile(path, "utf8"))).toBe("On the disk.");
    await expect(store.withLocalPath(key, () => Promise.reject(new Error("Not today.")))).rejects.toThrow("Not today.");
    expect(await text(store, key)).toBe("On the disk.");
    await expect(readdir(join(folder, "work")).catch(() => [])).resolves.toEqual([]);
  });

  test("are gone once they are deleted, and deleting again is no error", async () => {
    const key = await put(store, "Gone.");
    await store.delete(key);
    await store.delete(key);
    await expect(store.read(key)).rejects.toBeInstanceOf(FileMissingError);
    await expect(store.withLocalPath(key, () => Promise.resolve())).rejects.toBeInstanceOf(FileMissingError);
    await expect(store.read(unknownKey, { start: 3 })).rejects.toBeInstanceOf(FileMissingError);
    await store.delete(unknownKey);
  });

  test("are listed, each with its size and age", async () => {
    const written = await Promise.all(["a", "bb", "ccc"].map((content) => put(store, content)));
    const listed = [];
    for await (const file of store.list()) listed.push(file);
    expect(listed.map(({ key }) => key).sort()).toEqual([...written].sort());
    expect(listed.map(({ sizeBytes }) => sizeBytes).sort((left, right) => left - right)).toEqual([1, 2, 3]);
    for (const { modifiedAt } of listed) expect(Math.abs(Date.now() - modifiedAt.getTime())).toBeLessThan(600_000);
  });

  test("have no other names than those that the store made", async () => {
    for (const name of ["../secret.key", "ab/../../x", "", unknownKey.toUpperCase()]) {
      await expect(store.read(name)).rejects.toThrow("Not a key");
      await expect(store.delete(name)).rejects.toThrow("Not a key");
      await expect(store.copy(name)).rejects.toThrow("Not a key");
    }
  });
});

test("what a server that died was writing into a folder is listed, and can be deleted", async () => {
  const store = await open({});
  await mkdir(join(folder, "files", "ab"), { recursive: true });
  await writeFile(join(folder, "files", `${unknownKey}.part`), "half of");
  expect(await keys(store)).toEqual([unknownKey]);
  await store.delete(unknownKey);
  expect(await keys(store)).toEqual([]);
});

test("instances that share a bucket do not see each other's files", async () => {
  const [one, other] = [await inBucket(), await inBucket()];
  const key = await put(one, "Mine.");
  expect(await keys(other)).toEqual([]);
  await expect(other.read(key)).rejects.toBeInstanceOf(FileMissingError);
  await one.close();
  await other.close();
});

test("a server that refuses is told of at the start, without the secret", async () => {
  const secret = "not-the-secret-of-anybody";
  const account = { S3_ACCESS_KEY_ID: "nobody", S3_SECRET_ACCESS_KEY: secret };
  const refused = await inBucket(account).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StorageError);
  expect((refused as Error).message).toMatch(/^The bucket library cannot be used: InvalidAccessKeyId/);
  expect(JSON.stringify(refused) + String((refused as Error).cause)).not.toContain(secret);
  await expect(inBucket({ S3_BUCKET: "elsewhere" })).rejects.toThrow(
    "The bucket elsewhere cannot be used: NoSuchBucket",
  );
});

test("a server that is away now may come back", async () => {
  const away = await inBucket({ S3_ENDPOINT: "http://127.0.0.1:1" });
  await expect(away.read(unknownKey)).rejects.toBeInstanceOf(StorageError);
  await expect(away.write(Readable.from([Buffer.from("lost")]), 100)).rejects.toBeInstanceOf(StorageError);
  await expect(keys(away)).rejects.toBeInstanceOf(StorageError);
  await expect(away.delete(unknownKey)).rejects.toMatchObject({ kind: "unavailable", code: "STORAGE_UNAVAILABLE" });
  await away.close();
});
