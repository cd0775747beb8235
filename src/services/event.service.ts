import { refusalOf } from "../auth/permissions.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { encodeGlobalId, type EventLog } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import type { EventFilter } from "../events/event-filter.js";
import type { EventPosition, EventReader } from "../events/event-reader.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { RefusalRecorder } from "../events/refusal-recorder.js";
import { knownEvents } from "../policies/event-log.policy.js";
import { type Page, type PageRequest, pageOf, windowOf } from "./page.js";

/** Events that an export reads at once, and so all of it that is in memory; each is a few hundred bytes. */
const exportBatch = 500;
/** Events that one statement of the sweep deletes. */
const sweepBatch = 5_000;

/** What the service is made of. */
export interface EventServiceParts {
  readonly transactions: Transactions;
  readonly events: Pick<EventRecorder, "record">;
  readonly reader: EventReader;
  readonly refusals: Pick<RefusalRecorder, "record">;
  /** For how many days events are kept; null: for ever. Read anew at every sweep. */
  readonly retentionDays: () => number | null;
}

/** The event log, as administrators read it. */
export class EventService {
  constructor(private readonly parts: EventServiceParts) {}

  /**
   * Events in the order of the log, the oldest first; ask for the `last` of them for the newest. An event shows once all
   * transactions that began before its own have ended, so that no page misses one that commits late.
   */
  async list(viewer: Viewer, page: PageRequest, filter: EventFilter = {}): Promise<Page<EventLog>> {
    const window = windowOf(page);
    const query = this.parts.reader.select({ filter, condition: knownEvents(viewer) });
    const counting = query.clone();
    const { size, backward, after, before } = window;
    if (after !== null) query.andWhere(`(event.transactionId, event.id) > ${placeOf(":after")}`, { after });
    if (before !== null) query.andWhere(`(event.transactionId, event.id) < ${placeOf(":before")}`, { before });
    const direction = backward ? "DESC" : "ASC";
    query.orderBy("event.transactionId", direction).addOrderBy("event.id", direction);
    const rows = await query.limit(size + 1).getMany();
    return pageOf(backward ? rows.toReversed() : rows, window, () => counting.getCount());
  }

  /**
   * All events of the moment that a filter admits, as lines of JSON (NDJSON), some hundreds at a time. Reading them is
   * recorded, too.
   * @throws ForbiddenError without the permission to administer.
   */
  async export(viewer: Viewer, filter: EventFilter = {}): Promise<AsyncGenerator<string, void, void>> {
    const { transactions, events, reader } = this.parts;
    const refusal = refusalOf(viewer, "administer");
    if (refusal !== null) {
      await this.recordRefusal(viewer, "events.ndjson", refusal);
      throw new ForbiddenError(refusal);
    }
    await transactions.run(() => events.record(viewer, "events.exported", { data: { filter } }));
    return this.lines(viewer, filter, await reader.horizon());
  }

  /** Records that a viewer was refused a field of the schema, or the like; often repeated refusals are counted only. */
  async recordRefusal(viewer: Viewer, field: string, reason: string): Promise<void> {
    await this.parts.refusals.record(viewer, "access.denied", field, { data: { field, reason } });
  }

  /** Removes the events whose time is over; returns how many. */
  async sweep(): Promise<number> {
    await this.adoptRestored();
    const days = this.parts.retentionDays();
    if (days === null) return 0;
    let removed = 0;
    for (let count = sweepBatch; count === sweepBatch; removed += count) count = await this.removeOlder(days);
    return removed;
  }

  private async *lines(viewer: Viewer, filter: EventFilter, horizon: number): AsyncGenerator<string, void, void> {
    const selection = { filter, condition: knownEvents(viewer), horizon };
    let position: EventPosition | null = null;
    for (;;) {
      const batch: readonly (EventLog & EventPosition)[] = await this.parts.reader.readAfter(
        position,
        exportBatch,
        selection,
      );
      if (batch.length > 0) yield batch.map(lineOf).join("");
      position = batch.at(-1) ?? null;
      if (batch.length < exportBatch || position === null) return;
    }
  }

  /**
   * A restored backup brings transaction ids of another database, which here are still to come; its events would be
   * hidden until then. They get the id of a transaction of this one, which keeps their order.
   */
  private async adoptRestored(): Promise<void> {
    await this.parts.transactions.query(
      `UPDATE event_log SET transaction_id = pg_current_xact_id()::text::bigint
       WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`,
    );
  }

  private async removeOlder(days: number): Promise<number> {
    const [row] = await this.parts.transactions.query<{ count: number }>(
      `WITH removed AS (
         DELETE FROM event_log WHERE id IN (
           SELECT id FROM event_log WHERE created_at < now() - make_interval(days => $1) ORDER BY created_at LIMIT $2
         ) RETURNING 1
       ) SELECT count(*)::int AS count FROM removed`,
      [days, sweepBatch],
    );
    return row?.count ?? 0;
  }
}

/** Where a cursor's event stands in the log: at its start once it is gone, since the oldest go first. */
function placeOf(cursor: string): string {
  return `(COALESCE((SELECT cursor.transaction_id FROM event_log cursor WHERE cursor.id = ${cursor}), 0), ${cursor})`;
}

function lineOf(event: EventLog): string {
  const { id, type, actorId, actorName, credential, address, correlationId } = event;
  const { workspaceId, subjectType, subjectId, data, createdAt } = event;
  const by = { actorId, actorName, credential, address, correlationId };
  const line = { id: encodeGlobalId("EventLog", id), databaseId: id, type, createdAt, ...by };
  return `${JSON.stringify({ ...line, workspaceId, subjectType, subjectId, data })}\n`;
}
