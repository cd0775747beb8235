import pLimit from "p-limit";
import type { Transactions } from "../database/transaction.js";
import { Document, DocumentSyncRun, DocumentWatch, SyncOutcome } from "../entities/index.js";
import { DocentError } from "../errors/index.js";
import type { Actor, EventRecorder } from "../events/event-recorder.js";
import type { Logger } from "../observability/logger.js";
import type { FileStore } from "../storage/file-store.js";
import { LinkError } from "../web/errors.js";
import type { HostGate } from "../web/host-gate.js";
import type { SafeFetch } from "../web/safe-fetch.js";
import type { DocumentWriter } from "./document-writer.js";
import { isOwnFault } from "./own-faults.js";
import { type StoredWebFile, storeWebFile } from "./stored-web-file.js";

/** So many looks are kept for a document. */
export const keptRuns = 100;
/** After failures in a row a source is looked at less and less often, but at least once in so many seconds. */
const longestWait = 7 * 86_400;
/** Doubling more often than this changes nothing: 2^12 times a minute exceeds the longest wait. */
const mostDoublings = 12;
/** Sources that are asked at the same time. */
const atOnce = 4;
/** A watch that was taken is due again after this, if the server broke down in between. */
const leaseSeconds = 600;
/** A source whose host is asked by others for longer has its turn later. */
const patienceMilliseconds = 10_000;
/** New looks begin within this time; the rest is left to the next run. */
const runMilliseconds = 50_000;

/** What fetching documents anew needs. */
export interface DocumentSyncParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly web: SafeFetch;
  /** Is passed by what the server does by itself; whoever waits for a look is not kept waiting. */
  readonly gate: HostGate;
  readonly writer: Pick<DocumentWriter, "replaceBytes">;
  readonly events: Pick<EventRecorder, "record">;
  readonly logger: Logger;
  readonly maximumBytes: number;
}

/** A watch whose time has come. */
type DueWatch = Pick<DocumentWatch, "documentId" | "url">;

/** What a look found; `file` is null when the source said that nothing has changed. */
type Found =
  { readonly file: StoredWebFile | null; readonly error: null } | { readonly file: null; readonly error: DocentError };

/** Fetches documents from their sources on the web again, and gives them other bytes where there are other ones. */
export class DocumentSync {
  constructor(private readonly parts: DocumentSyncParts) {}

  /**
   * Looks at the source of one document now, and writes down what came of it; a source that cannot be fetched is an
   * outcome too. Null when there is no such document, or it has no source.
   * @throws what the signal was fired with, and what is wrong with this server; nothing is written down then.
   */
  async look(actor: Actor | null, documentId: number, signal?: AbortSignal): Promise<DocumentSyncRun | null> {
    const startedAt = new Date();
    const manager = this.parts.transactions.manager();
    const document = await manager.getRepository(Document).findOneBy({ id: documentId });
    const watch = await manager.getRepository(DocumentWatch).findOneBy({ documentId });
    const url = watch?.url ?? document?.sourceUrl ?? null;
    if (document === null || url === null) return null;
    const found = await this.fetch(url, document, watch, signal);
    try {
      const { run, isTaken } = await this.write(actor, documentId, startedAt, found);
      if (!isTaken) await this.discard(found);
      return run;
    } catch (error) {
      await this.discard(found);
      throw error;
    }
  }

  /** Looks at the sources of all watched documents whose time has come. Returns how many. */
  async lookAtDue(signal: AbortSignal): Promise<number> {
    const until = Date.now() + runMilliseconds;
    const limit = pLimit(atOnce);
    let count = 0;
    for (;;) {
      const due = signal.aborted || Date.now() > until ? [] : await this.takeDue();
      if (due.length === 0) return count;
      count += due.length;
      await Promise.all(due.map((watch) => limit(() => this.lookAtOne(watch, signal))));
    }
  }

  private async lookAtOne({ documentId, url }: DueWatch, signal: AbortSignal): Promise<void> {
    try {
      const entry = await this.parts.gate.enter(url, patienceMilliseconds, signal);
      if (entry.turn === null) return await this.putOff(documentId, entry.waitMilliseconds);
      try {
        await this.look(null, documentId, signal);
      } finally {
        entry.turn.leave();
      }
    } catch (error) {
      // Its lease ends by itself.
      if (!signal.aborted) this.parts.logger.error({ err: error, documentId }, "a document could not be synced");
    }
  }

