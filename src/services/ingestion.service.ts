import { IsNull } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { type Document, type DocumentPriority, DocumentStatus, IngestionPause } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import type { EventType } from "../events/catalogue.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { mayPauseAllIngestion, mayPauseOwnIngestion } from "../policies/ingestion.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import { changeableDocuments } from "./changeable-documents.js";
import { type DocumentProgressStream, progressOf } from "./document-progress.js";
import { type IngestionSummary, summariseIngestion } from "./ingestion-summary.js";
import { queueReadings, unqueueReadings } from "./reading-queue.js";

/** Rows that one statement changes at most, so that others are served in between. */
const rowsPerStatement = 1_000;

/** What steers the reading of documents. */
export interface IngestionParts {
  readonly transactions: Transactions;
  readonly queue: JobQueue;
  readonly progress: DocumentProgressStream;
  readonly events: Pick<EventRecorder, "record" | "recordAll">;
}

/** What became of documents that were named together. */
export interface SteeredDocuments {
  /** All of them, as they are now. */
  readonly documents: readonly Document[];
  /** Those of them that were left as they are, since there was nothing to do. */
  readonly unchanged: readonly Document[];
}

/** Cancels, pauses, resumes and orders the reading of documents. */
export class IngestionService {
  constructor(private readonly parts: IngestionParts) {}

  /**
   * Gives up the reading of documents that wait, are paused or are being read; others stay as they are. What was read
   * before is READY again with its old chunks; the rest is FAILED with DOCUMENT_CANCELLED.
   * @throws NotFoundError, ForbiddenError as {@link changeableDocuments}; then nothing is cancelled.
   */
  async cancel(viewer: Viewer, ids: readonly number[]): Promise<SteeredDocuments> {
    const state = `status = CASE WHEN generation > 0 THEN 'ready' ELSE 'failed' END,
      failure_code = CASE WHEN generation > 0 THEN NULL ELSE 'DOCUMENT_CANCELLED' END,
      failure_message = CASE WHEN generation > 0 THEN NULL ELSE 'Its reading was cancelled.' END, read_at = now()`;
    return this.change(viewer, ids, "document.cancelled", async (known) => {
      const unfinished = ["queued", "paused", "parsing", "embedding"];
      const cancelled = await this.set(known, state, unfinished);
      await unqueueReadings(this.parts.queue, cancelled);
      return cancelled;
    });
  }

  /** Holds back documents that wait or are being read, which then start over when they are resumed. Throws as cancel. */
  async pause(viewer: Viewer, ids: readonly number[]): Promise<SteeredDocuments> {
    return this.change(viewer, ids, "document.paused", (known) => this.hold(known));
  }

  /** Queues documents that are paused; while their owner's ingestion is paused, they stay so. Throws as cancel. */
  async resume(viewer: Viewer, ids: readonly number[]): Promise<SteeredDocuments> {
    return this.change(viewer, ids, "document.resumed", async (known) => {
      const paused = await this.ofStatus(known, [DocumentStatus.PAUSED]);
      await queueReadings(this.parts.queue, paused);
      return this.ofStatus(paused, [DocumentStatus.QUEUED]);
    });
  }

  /** Gives documents a priority; those that wait get the place in the queue that goes with it. Throws as cancel. */
  async setPriority(viewer: Viewer, ids: readonly number[], priority: DocumentPriority): Promise<SteeredDocuments> {
    const { transactions, queue } = this.parts;
    return transactions.run(async () => {
      const documents = await changeableDocuments(transactions, viewer, ids);
      const changed = documents.filter((document) => document.priority !== priority).map(({ id }) => id);
      const waiting = await this.ofStatus(changed, [DocumentStatus.QUEUED]);
      await unqueueReadings(queue, waiting);
      await transactions.query("UPDATE document SET priority = $2 WHERE id = ANY($1::int[])", [changed, priority]);
      await queueReadings(queue, waiting);
      return steered(await changeableDocuments(transactions, viewer, ids), changed);
    });
  }

