import { setTimeout as delay } from "node:timers/promises";
import type { Viewer } from "../../src/auth/viewer.js";
import { ApiKeyScope, type ApiKey, type User, UserRole } from "../../src/entities/index.js";
import type { Database } from "../../src/database/data-source.js";
import { Transactions } from "../../src/database/transaction.js";
import { EventReader } from "../../src/events/event-reader.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { RefusalRecorder } from "../../src/events/refusal-recorder.js";
import { createLogger } from "../../src/observability/logger.js";
import { EventService, type EventServiceParts } from "../../src/services/event.service.js";
import type { TestDatabase } from "./database.js";

/** An administrator with a key, as the event log sees one. */
export const administrator: Viewer = {
  asker: "key:7",
  credential: { kind: "apiKey", apiKey: { id: 7 } as ApiKey, secretHash: "hash" },
  user: { id: 3, username: "ada", role: UserRole.ADMIN } as User,
  scopes: new Set([ApiKeyScope.READ, ApiKeyScope.WRITE, ApiKeyScope.ADMIN]),
  workspaceIds: null,
  expiresAt: null,
  origin: { address: "192.0.2.1", correlationId: "request-1" },
};

/** The parts of the event log over a test's database. */
export function eventLog({ database }: Pick<TestDatabase, "database">, given: Partial<EventServiceParts> = {}) {
  const transactions = new Transactions(database.dataSource);
  const recorder = new EventRecorder(transactions);
  const reader = given.reader ?? new EventReader(transactions);
  const refusals = new RefusalRecorder(transactions, recorder, createLogger("silent"));
  const parts = { transactions, events: recorder, reader, refusals, retentionDays: () => null };
  return { transactions, recorder, reader, refusals, service: new EventService({ ...parts, ...given }) };
}

/**
 * Waits until all events that were written so far show: where a Postgres serves other databases as well, transactions of
 * those hold them back.
 */
export async function settled({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ next: number }>(
    "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next",
  );
  for (;;) {
    const { rows: found } = await pool.query<{ settled: boolean }>(
      "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= $1 AS settled",
      [rows[0]?.next],
    );
    if (found[0]?.settled === true) return;
    await delay(20);
  }
}

/** Rows of events that one transaction writes, `count` of them, with `data.n` from 1. */
export async function insertEvents(
  { database }: Pick<TestDatabase, "database">,
  count: number,
  type = "user.updated",
): Promise<void> {
  await database.pool.query(
    `INSERT INTO event_log (type, actor_id, workspace_id, data)
     SELECT $2, n % 7, n % 5, jsonb_build_object('n', n, 'text', repeat('x', 1000)) FROM generate_series(1, $1::int) AS n`,
    [count, type],
  );
}
