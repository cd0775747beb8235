import type { Transactions } from "../database/transaction.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { FileStore } from "../storage/file-store.js";
import type { DocumentProgressStream } from "./document-progress.js";
import { unqueueReadings } from "./reading-queue.js";

/** What removing documents needs. */
export interface RemovalParts {
  readonly transactions: Transactions;
  readonly files: Pick<FileStore, "delete">;
  readonly queue: JobQueue;
  readonly progress: Pick<DocumentProgressStream, "removed">;
}

interface Doomed {
  readonly id: number;
  readonly fileKey: string;
  readonly textKey: string | null;
}

/**
 * Removes documents and all that are inside of them, with their jobs, and their files once the transaction has
 * committed; in the caller's transaction. Nobody is asked whether that is allowed.
 */
export async function removeWithParts(
  { transactions, files, queue, progress }: RemovalParts,
  documentIds: readonly number[],
): Promise<void> {
  const doomed = await transactions.query<Doomed>(
    `WITH RECURSIVE doomed AS (
       SELECT id, file_key, text_key FROM document WHERE id = ANY($1::int[])
       UNION SELECT d.id, d.file_key, d.text_key FROM document d JOIN doomed ON d.parent_id = doomed.id
     )
     SELECT id, file_key AS "fileKey", text_key AS "textKey" FROM doomed ORDER BY id`,
    [documentIds],
  );
  const ids = doomed.map(({ id }) => id);
  await unqueueReadings(queue, ids);
  await transactions.query("DELETE FROM document WHERE id = ANY($1::int[])", [ids]);
  transactions.afterCommit(async () => {
    for (const { id, fileKey, textKey } of doomed) {
      await progress.removed(id);
      await files.delete(fileKey);
      if (textKey !== null) await files.delete(textKey);
    }
  });
}