  /**
   * Pauses the reading of the viewer's own documents, or of everybody's: those that wait, those that are being read, and
   * those to come. Nothing happens when it is paused already.
   * @throws ForbiddenError for a credential that does not reach all of them.
   */
  async pauseAll(viewer: Viewer, everybody: boolean): Promise<void> {
    const ownerId = this.assertReaches(viewer, everybody);
    const { transactions, events } = this.parts;
    const added = await transactions.query(
      `INSERT INTO ingestion_pause (owner_id) SELECT $1::int
       WHERE NOT EXISTS (SELECT 1 FROM ingestion_pause WHERE owner_id IS NOT DISTINCT FROM $1::int)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [ownerId],
    );
    if (added.length > 0) await events.record(viewer, "ingestion.paused", { data: { everybody } });
    await this.inSlices(ownerId, ["queued", "parsing", "embedding"], async (ids) => {
      const held = await this.hold(ids);
      transactions.afterCommit(() => this.parts.progress.stop(held));
    });
  }

  /**
   * Takes such a pause back, and queues all that is paused by it or singly. What the viewer paused stays so while
   * everybody's reading is paused, and the other way round. Throws as pauseAll.
   */
  async resumeAll(viewer: Viewer, everybody: boolean): Promise<void> {
    const ownerId = this.assertReaches(viewer, everybody);
    const { transactions, events, queue } = this.parts;
    const pauses = transactions.manager().getRepository(IngestionPause);
    const { affected } = await pauses.delete({ ownerId: ownerId ?? IsNull() });
    if ((affected ?? 0) > 0) await events.record(viewer, "ingestion.resumed", { data: { everybody } });
    await this.inSlices(ownerId, ["paused"], (ids) => queueReadings(queue, ids));
  }

  /** How the reading of the documents that the viewer may know of goes. */
  async summary(viewer: Viewer): Promise<IngestionSummary> {
    return summariseIngestion(this.parts.transactions, viewer);
  }

  /** The owner whose documents are meant; null: everybody's. */
  private assertReaches(viewer: Viewer, everybody: boolean): number | null {
    const isAllowed = everybody ? mayPauseAllIngestion(viewer) : mayPauseOwnIngestion(viewer);
    if (!isAllowed)
      throw new ForbiddenError("This needs a credential that reaches all the documents that it is about.");
    return everybody ? null : userOf(viewer).id;
  }

  private async change(
    viewer: Viewer,
    ids: readonly number[],
    type: EventType,
    work: (known: readonly number[]) => Promise<number[]>,
  ): Promise<SteeredDocuments> {
    const { transactions, progress, events } = this.parts;
    return transactions.run(async () => {
      const known = await changeableDocuments(transactions, viewer, ids);
      const changed = await work(known.map(({ id }) => id));
      await events.recordAll(
        viewer,
        type,
        changed.map((id) => ({ subject: { type: "Document", id } })),
      );
      const documents = await changeableDocuments(transactions, viewer, ids);
      transactions.afterCommit(async () => {
        await progress.stop(changed);
        const told = documents.filter(({ id }) => changed.includes(id));
        for (const document of told) await progress.publish(progressOf(document));
      });
      return steered(documents, changed);
    });
  }

  private async hold(ids: readonly number[]): Promise<number[]> {
    const held = await this.set(ids, "status = 'paused'", ["queued", "parsing", "embedding"]);
    await unqueueReadings(this.parts.queue, held);
    return held;
  }

  /** Changes the rows in one of some states, and ends what is under way for them. Returns which. */
  private async set(ids: readonly number[], assignments: string, states: readonly string[]): Promise<number[]> {
    const rows = await this.parts.transactions.query<{ id: number }>(
      `UPDATE document SET ${assignments}, reading = reading + 1, progress = NULL, updated_at = now()
       WHERE id = ANY($1::int[]) AND status = ANY($2::text[]) RETURNING id`,
      [ids, states],
    );
    return rows.map(({ id }) => id);
  }

  private async ofStatus(ids: readonly number[], states: readonly DocumentStatus[]): Promise<number[]> {
    const rows = await this.parts.transactions.query<{ id: number }>(
      "SELECT id FROM document WHERE id = ANY($1::int[]) AND status = ANY($2::text[]) ORDER BY id FOR UPDATE",
      [ids, states],
    );
    return rows.map(({ id }) => id);
  }

  /** Does something to an owner's documents in some states, or to everybody's, in one short transaction after the other. */
  private async inSlices(
    ownerId: number | null,
    states: readonly string[],
    work: (ids: number[]) => Promise<void>,
  ): Promise<void> {
    const { transactions } = this.parts;
    for (let after = 0, isMore = true; isMore;) {
      const rows = await transactions.query<{ id: number }>(
        `SELECT id FROM document WHERE id > $1 AND status = ANY($2::text[]) AND ($3::int IS NULL OR owner_id = $3)
         ORDER BY id LIMIT ${rowsPerStatement}`,
        [after, states, ownerId],
      );
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await transactions.run(() => work(ids));
      isMore = ids.length === rowsPerStatement;
      after = ids.at(-1) ?? after;
    }
  }
}

function steered(documents: readonly Document[], changed: readonly number[]): SteeredDocuments {
  const ids = new Set(changed);
  return { documents, unchanged: documents.filter(({ id }) => !ids.has(id)) };
}
