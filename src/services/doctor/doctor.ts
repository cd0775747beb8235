import type { Transactions } from "../../database/transaction.js";
import type { JobQueue } from "../../queue/job-queue.js";
import type { ChunkIndex } from "../../retrieval/index.js";
import type { FileStore } from "../../storage/file-store.js";
import type { Report } from "./check.js";
import { fileChecks } from "./file-checks.js";
import { indexChecks } from "./index-checks.js";
import { libraryChecks } from "./library-checks.js";
import { queueChecks } from "./queue-checks.js";

/** What a doctor examines. */
export interface DoctorParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly index: ChunkIndex;
  readonly queue: JobQueue;
  /** No server works on this library now: nothing is on its way. */
  readonly isAlone: boolean;
}

/** How thoroughly it is looked, and what comes of it. */
export interface Examination {
  /** Takes what is younger than an hour for abandoned too, though a server may be at work on it. */
  readonly all?: boolean;
  readonly repair?: boolean;
}

const hourInSeconds = 3_600;
/** A store's clock may be ahead of ours. */
const endOfTime = new Date(8_640_000_000_000_000);

/** Finds, and repairs, what contradicts itself in a library: rows, files, search index and queue. */
export class Doctor {
  constructor(private readonly parts: DoctorParts) {}

  /** Makes every check, one after the other; a report of each. */
  async examine({ all = false, repair = false }: Examination = {}): Promise<Report[]> {
    const { transactions, files, index, queue, isAlone } = this.parts;
    const patience = all || isAlone ? 0 : hourInSeconds;
    const shared = { transactions, queue };
    const checks = [
      ...libraryChecks(transactions),
      ...fileChecks({ ...shared, files, before: patience === 0 ? endOfTime : new Date(Date.now() - patience * 1_000) }),
      ...indexChecks({ ...shared, index, abandonedAfterSeconds: patience }),
      ...queueChecks({ ...shared, isAlone }),
    ];
    const reports: Report[] = [];
    for (const check of checks) reports.push(await check.examine(repair));
    return reports;
  }
}
