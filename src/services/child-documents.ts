import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Transactions } from "../database/transaction.js";
import { Document, DocumentStatus, WorkspaceDocument } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { DocumentError } from "../ingestion/errors.js";
import type { FoundPart, FoundParts } from "../ingestion/found-parts.js";
import { partPath } from "../ingestion/parts/part-path.js";
import type { StoredPart } from "../ingestion/process/protocol.js";
import type { DocumentToRead } from "../ingestion/reading.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { FileStore } from "../storage/file-store.js";
import { fileName } from "./library-names.js";
import { queueReadings } from "./reading-queue.js";

/** How many documents a document may be inside of and still be read. */
const deepest = 3;
/** Documents inside one that was uploaded, at every depth, */
const mostParts = 10_000;
/** and their bytes. */
const mostPartBytes = 1_073_741_824;
const rowsPerInsert = 500;

/** A document that was found inside the one in question before. */
interface KnownPart {
  readonly id: number;
  readonly partPath: string;
  readonly contentHash: string;
  readonly fileKey: string;
}

/** What makes and removes the documents inside a document. */
export interface ChildDocumentParts {
  readonly transactions: Transactions;
  readonly files: Pick<FileStore, "adopt" | "delete">;
  readonly queue: JobQueue;
  readonly events: Pick<EventRecorder, "recordAll">;
  /** Removes documents with all that is inside of them, in the caller's transaction. */
  readonly remove: (documentIds: readonly number[]) => Promise<void>;
}

/** The documents that are found inside documents: attachments of a mail, entries of an archive. */
export class ChildDocuments implements FoundParts {
  constructor(private readonly parts: ChildDocumentParts) {}

  async store(
    document: DocumentToRead,
    stored: readonly StoredPart[],
    folder: string,
    keys: string[],
  ): Promise<FoundPart[]> {
    await this.assertRoom(document, stored);
    const known = new Map((await this.known(document.id)).map((part) => [part.partPath, part.contentHash]));
    const taken = new Set<string>();
    const found: FoundPart[] = [];
    for (const part of stored) {
      const path = uniquePath(partPath(part.path).join("/"), taken);
      const isKnown = known.get(path) === part.contentHash;
      const fileKey = isKnown ? null : await this.parts.files.adopt(join(folder, part.file));
      if (fileKey !== null) keys.push(fileKey);
      found.push({ ...part, path, fileKey });
    }
    return found;
  }

  async attach(document: DocumentToRead, found: readonly FoundPart[]): Promise<void> {
    await this.assertRoom(document, found);
    const known = new Map((await this.known(document.id)).map((part) => [part.partPath, part]));
    const present = new Set(found.map(({ path }) => path));
    const gone = [...known.values()].filter((part) => !present.has(part.partPath));
    if (gone.length > 0) await this.parts.remove(gone.map(({ id }) => id));
    const changed: number[] = [];
    const fresh: FoundPart[] = [];
    for (const part of found) {
      const before = known.get(part.path);
      if (part.fileKey === null) continue;
      if (before === undefined) fresh.push(part);
      else {
        await this.replace(before, part, part.fileKey);
        changed.push(before.id);
      }
    }
    const added: number[] = [];
    for (let at = 0; at < fresh.length; at += rowsPerInsert) {
      added.push(...(await this.insert(document, fresh.slice(at, at + rowsPerInsert))));
    }
    if (document.depth < deepest) await queueReadings(this.parts.queue, [...changed, ...added]);
  }

  /** The bytes of a part are others now: it is the same document, which is read again. */
  private async replace(before: KnownPart, part: FoundPart, fileKey: string): Promise<void> {
    const { transactions, files } = this.parts;
    const { contentHash, sizeBytes, mimeType } = part;
    await this.repository().update(
      { id: before.id },
      { fileKey, contentHash, sizeBytes, ...(mimeType === null ? {} : { mimeType }) },
    );
    transactions.afterCommit(() => files.delete(before.fileKey));
  }

