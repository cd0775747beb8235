import { S3ServiceException } from "@aws-sdk/client-s3";
import { FileMissingError, StorageError } from "./errors.js";

/**
 * What a failure of the S3 client means. Its own errors hold the request with its signature, and what the server made of
 * that: of them, only the name, the status and the message go on.
 */
export function translateS3Error(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  if (error.name === "NoSuchKey" || error.name === "NotFound") return new FileMissingError();
  return new StorageError(new Error(describeS3Error(error)));
}

/** A failure in words that anybody may read. */
export function describeS3Error(error: Error): string {
  const status = error instanceof S3ServiceException ? ` (HTTP ${error.$metadata.httpStatusCode ?? "?"})` : "";
  return `${error.name}: ${error.message}${status}`;
}

/** Whether the server understood, and refused: it will do so again until the settings are others. */
export function isRefusal(error: unknown): error is Error {
  if (!(error instanceof S3ServiceException)) return false;
  const status = error.$metadata.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** Whether a range of bytes was asked for that begins behind the last one. */
export function isEmptyRange(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === "InvalidRange";
}
