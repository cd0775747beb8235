import { Readable } from "node:stream";
import type { FileUpload } from "graphql-upload-ts";
import { DocentError, TooLargeError } from "../errors/index.js";
import type { IncomingFile } from "../services/document-intake.service.js";

/**
 * Opens an uploaded file as the services take files. What the multipart parser throws, at once or while the file is read,
 * becomes an error that tells the sender of it.
 */
export async function openUpload(upload: Promise<FileUpload>): Promise<IncomingFile> {
  const file = await upload.catch(refuseBody);
  const content = Readable.from(
    typed(() => file.createReadStream()),
    { objectMode: false },
  );
  return { name: file.filename, mimeType: file.mimetype, content };
}

async function* typed(open: () => Readable): AsyncGenerator<Buffer, void, void> {
  try {
    for await (const piece of open()) yield piece as Buffer;
  } catch (error) {
    refuse(error);
  }
}

/** Before its file is open, a request can be at fault only in its form: the multipart reader says what it stumbles over. */
function refuseBody(error: unknown): never {
  if (!(error instanceof Error) || "status" in error) refuse(error);
  const message = `The request's multipart body cannot be read: ${error.message}.`;
  throw new DocentError("invalid", "BAD_REQUEST", message, { field: "file", cause: error });
}

/** The parser's errors carry an HTTP status below 500 and a message for the caller. */
function refuse(error: unknown): never {
  const { status, expose, message } = error as { status?: unknown; expose?: unknown; message?: unknown };
  if (expose !== true || typeof status !== "number" || typeof message !== "string") throw error;
  const options = { field: "file", cause: error };
  throw status === 413
    ? new TooLargeError(message, options)
    : new DocentError("invalid", "BAD_REQUEST", message, options);
}