  private async insert(parent: DocumentToRead, parts: readonly FoundPart[]): Promise<number[]> {
    const { transactions, events } = this.parts;
    const manager = transactions.manager();
    const { priority } = await this.repository().findOneOrFail({
      where: { id: parent.id },
      select: { priority: true },
    });
    const isRead = parent.depth < deepest;
    const rows = parts.map((part) => {
      const name = fileName(part.path);
      return {
        uuid: randomUUID(),
        ownerId: parent.ownerId,
        folder: parent.folder,
        name,
        title: name,
        mimeType: part.mimeType ?? "application/octet-stream",
        sizeBytes: part.sizeBytes,
        contentHash: part.contentHash,
        fileKey: part.fileKey ?? "",
        parentId: parent.id,
        partPath: part.path,
        depth: parent.depth + 1,
        priority,
        ...(isRead ? {} : tooDeep),
      };
    });
    const { identifiers } = await this.repository().insert(rows);
    const ids = identifiers.map((identifier) => identifier["id"] as number);
    const places = await manager.getRepository(WorkspaceDocument).findBy({ documentId: parent.id });
    for (const { workspaceId } of places) {
      await manager.getRepository(WorkspaceDocument).insert(ids.map((documentId) => ({ workspaceId, documentId })));
    }
    await events.recordAll(
      null,
      "document.created",
      rows.map(({ title, folder, sizeBytes }, at) => ({
        subject: { type: "Document", id: ids[at] ?? 0 },
        data: { title, folder, sizeBytes, parentId: parent.id },
      })),
    );
    return ids;
  }

  /** Counts what is inside the outermost document, other than what is directly inside of this one. */
  private async assertRoom(document: DocumentToRead, parts: readonly { readonly sizeBytes: number }[]): Promise<void> {
    const [others] = await this.parts.transactions.query<{ count: number; bytes: number }>(
      `WITH RECURSIVE above AS (
         SELECT id, parent_id FROM document WHERE id = $1
         UNION ALL SELECT d.id, d.parent_id FROM document d JOIN above ON d.id = above.parent_id
       ), inside AS (
         SELECT id, size_bytes FROM document WHERE parent_id = (SELECT id FROM above WHERE parent_id IS NULL)
         UNION ALL SELECT d.id, d.size_bytes FROM document d JOIN inside ON d.parent_id = inside.id
       )
       SELECT count(*) AS count, coalesce(sum(size_bytes), 0)::float8 AS bytes FROM inside
       WHERE id NOT IN (SELECT id FROM document WHERE parent_id = $1)`,
      [document.id],
    );
    const bytes = parts.reduce((total, { sizeBytes }) => total + sizeBytes, others?.bytes ?? 0);
    if ((others?.count ?? 0) + parts.length > mostParts) throw tooMuch(`more than ${mostParts} files`);
    if (bytes > mostPartBytes) throw tooMuch(`files of more than ${mostPartBytes} bytes`);
  }

  private async known(parentId: number): Promise<KnownPart[]> {
    return this.parts.transactions.query<KnownPart>(
      `SELECT id, part_path AS "partPath", content_hash AS "contentHash", file_key AS "fileKey"
       FROM document WHERE parent_id = $1 AND part_path IS NOT NULL`,
      [parentId],
    );
  }

  private repository() {
    return this.parts.transactions.manager().getRepository(Document);
  }
}

const tooDeep = {
  status: DocumentStatus.FAILED,
  failureCode: "DOCUMENT_NESTED",
  failureMessage: `It is inside of more than ${deepest} files, and is not read.`,
};

function tooMuch(what: string): DocumentError {
  return new DocumentError("DOCUMENT_NESTED", `With all that is nested in it, it holds ${what}.`);
}

/** A container may hold several files of one path. */
function uniquePath(path: string, taken: Set<string>): string {
  let unique = path;
  for (let count = 2; taken.has(unique); count += 1) unique = `${path} (${count})`;
  taken.add(unique);
  return unique;
}
