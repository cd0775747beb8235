import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { type FileUpload, Upload } from "graphql-upload-ts";
import { DocentError, TooLargeError, ValidationError } from "../../errors/index.js";
import type { UploadedFile, WantedFiles } from "./route.js";

/** A multipart request, read to its end. */
export interface MultipartBody {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
  /** Removes the temporary files. Must be called. */
  readonly release: () => Promise<void>;
}

/**
 * Reads a multipart request. Its files go to a temporary place, since fields that say what to do with them may follow
 * them.
 * @throws ValidationError with too few or too many files, or with others; TooLargeError for one beyond the limit.
 * Nothing is kept then.
 */
export async function readMultipart(
  request: FastifyRequest,
  wanted: WantedFiles,
  maximumBytes: number,
): Promise<MultipartBody> {
  const [field] = wanted.fields;
  if (!request.isMultipart())
    throw new ValidationError(`Send multipart/form-data with the file as "${field}".`, { field });
  const folder = await mkdtemp(join(tmpdir(), "docent-upload-"));
  const release = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { fields, files } = await readParts(request, wanted, folder, maximumBytes);
    if (files.length < wanted.least) throw new ValidationError(`There is no file; send it as "${field}".`, { field });
    return { fields, files, release };
  } catch (error) {
    await release();
    throw isParserFault(error) ? new ValidationError(`The multipart body cannot be read: ${error.message}.`) : error;
  }
}

/** The parser says what is wrong with a body in bare errors; those of the file system name their system call. */
function isParserFault(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof DocentError) && !("statusCode" in error) && !("syscall" in error);
}

async function readParts(request: FastifyRequest, wanted: WantedFiles, folder: string, maximumBytes: number) {
  const [field] = wanted.fields;
  const fields: Record<string, string> = {};
  const files: UploadedFile[] = [];
  let unexpected: string | null = null;
  const limits = { fileSize: maximumBytes, files: 20, fields: 100, fieldSize: 1_000_000, parts: 120 };
  for await (const part of request.parts({ limits })) {
    if (part.type === "field") {
      if (typeof part.value === "string") fields[part.fieldname] = part.value;
      continue;
    }
    if (!wanted.fields.includes(part.fieldname) || files.length === wanted.most) {
      unexpected ??= part.fieldname;
      part.file.resume();
      continue;
    }
    const path = join(folder, `file-${files.length}`);
    await pipeline(part.file, createWriteStream(path));
    if (part.file.truncated) throw new TooLargeError(`The file is larger than ${maximumBytes} bytes.`, { field });
    files.push({ name: part.filename, mimeType: part.mimetype, path, sizeBytes: (await stat(path)).size });
  }
  if (unexpected !== null) {
    const hint = wanted.most === 1 ? `one file as "${field}"` : `at most ${wanted.most} files as "${field}"`;
    throw new ValidationError(`Invalid file upload. Unexpected field "${unexpected}": send ${hint}.`, { field });
  }
  return { fields, files };
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
