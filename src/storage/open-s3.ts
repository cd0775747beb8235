import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { Settings } from "../config/index.js";
import type { Logger } from "../observability/logger.js";
import { StorageError } from "./errors.js";
import { describeS3Error, isRefusal, NotS3Error } from "./s3-errors.js";
import { S3FileStore } from "./s3-file-store.js";
import type { WorkFolders } from "./work-folders.js";

const connectMilliseconds = 5_000;
const silenceMilliseconds = 60_000;
/** So long the start waits for a server's first answer, attempts included. */
const firstAnswerMilliseconds = 20_000;

/**
 * Opens the bucket that the settings name. Without a key of their own the settings leave it to the SDK where to find
 * credentials: environment, shared configuration, the role of a container or a machine.
 * @param patience How many milliseconds the first answer may take.
 * @throws StorageError when the server refuses, is no S3, or there are no credentials; that it cannot be reached now is
 * only logged.
 */
export async function openS3(
  settings: Settings,
  work: WorkFolders,
  logger: Logger,
  patience = firstAnswerMilliseconds,
): Promise<S3FileStore> {
  const {
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_BUCKET: bucket = "",
    S3_PREFIX: prefix,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    S3_FORCE_PATH_STYLE: forcePathStyle = endpoint !== undefined,
  } = settings;
  const client = new S3Client({
    region,
    forcePathStyle,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
    // Many servers do not know the checksums that the SDK would send by itself.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: connectMilliseconds, socketTimeout: silenceMilliseconds },
  });
  const signal = AbortSignal.timeout(patience);
  try {
    const question = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 });
    const { Name: name, IsTruncated: isTruncated } = await client.send(question, { abortSignal: signal });
    // An empty answer, or a page for people that happens to be XML, reads as a listing of nothing.
    if (name === undefined && isTruncated === undefined) throw new NotS3Error(200);
  } catch (error) {
    const reason = signal.aborted
      ? `There was no answer within ${patience / 1_000} s.`
      : describeS3Error(error instanceof Error ? error : new Error(String(error)));
    if (!signal.aborted && isRefusal(error)) {
      client.destroy();
      throw new StorageError(undefined, `The bucket ${bucket} cannot be used: ${reason}`);
    }
    logger.error({ bucket, reason }, "the store of files cannot be reached; documents wait until it can");
  }
  return new S3FileStore({ client, bucket, prefix, work });
}
