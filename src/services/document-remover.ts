import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { Transactions } from "../database/transaction.js";
import { DocumentStatus } from "../entities/index.js";
import type { Actor, EventRecorder } from "../events/event-recorder.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { ChunkIndex } from "../retrieval/index.js";
import type { FileStore } from "../storage/file-store.js";
import type { DocumentProgressStream } from "./document-progress.js";
import { unqueueReadings } from "./reading-queue.js";

/** What removing documents needs. */
export interface RemoverParts {
  readonly transactions: Transactions;
  readonly files: Pick<FileStore, "delete">;
  readonly index: Pick<ChunkIndex, "deleteRemoved">;
  readonly queue: JobQueue;
  readonly progress: Pick<DocumentProgressStream, "removed">;
  readonly events: Pick<EventRecorder, "recordAll">;
}

/** The name of the job that clears away what removed documents leave; its payload is {@link Remains}. */
export const clearRemovedJob = "clear-removed";

/** What is left of documents whose rows are gone. */
export interface Remains {
  readonly documentIds: readonly number[];
  /** Of their files. */
  readonly keys: readonly string[];
}

interface Doomed {
  readonly id: number;
  readonly title: string;
  readonly folder: string;
  readonly status: DocumentStatus;
  readonly chunkCount: number;
  readonly fileKey: string;
  readonly textKey: string | null;
}

/** So many documents are cleared away by one job, and recorded by one statement. */
const documentsPerJob = 500;
/** Up to so much is cleared away before whoever asked is answered; more is left to the job. */
const mostAtOnce = { documents: 50, chunks: 2_000 };
/** What is cleared away at once has a job all the same, for the case that it does not come to its end. */
const graceMilliseconds = 60_000;
const deletionsAtOnce = 8;

const beingRead: readonly DocumentStatus[] = [DocumentStatus.PARSING, DocumentStatus.EMBEDDING];
const columns = `id, title, folder, status, chunk_count AS "chunkCount", file_key AS "fileKey", text_key AS "textKey"`;

/**
 * Takes documents away. From the moment their rows are gone nobody sees anything of them; their chunks and files go
 * right afterwards, in short statements, by a job that is queued together with the removal: a server that dies in
 * between leaves nothing for good.
 */
export class DocumentRemover {
  private readonly limit = pLimit(deletionsAtOnce);

  constructor(private readonly parts: RemoverParts) {}

  /**
   * Removes documents and all that are inside of them, with their jobs; in the caller's transaction. Nobody is asked
   * whether that is allowed.
   */
  async remove(actor: Actor | null, documentIds: readonly number[]): Promise<void> {
    const { transactions, queue, events } = this.parts;
    const doomed = await this.lockWithParts(documentIds);
    if (doomed.length === 0) return;
    const ids = doomed.map(({ id }) => id);
    await unqueueReadings(queue, ids);
    await transactions.query("DELETE FROM document WHERE id = ANY($1::int[])", [ids]);
    const chunks = doomed.reduce((sum, { chunkCount }) => sum + chunkCount, 0);
    const isQuick =
      doomed.length <= mostAtOnce.documents &&
      chunks <= mostAtOnce.chunks &&
      !doomed.some(({ status }) => beingRead.includes(status));
    for (let at = 0; at < doomed.length; at += documentsPerJob) {
      const slice = doomed.slice(at, at + documentsPerJob);
      await events.recordAll(
        actor,
        "document.deleted",
        slice.map(({ id, title, folder }) => ({ subject: { type: "Document", id }, data: { title, folder } })),
      );
      await this.clearAfterCommit(slice, isQuick);
    }
  }

  /** Deletes what removed documents have left. Doing it again does no harm. */
  async clear({ documentIds, keys }: Remains): Promise<void> {
    const { index, files } = this.parts;
    await index.deleteRemoved(documentIds);
    await Promise.all(keys.map((key) => this.limit(() => files.delete(key))));
  }

  /**
   * The documents with all that is inside, each locked: nothing can be put inside any more, and a reading that is about
   * to be published has been, or never will be.
   */
  private async lockWithParts(documentIds: readonly number[]): Promise<Doomed[]> {
    const { transactions } = this.parts;
    const doomed = new Map<number, Doomed>();
    let statement = `SELECT ${columns} FROM document WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE`;
    for (let ids: readonly number[] = documentIds; ids.length > 0;) {
      const found = await transactions.query<Doomed>(statement, [ids]);
      const fresh = found.filter(({ id }) => !doomed.has(id));
      for (const document of fresh) doomed.set(document.id, document);
      ids = fresh.map(({ id }) => id);
      statement = `SELECT ${columns} FROM document WHERE parent_id = ANY($1::int[]) ORDER BY id FOR UPDATE`;
    }
    return [...doomed.values()];
  }

  private async clearAfterCommit(documents: readonly Doomed[], isQuick: boolean): Promise<void> {
    const { transactions, queue, progress } = this.parts;
    const documentIds = documents.map(({ id }) => id);
    const keys = documents.flatMap(({ fileKey, textKey }) => (textKey === null ? [fileKey] : [fileKey, textKey]));
    const remains: Remains = { documentIds, keys };
    const key = `${clearRemovedJob}:${randomUUID()}`;
    await queue.add(
      clearRemovedJob,
      { ...remains },
      { key, maximumAttempts: 25, ...(isQuick ? { delayMilliseconds: graceMilliseconds } : {}) },
    );
    transactions.afterCommit(async () => {
      await progress.removed(documentIds);
      if (!isQuick) return;
      await this.clear(remains);
      await queue.remove(key);
    });
  }
}