  private async putOff(documentId: number, milliseconds: number): Promise<void> {
    await this.parts.transactions.query(
      "UPDATE document_watch SET next_check_at = now() + $2 * interval '1 millisecond' WHERE document_id = $1",
      [documentId, milliseconds],
    );
  }

  private async takeDue(): Promise<DueWatch[]> {
    return this.parts.transactions.query<DueWatch>(
      `UPDATE document_watch SET next_check_at = now() + $1 * interval '1 second' WHERE document_id IN (
         SELECT document_id FROM document_watch WHERE next_check_at <= now() ORDER BY next_check_at LIMIT $2
         FOR UPDATE SKIP LOCKED)
       RETURNING document_id AS "documentId", url`,
      [leaseSeconds, atOnce],
    );
  }

  private async fetch(
    url: string,
    document: Document,
    watch: DocumentWatch | null,
    signal: AbortSignal | undefined,
  ): Promise<Found> {
    const { web, files, maximumBytes } = this.parts;
    const isValid = watch !== null && watch.validatedHash === document.contentHash;
    try {
      const request = { url, maximumBytes, ...(signal === undefined ? {} : { signal }) };
      const file = await storeWebFile(web, files, isValid ? { ...request, validators: watch } : request);
      return { file, error: null };
    } catch (error) {
      if (signal?.aborted === true || isOwnFault(error) || !(error instanceof DocentError)) throw error;
      return { file: null, error };
    }
  }

  /** Writes down what was found, in one transaction with the change. */
  private async write(actor: Actor | null, documentId: number, startedAt: Date, { file, error }: Found) {
    const { transactions, writer, events } = this.parts;
    return transactions.run(async () => {
      const manager = transactions.manager();
      const document = await manager
        .createQueryBuilder(Document, "document")
        .setLock("pessimistic_write")
        .where("document.id = :documentId", { documentId })
        .getOne();
      if (document === null) return { run: null, isTaken: false };
      const isTaken = file !== null && file.stored.contentHash !== document.contentHash;
      if (isTaken) await writer.replaceBytes(actor, document, file);
      const outcome = error !== null ? SyncOutcome.FAILED : isTaken ? SyncOutcome.UPDATED : SyncOutcome.UNCHANGED;
      await this.scheduleNext(documentId, file, error);
      const run = manager.create(DocumentSyncRun, {
        documentId,
        startedAt,
        outcome,
        httpStatus: error === null ? (file?.status ?? 304) : error instanceof LinkError ? error.status : null,
        errorCode: error?.code ?? null,
        errorMessage: error?.message ?? null,
      });
      await manager.save(run);
      await this.prune(documentId);
      if (outcome !== SyncOutcome.UNCHANGED) {
        const data = { outcome, ...(error === null ? {} : { code: error.code }) };
        await events.record(actor, "document.synced", { subject: { type: "Document", id: documentId }, data });
      }
      return { run, isTaken };
    });
  }

  private async scheduleNext(documentId: number, file: StoredWebFile | null, error: DocentError | null): Promise<void> {
    const { transactions } = this.parts;
    if (error !== null) {
      await transactions.query(
        `UPDATE document_watch SET failures = failures + 1, next_check_at = now() + interval '1 second' *
           greatest(interval_seconds, least($2, interval_seconds * 2 ^ least(failures + 1, $3)))
         WHERE document_id = $1`,
        [documentId, longestWait, mostDoublings],
      );
      return;
    }
    await transactions.query(
      `UPDATE document_watch SET failures = 0, next_check_at = now() + interval_seconds * interval '1 second'
       WHERE document_id = $1`,
      [documentId],
    );
    if (file === null) return;
    await transactions.query(
      "UPDATE document_watch SET etag = $2, last_modified = $3, validated_hash = $4 WHERE document_id = $1",
      [documentId, file.etag, file.lastModified, file.stored.contentHash],
    );
  }

  private async prune(documentId: number): Promise<void> {
    await this.parts.transactions.query(
      `DELETE FROM document_sync_run WHERE document_id = $1 AND id <= (
         SELECT id FROM document_sync_run WHERE document_id = $1 ORDER BY id DESC OFFSET ${keptRuns} LIMIT 1)`,
      [documentId],
    );
  }

  private async discard({ file }: Found): Promise<void> {
    if (file !== null) await this.parts.files.delete(file.stored.key);
  }
}
