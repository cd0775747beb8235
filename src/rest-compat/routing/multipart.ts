import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { type FileUpload, Upload } from "graphql-upload-ts";
import { DocentError, TooLargeError, ValidationError } from "../../errors/index.js";
import type { UploadedFile } from "./route.js";

/** A multipart request, read to its end. */
export interface MultipartBody {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: UploadedFile;
  /** Removes the temporary file. Must be called. */
  readonly release: () => Promise<void>;
}

/**
 * Reads a multipart request with one file. The file goes to a temporary place, since fields that say what to do with
 * it may follow it.
 * @param fieldName the field that brings the file
 * @throws ValidationError without such a file, or with another one; TooLargeError beyond the limit. Nothing is kept then.
 */
export async function readMultipart(
  request: FastifyRequest,
  fieldName: string,
  maximumBytes: number,
): Promise<MultipartBody> {
  if (!request.isMultipart())
    throw new ValidationError(`Send multipart/form-data with the file as "${fieldName}".`, { field: fieldName });
  const folder = await mkdtemp(join(tmpdir(), "docent-upload-"));
  const release = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { fields, file } = await readParts(request, fieldName, join(folder, "file"), maximumBytes);
    if (file === null) throw new ValidationError(`There is no file; send it as "${fieldName}".`, { field: fieldName });
    return { fields, file, release };
  } catch (error) {
    await release();
    throw isParserFault(error) ? new ValidationError(`The multipart body cannot be read: ${error.message}.`) : error;
  }
}

/** The parser says what is wrong with a body in bare errors; those of the file system name their system call. */
function isParserFault(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof DocentError) && !("statusCode" in error) && !("syscall" in error);
}

async function readParts(request: FastifyRequest, fieldName: string, path: string, maximumBytes: number) {
  const fields: Record<string, string> = {};
  let file: UploadedFile | null = null;
  let unexpected: string | null = null;
  const limits = { fileSize: maximumBytes, files: 20, fields: 100, fieldSize: 1_000_000, parts: 120 };
  for await (const part of request.parts({ limits })) {
    if (part.type === "field") {
      if (typeof part.value === "string") fields[part.fieldname] = part.value;
      continue;
    }
    if (part.fieldname !== fieldName || file !== null) {
      unexpected ??= part.fieldname;
      part.file.resume();
      continue;
    }
    await pipeline(part.file, createWriteStream(path));
    if (part.file.truncated)
      throw new TooLargeError(`The file is larger than ${maximumBytes} bytes.`, { field: fieldName });
    file = { name: part.filename, mimeType: part.mimetype, path, sizeBytes: (await stat(path)).size };
  }
  if (unexpected !== null) {
    throw new ValidationError(
      `Invalid file upload. Unexpected field "${unexpected}": send one file as "${fieldName}".`,
      { field: fieldName },
    );
  }
  return { fields, file };
}

/** A stored file as the schema's `Upload` scalar takes it. */
export function uploadOf(file: UploadedFile): Upload {
  const upload = new Upload();
  const value: Omit<FileUpload, "capacitor" | "createReadStream"> & {
    readonly createReadStream: () => NodeJS.ReadableStream;
  } = {
    fieldName: "file",
    filename: file.name,
    mimetype: file.mimeType,
    encoding: "7bit",
    createReadStream: () => createReadStream(file.path),
  };
  // The scalar hands the value through; of a capacitor only its read stream would be used, which a plain file has.
  upload.resolve(value as FileUpload);
  return upload;
}
