import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

/** An S3-compatible server on loopback, with an empty bucket. */
export interface S3Server {
  /** What makes Docent keep its files there. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The only account that the server has. */
const account = "S3RVER";

/** Starts a server that keeps its objects in a folder of its own. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "docent-s3-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    // Of a listing it signs `/library` where clients sign `/library/`. Accounts it knows or refuses all the same.
    allowMismatchedSignatures: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: "library" }],
  });
  const { port } = await server.run();
  return {
    environment: {
      STORAGE: "s3",
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: "library",
      S3_ACCESS_KEY_ID: account,
      S3_SECRET_ACCESS_KEY: account,
    },
    stop: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
