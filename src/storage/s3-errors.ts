import { S3ServiceException } from "@aws-sdk/client-s3";
import { FileMissingError, StorageError } from "./errors.js";

/** An answer came that is none of S3's. */
export class NotS3Error extends Error {
  constructor(readonly status: number) {
    super("The answer is none of S3's. Does S3_ENDPOINT lead to the server's API, and not to its pages?");
    this.name = "NotS3";
  }
}

/**
 * What a failure of the S3 client means. Its own errors hold the request with its signature, and what the server made of
 * that: of them, only the name, the status and the message go on.
 */
export function translateS3Error(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  if (error.name === "NoSuchKey" || error.name === "NotFound") return new FileMissingError();
  const isRefused = error instanceof S3ServiceException && isRefusal(error);
  const message = isRefused ? `The store of files refuses this server: ${error.name}.` : undefined;
  return new StorageError(new Error(describeS3Error(error)), message);
}

/** A failure in words that anybody may read, with what to look at where that is known. */
export function describeS3Error(given: Error): string {
  const error = known(given);
  const status = statusOf(error);
  return `${error.name}: ${error.message}${status === null ? "" : ` (HTTP ${status})`}${adviceOn(error)}`;
}

/**
 * Whether the server understood, and refused, or is no S3, or there are no credentials to show it: it will be so again
 * until the settings are others.
 */
export function isRefusal(given: unknown): given is Error {
  if (!(given instanceof Error)) return false;
  const status = statusOf(known(given));
  if (status === null) return hasNoCredentials(given);
  return status < 500 && status !== 408 && status !== 429;
}

/** Whether a range of bytes was asked for that begins behind the last one. */
export function isEmptyRange(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === "InvalidRange";
}

/** The client fails to read an answer that is none of S3's, and tells of its syntax. */
function known(error: Error): Error {
  if (error instanceof S3ServiceException) return error;
  const { $response: response } = error as { $response?: { readonly statusCode?: unknown } };
  return typeof response?.statusCode === "number" ? new NotS3Error(response.statusCode) : error;
}

/** The status of the answer that an error is about; null when there was none. */
function statusOf(error: Error): number | null {
  if (error instanceof NotS3Error) return error.status;
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
}

function adviceOn(error: Error): string {
  const status = statusOf(error) ?? 0;
  if (hasNoCredentials(error)) return "; give S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY";
  // A bucket of another region answers so.
  return status >= 300 && status < 400 ? " Is S3_REGION the bucket's region, and S3_ENDPOINT its server?" : "";
}

function hasNoCredentials(error: Error): boolean {
  return error.name === "CredentialsProviderError";
}
