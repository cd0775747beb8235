import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readSettings } from "../../src/config/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { StorageError } from "../../src/storage/errors.js";
import { openS3 } from "../../src/storage/open-s3.js";
import type { S3FileStore } from "../../src/storage/s3-file-store.js";
import { WorkFolders } from "../../src/storage/work-folders.js";
import { withEnvironment } from "../support/env.js";
import {
  answer,
  emptyListing,
  refusal,
  type Script,
  type ScriptedS3,
  startScriptedS3,
} from "../support/scripted-s3.js";

let folder: string;
let server: ScriptedS3 | null = null;
let store: S3FileStore | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "docent-test-"));
});
afterEach(async () => {
  await store?.close();
  await server?.stop();
  [store, server] = [null, null];
  await rm(folder, { recursive: true, force: true });
});

/** Opens the bucket of a server that answers by a script. */
async function open(script: Script, changes: Readonly<Record<string, string | undefined>> = {}, patience?: number) {
  server = await startScriptedS3(script);
  const given = Object.entries({ ...server.environment, ...changes }).filter(([, value]) => value !== undefined);
  const settings = readSettings({ DATA_DIR: folder, ...(Object.fromEntries(given) as Record<string, string>) });
  store = await openS3(settings, new WorkFolders(join(folder, "work")), createLogger("silent"), patience);
  return { server, store };
}

const page =
  (status: number, html: string): Script =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "text/html" });
    response.end(html);
  };

const isListing = (url = "") => url.includes("list-type=2");

test.each([
  [
    "whose bucket is of another region",
    refusal(301, "PermanentRedirect", "Use the bucket's endpoint."),
    "PermanentRedirect: Use the bucket's endpoint. (HTTP 301) Is S3_REGION the bucket's region, and S3_ENDPOINT its server?",
  ],
  [
    "that wants another region in the signature",
    refusal(400, "AuthorizationHeaderMalformed", "Expecting eu-central-1."),
    "AuthorizationHeaderMalformed: Expecting eu-central-1. (HTTP 400)",
  ],
  [
    "that does not let the key list",
    refusal(403, "AccessDenied", "Access Denied."),
    "AccessDenied: Access Denied. (HTTP 403)",
  ],
  ["that shows a page for people", page(200, "<!doctype html><p>Console<br>"), "The answer is none of S3's"],
  ["that shows a page which is XML by chance", page(200, "<html></html>"), "The answer is none of S3's"],
  ["that knows no such page", page(404, "<!doctype html><p>Not found<br>"), "The answer is none of S3's"],
])("a server %s stops the start, and says why", async (_what, script, reason) => {
  const refused: unknown = await open(script).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StorageError);
  expect((refused as Error).message).toContain("The bucket library cannot be used: ");
  expect((refused as Error).message).toContain(reason);
});

test("a start without any credentials says which are wanted", async () => {
  const nobody = { AWS_EC2_METADATA_DISABLED: "true", AWS_ACCESS_KEY_ID: "", AWS_PROFILE: "", HOME: folder };
  await withEnvironment(nobody, async () => {
    const keyless = { S3_ACCESS_KEY_ID: undefined, S3_SECRET_ACCESS_KEY: undefined };
    await expect(open((_request, response) => answer(response, emptyListing), keyless)).rejects.toThrow(
      "give S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY",
    );
  });
});

test.each([
  ["is silent", () => undefined],
  ["has too much to do", refusal(503, "SlowDown", "Reduce your request rate.")],
  ["stands behind a proxy that cannot reach it", page(502, "<!doctype html><p>Bad gateway<br>")],
] as [string, Script][])("a server that %s does not hold up the start for long", async (_what, script) => {
  await expect(open(script, {}, 1_000)).resolves.toBeDefined();
});

test("a bucket is asked for in the path, in its region, and below its prefix", async () => {
  const settings = { S3_REGION: "eu-central-1", S3_PREFIX: "docent/production" };
  const { server: asked, store: opened } = await open((_request, response) => answer(response, emptyListing), settings);
  const key = await opened.write(Readable.from([Buffer.from("Text.")]), 10).then((stored) => stored.key);
  const [listing, put] = asked.requests;
  expect(listing?.url).toMatch(/^\/library\/?\?.*prefix=docent%2Fproduction%2F/);
  expect(put).toMatchObject({ method: "PUT" });
  expect(put?.url).toContain(`/library/docent/production/${key}`);
  expect(put?.authorization).toContain("/eu-central-1/s3/");
});

test("a file that the server refuses half-way leaves no parts behind, and the reason is told", async () => {
  const { server: asked, store: opened } = await open((request, response) => {
    const { method, url = "" } = request;
    if (isListing(url)) answer(response, emptyListing);
    else if (method === "POST" && url.includes("uploads")) {
      answer(response, "<InitiateMultipartUploadResult><UploadId>upload-7</UploadId></InitiateMultipartUploadResult>");
    } else if (url.includes("partNumber=1")) answer(response, "", { etag: '"1"' });
    else if (method === "DELETE") response.writeHead(204).end();
    else refusal(403, "AccessDenied", "Access Denied.")(request, response);
  });
  const content = Readable.from([randomBytes(20_000_000)]);
  await expect(opened.write(content, 30_000_000)).rejects.toMatchObject({
    code: "STORAGE_UNAVAILABLE",
    message: "The store of files refuses this server: AccessDenied.",
  });
  expect(content.destroyed).toBe(true);
  expect(asked.requests.filter(({ method }) => method === "DELETE").map(({ url }) => url)).toEqual([
    expect.stringContaining("uploadId=upload-7"),
  ]);
});

test("parts of a file whose sender breaks off are taken back", async () => {
  const { server: asked, store: opened } = await open((request, response) => {
    const { method, url = "" } = request;
    if (isListing(url)) answer(response, emptyListing);
    else if (method === "POST") {
      answer(response, "<InitiateMultipartUploadResult><UploadId>upload-8</UploadId></InitiateMultipartUploadResult>");
    } else if (method === "DELETE") response.writeHead(204).end();
    else answer(response, "", { etag: '"1"' });
  });
  const broken = Readable.from(
    (function* () {
      yield randomBytes(20_000_000);
      throw new Error("The line went dead.");
    })(),
  );
  await expect(opened.write(broken, 100_000_000)).rejects.toThrow("The line went dead.");
  expect(asked.requests.filter(({ method }) => method === "DELETE").map(({ url }) => url)).toEqual([
    expect.stringContaining("uploadId=upload-8"),
  ]);
  expect(asked.requests.filter(({ url, method }) => method === "POST" && !url.includes("uploads"))).toEqual([]);
});

test("files that are opened and never read do not use up the connections", async () => {
  const key = "ab/abababab-0000-4000-8000-000000000000";
  const { store: opened } = await open((request, response) => {
    if (isListing(request.url)) {
      answer(response, emptyListing);
      return;
    }
    // More than any buffer on the way holds: the answer ends only when it is read, or given up.
    response.writeHead(200, { "content-length": "50000000" });
    response.end(Buffer.alloc(50_000_000));
  });
  // As many connections as the client opens at most, and one more.
  for (let count = 0; count < 51; count += 1) {
    const content = await opened.read(key);
    expect(content.destroy().destroyed).toBe(true);
  }
});
