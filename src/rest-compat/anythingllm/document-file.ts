import { FindFileOperation, type FindFileQuery, ReadFileOperation } from "../../generated/operations.js";
import { ConflictError, NotFoundError, ValidationError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";

/** So many bytes are asked for at once. */
const pieceBytes = 1_048_576;
const fileNames = /^[a-z0-9]+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z0-9]+)$/i;

/**
 * The file that a name such as `pdf-<uuid>.pdf` stands for: that of the document with this uuid.
 * @throws ValidationError when the name is not of that form, NotFoundError when no document that the caller may see has
 *   the uuid and a name with this extension.
 */
export async function findFile(
  client: CallerClient,
  fileName: string,
): Promise<NonNullable<FindFileQuery["document"]>> {
  const [, uuid, extension] = fileNames.exec(fileName) ?? [];
  if (uuid === undefined || extension === undefined) throw new ValidationError("Invalid filename format");
  const { document } = await client.execute(FindFileOperation, { uuid });
  if (document === null || !document.name.toLowerCase().endsWith(`.${extension.toLowerCase()}`)) {
    throw new UnknownFileError();
  }
  return document;
}

/**
 * The bytes of a document's file, piece by piece.
 * @throws NotFoundError when the document is removed meanwhile, ConflictError when its bytes are replaced meanwhile.
 */
export async function* piecesOf(client: CallerClient, id: string): AsyncGenerator<Uint8Array, void, void> {
  let start = 0;
  let contentHash: string | null = null;
  for (;;) {
    const { document } = await client.execute(ReadFileOperation, { id, start, maximumLength: pieceBytes });
    if (document === null) throw new UnknownFileError();
    if (contentHash !== null && contentHash !== document.contentHash) {
      throw new ConflictError("The file was replaced while it was read.");
    }
    contentHash = document.contentHash;
    const piece = Buffer.from(document.bytes, "base64");
    if (piece.length > 0) yield piece;
    start += piece.length;
    if (piece.length === 0 || start >= document.sizeBytes) return;
  }
}

class UnknownFileError extends NotFoundError {
  constructor() {
    super("File");
    this.message = "File not found";
  }
}
