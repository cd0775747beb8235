import type { Transactions } from "../../database/transaction.js";
import { DocumentStatus } from "../../entities/index.js";
import type { JobQueue } from "../../queue/job-queue.js";
import { FileMissingError } from "../../storage/errors.js";
import type { FileStore, ListedFile } from "../../storage/file-store.js";
import { OrphanedFiles } from "../orphaned-files.js";
import { queueReadings, unqueueReadings } from "../reading-queue.js";
import { type Check, defineCheck } from "./check.js";

/** What the checks of files work on. */
export interface FileCheckParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly queue: JobQueue;
  /** Files that were written later may belong to a document that is about to be written down. */
  readonly before: Date;
}

interface Row {
  readonly id: number;
  readonly title: string;
  readonly status: DocumentStatus;
  readonly failureCode: string | null;
  readonly fileKey: string;
  readonly textKey: string | null;
}

const documentsPerStatement = 1_000;
const missing = new FileMissingError();

/** Checks that every document has its files, and every file its document. */
export function fileChecks(parts: FileCheckParts): Check[] {
  const { transactions, files, queue, before } = parts;
  let listing: Promise<Map<string, ListedFile>> | null = null;
  const listed = () => (listing ??= listAll(files));
  const isStored = async (key: string) => (await listed()).has(key) || !(await isMissing(files, key));

  return [
    defineCheck<Row>({
      check: "documents-without-file",
      title: "documents whose file is missing",
      find: () =>
        select(
          transactions,
          async ({ fileKey, failureCode }) => failureCode !== missing.code && !(await isStored(fileKey)),
        ),
      tell,
      repair: async (found) => {
        const ids = found.map(({ id }) => id);
        await transactions.run(async () => {
          await unqueueReadings(queue, ids);
          await transactions.query(
            `UPDATE document SET status = 'failed', failure_code = $2, failure_message = $3, progress = NULL,
               reading = reading + 1, read_at = now() WHERE id = ANY($1::int[])`,
            [ids, missing.code, missing.message],
          );
        });
      },
    }),
    defineCheck<Row>({
      check: "documents-without-text",
      title: "documents whose text is missing",
      find: () =>
        select(transactions, async ({ status, textKey }) =>
          textKey === null ? status === DocumentStatus.READY : !(await isStored(textKey)),
        ),
      tell,
      repair: async (found) => {
        const toRead = found.filter(({ status }) => status === DocumentStatus.READY).map(({ id }) => id);
        await transactions.run(async () => {
          const ids = found.map(({ id }) => id);
          await transactions.query("UPDATE document SET text_key = NULL WHERE id = ANY($1::int[])", [ids]);
          await queueReadings(queue, toRead);
        });
      },
    }),
    defineCheck<ListedFile>({
      check: "files-without-document",
      title: "files that belong to no document",
      find: async () => {
        const orphans = new OrphanedFiles({ transactions, files, isAlone: false });
        const found: ListedFile[] = [];
        for await (const file of orphans.among((await listed()).values(), before)) found.push(file);
        return found;
      },
      tell: ({ key, sizeBytes, modifiedAt }) => `${key} (${sizeBytes} bytes, of ${modifiedAt.toISOString()})`,
      repair: async (found) => {
        for (const { key } of found) await files.delete(key);
      },
    }),
  ];
}

/** Every file of the store by its key: about 200 bytes of memory each. */
async function listAll(files: FileStore): Promise<Map<string, ListedFile>> {
  const listed = new Map<string, ListedFile>();
  for await (const file of files.list()) listed.set(file.key, file);
  return listed;
}

async function isMissing(files: FileStore, key: string): Promise<boolean> {
  try {
    const content = await files.read(key);
    content.destroy();
    return false;
  } catch (error) {
    if (error instanceof FileMissingError) return true;
    throw error;
  }
}

/** The documents of which something holds, and still holds of their rows as they are then. */
async function select(transactions: Transactions, holds: (row: Row) => Promise<boolean>): Promise<Row[]> {
  const read = (after: number, until: number) =>
    transactions.query<Row>(
      `SELECT id, title, status, failure_code AS "failureCode", file_key AS "fileKey", text_key AS "textKey"
       FROM document WHERE id > $1 AND id <= $2 ORDER BY id LIMIT ${documentsPerStatement}`,
      [after, until],
    );
  const found: Row[] = [];
  for (let after = 0; ;) {
    const rows = await read(after, 2_147_483_647);
    for (const row of rows) {
      if (!(await holds(row))) continue;
      // A server that runs meanwhile may have removed the document, or read it again.
      const [now] = await read(row.id - 1, row.id);
      if (now !== undefined && (await holds(now))) found.push(now);
    }
    const last = rows.at(-1);
    if (last === undefined) return found;
    after = last.id;
  }
}

function tell({ id, title, status }: Row): string {
  return `document ${id} (${status}): ${title}`;
}
