import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { Settings } from "../config/index.js";
import type { Logger } from "../observability/logger.js";
import { StorageError } from "./errors.js";
import { describeS3Error, isRefusal } from "./s3-errors.js";
import { S3FileStore } from "./s3-file-store.js";
import type { WorkFolders } from "./work-folders.js";

const connectMilliseconds = 5_000;
const silenceMilliseconds = 60_000;

/**
 * Opens the bucket that the settings name. Without a key of their own the settings leave it to the SDK where to find
 * credentials: environment, shared configuration, the role of a container or a machine.
 * @throws StorageError when the server refuses; that it cannot be reached now is only logged.
 */
export async function openS3(settings: Settings, work: WorkFolders, logger: Logger): Promise<S3FileStore> {
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
  try {
    await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 0 }));
  } catch (error) {
    const reason = describeS3Error(error instanceof Error ? error : new Error(String(error)));
    if (isRefusal(error)) {
      client.destroy();
      throw new StorageError(undefined, `The bucket ${bucket} cannot be used: ${reason}`);
    }
    logger.error({ bucket, reason }, "the store of files cannot be reached; documents wait until it can");
  }
  return new S3FileStore({ client, bucket, prefix, work });
}
