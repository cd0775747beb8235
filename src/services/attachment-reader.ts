import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AttachedDocument } from "../chat/sources.js";
import type { Attachment } from "../entities/index.js";
import { TooLargeError, ValidationError } from "../errors/index.js";
import { DocumentError } from "../ingestion/errors.js";
import type { ParserPool } from "../ingestion/process/parser-pool.js";
import type { WorkFolders } from "../storage/work-folders.js";

/** What came along with a question, taken apart. */
export interface ReadAttachments {
  /** As they are kept with the chat: images whole, documents by their names. */
  readonly stored: Attachment[];
  readonly documents: AttachedDocument[];
}

/** The type that AnythingLLM's clients give to documents of any format. */
const anyDocument = "application/anythingllm-document";
/** Bytes of one attachment at most. */
const mostBytes = 25 * 1_048_576;
/** UTF-8 bytes of a document's text that are looked at: more than any model reads at once. */
const mostTextBytes = 16 * 1_048_576;
/** How long one document may take, its turn at the parsers included: somebody waits. */
const patienceMs = 60_000;

const dataUrl = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[^;,]{0,255})*;base64,/i;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Reads what is sent along with questions: documents by the parsers that read the library's, images not at all. */
export class AttachmentReader {
  constructor(
    private readonly parsers: Pick<ParserPool, "run">,
    private readonly work: WorkFolders,
  ) {}

  /**
   * Takes attachments apart, one after the other. Bytes come as base64 data URLs, or as base64 alone.
   * @throws ValidationError, TooLargeError or DocumentError, with the attachment's place as its field.
   */
  async read(attachments: readonly Attachment[]): Promise<ReadAttachments> {
    const stored: Attachment[] = [];
    const documents: AttachedDocument[] = [];
    for (const [index, { name, mime, contentString }] of attachments.entries()) {
      const field = `attachments.${index}`;
      const [prefix = "", type] = dataUrl.exec(contentString) ?? [];
      const content = contentString.slice(prefix.length);
      assertContent(content, field);
      const kind = kindOf(mime, type);
      if (isImage(kind)) {
        stored.push({ name, mime, contentString: `data:${kind};base64,${content}` });
      } else {
        const { text, isCut } = await this.textOf({ name, kind, content }, field);
        documents.push({ name, mime: kind ?? mime, text, isCut });
        stored.push({ name, mime, contentString: "" });
      }
    }
    return { stored, documents };
  }

  private async textOf(
    { name, kind, content }: { readonly name: string; readonly kind: string | null; readonly content: string },
    field: string,
  ): Promise<{ text: string; isCut: boolean }> {
    return this.work.use(async (folder) => {
      const path = join(folder, "attachment");
      const textPath = join(folder, "text");
      await writeFile(path, Buffer.from(content, "base64"));
      const signal = AbortSignal.timeout(patienceMs);
      try {
        await this.parsers.run({ path, name, mimeType: kind, textPath }, () => Promise.resolve(), signal);
      } catch (error) {
        throw readingFault(error, signal, field);
      }
      return readText(textPath);
    });
  }
}

function assertContent(content: string, field: string): void {
  if (!base64.test(content)) {
    throw new ValidationError("must be a base64 data URL", { field: `${field}.contentString` });
  }
  if (content.length * 0.75 > mostBytes) {
    throw new TooLargeError(`An attachment has at most ${mostBytes} bytes.`, { field: `${field}.contentString` });
  }
  if (content === "") throw new ValidationError("must not be empty", { field: `${field}.contentString` });
}

/** What an attachment is: as its sender says, else as its data URL does; null: nobody knows. */
function kindOf(mime: string, type: string | undefined): string | null {
  const said = mime.toLowerCase();
  if (said === anyDocument) return isImage(type?.toLowerCase() ?? null) ? null : (type?.toLowerCase() ?? null);
  return said.includes("/") ? said : (type?.toLowerCase() ?? null);
}

/** Models see pixels alone; a drawing is a document. */
function isImage(kind: string | null): kind is string {
  return kind !== null && /^image\/[\w.+-]+$/.test(kind) && kind !== "image/svg+xml";
}

function readingFault(error: unknown, signal: AbortSignal, field: string): unknown {
  if (error instanceof DocumentError) return new DocumentError(error.code, error.message, { field, cause: error });
  if (!signal.aborted) return error;
  const message = `The attachment could not be read within ${patienceMs / 1_000} seconds.`;
  return new DocumentError("DOCUMENT_TIMEOUT", message, { field, cause: error });
}

async function readText(path: string): Promise<{ text: string; isCut: boolean }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, mostTextBytes));
    await file.read(bytes, 0, bytes.length, 0);
    // The beginning of a character that was cut off is left out.
    return { text: new TextDecoder().decode(bytes, { stream: true }), isCut: size > mostTextBytes };
  } finally {
    await file.close();
  }
}
