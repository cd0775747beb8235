import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportData, importData } from "../../src/database/transfer.js";
import { type EventPosition, EventReader, type EventSelection } from "../../src/events/event-reader.js";
import { Transactions } from "../../src/database/transaction.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { testEnvironment } from "../support/env.js";
import { administrator, eventLog, insertEvents, settled } from "../support/events.js";

let world: TestDatabase;

beforeAll(async () => {
  world = await createTestDatabase();
});
beforeEach(() => world.database.pool.query("TRUNCATE event_log"));
afterAll(() => world.close());

/** Tells how often it was read from, and how much at most. */
class CountingReader extends EventReader {
  reads = 0;
  largest = 0;

  override async readAfter(position: EventPosition | null, limit: number, selection?: EventSelection) {
    this.reads += 1;
    this.largest = Math.max(this.largest, limit);
    return super.readAfter(position, limit, selection);
  }
}

describe("an event", () => {
  test("comes with its change, or not at all", async () => {
    const { transactions, recorder, reader } = eventLog(world);
    const failed = transactions.run(async () => {
      await recorder.record(administrator, "workspace.created", { workspaceId: 1 });
      throw new Error("undo");
    });
    await expect(failed).rejects.toThrow("undo");
    expect(await reader.readAfter(null, 10)).toEqual([]);
    await transactions.run(() => recorder.record(administrator, "workspace.created", { workspaceId: 1 }));
    await settled(world.database);
    expect(await reader.readAfter(null, 10)).toMatchObject([
      {
        type: "workspace.created",
        actorName: "ada",
        credential: "apiKey:7",
        correlationId: "request-1",
        workspaceId: 1,
      },
    ]);
  });

  test("takes texts that JSON in Postgres does not", async () => {
    const { recorder, reader } = eventLog(world);
    await recorder.record(null, "user.updated", { changes: { bio: { from: "half \uD83D", to: "nul \u0000" } } });
    await settled(world.database);
    expect(await reader.readAfter(null, 1)).toMatchObject([
      { data: { changes: { bio: { from: "half \uFFFD", to: "nul \uFFFD" } } } },
    ]);
  });

  test("is removed after the retention, and never without one", async () => {
    await insertEvents(world, 12_000);
    await world.database.pool.query("UPDATE event_log SET created_at = now() - interval '31 days' WHERE id % 12 <> 0");
    expect(await eventLog(world).service.sweep()).toBe(0);
    expect(await eventLog(world, { retentionDays: () => 30 }).service.sweep()).toBe(11_000);
    expect(await eventLog(world, { retentionDays: () => 30 }).service.sweep()).toBe(0);
    const { rows } = await world.database.pool.query("SELECT count(*)::int AS count FROM event_log");
    expect(rows).toEqual([{ count: 1_000 }]);
  });
});

describe("the order of the log", () => {
  test("is that of transactions, so that a smaller id that commits later is not missed", async () => {
    const { service } = eventLog(world);
    await insertEvents(world, 3);
    const { rows } = await world.database.pool.query<{ id: number }>("SELECT id FROM event_log ORDER BY id");
    const [first, second, third] = rows.map(({ id }) => id);
    await world.database.pool.query("UPDATE event_log SET transaction_id = 9 WHERE id = $1", [first]);
    await world.database.pool.query("UPDATE event_log SET transaction_id = 8 WHERE id > $1", [first]);
    const ids = async (page: object) => (await service.list(administrator, page)).items.map(({ id }) => id);
    const cursor = (id: number | undefined) => Buffer.from(`after:${id}`).toString("base64url");
    expect(await ids({ first: 10 })).toEqual([second, third, first]);
    expect(await ids({ first: 1, after: cursor(third) })).toEqual([first]);
    expect(await ids({ last: 2 })).toEqual([third, first]);
    expect(await ids({ last: 10, before: cursor(third) })).toEqual([second]);
    await world.database.pool.query("DELETE FROM event_log WHERE id = $1", [second]);
    expect(await ids({ first: 10, after: cursor(second) })).toEqual([third, first]);
    expect(await ids({ last: 10, before: cursor(second) })).toEqual([]);
  });

  test("ends where a transaction still runs", async () => {
    if (testEnvironment.databaseUrl === undefined) return; // The embedded database runs one transaction at a time.
    const { reader } = eventLog(world);
    const early = await world.database.pool.connect();
    try {
      await early.query("BEGIN");
      await early.query("INSERT INTO event_log (type) VALUES ('user.created')");
      await insertEvents(world, 2);
      expect(await reader.readAfter(null, 10)).toEqual([]);
      await early.query("COMMIT");
    } finally {
      early.release();
    }
    await settled(world.database);
    expect((await reader.readAfter(null, 10)).map(({ type }) => type)).toEqual([
      "user.created",
      "user.updated",
      "user.updated",
    ]);
  });

  test("lets a reader follow many writers without missing or repeating anything", async () => {
    const { transactions, recorder, reader } = eventLog(world);
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 50; index++) {
        await transactions.run(async () => {
          await recorder.record(null, "user.updated", { data: { writer, index, part: 1 } });
          await recorder.record(null, "user.updated", { data: { writer, index, part: 2 } });
        });
      }
    });
    let writing = true;
    const written = Promise.all(writers).finally(() => (writing = false));
    const found: number[] = [];
    let position: EventPosition | null = null;
    for (;;) {
      const isLast: boolean = !writing;
      if (isLast) await settled(world.database);
      const events: readonly EventPosition[] = await reader.readAfter(position, 7);
      found.push(...events.map(({ id }) => id));
      position = events.at(-1) ?? position;
      if (events.length === 0 && isLast) break;
    }
    await written;
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(400);
  });
});

describe("an export", () => {
  test("of 20,000 events holds a batch at a time, and reads no further than it is taken", async () => {
    await insertEvents(world, 20_000);
    await settled(world.database);
    const reader = new CountingReader(new Transactions(world.database.dataSource));
    const lines = await eventLog(world, { reader }).service.export(administrator, { types: ["user.updated"] });
    expect(reader.reads).toBe(0);
    const first = await lines.next();
    expect(reader.reads).toBe(1);
    let count = String(first.value).trimEnd().split("\n").length;
    let longest = 0;
    for await (const batch of lines) {
      longest = Math.max(longest, batch.length);
      count += batch.trimEnd().split("\n").length;
    }
    expect(count).toBe(20_000);
    expect([reader.reads, reader.largest]).toEqual([41, 500]);
    expect(longest).toBeLessThan(1_000_000);
  });

  test("is left at once by who has enough", async () => {
    await insertEvents(world, 2_000);
    await settled(world.database);
    const reader = new CountingReader(new Transactions(world.database.dataSource));
    const lines = await eventLog(world, { reader }).service.export(administrator);
    await lines.next();
    await lines.return();
    expect(reader.reads).toBe(1);
  });

  test("has what was there when it began", async () => {
    await insertEvents(world, 10);
    await settled(world.database);
    const { service } = eventLog(world);
    const lines = await service.export(administrator, { workspaceId: 2 });
    await insertEvents(world, 10);
    const text: string[] = [];
    for await (const batch of lines) text.push(batch);
    const events = text
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { workspaceId: number; data: { n: number } });
    expect(events.map(({ workspaceId, data }) => [workspaceId, data.n])).toEqual([
      [2, 2],
      [2, 7],
    ]);
  });

  test("is refused to whoever may not administer, and the refusal recorded", async () => {
    const { service, reader } = eventLog(world);
    const limited = { ...administrator, workspaceIds: new Set([2]) };
    await expect(service.export(limited)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await settled(world.database);
    expect(await reader.readAfter(null, 10)).toMatchObject([
      { type: "access.denied", data: { field: "events.ndjson" } },
    ]);
  });
});

describe("a log of another database", () => {
  test("that is imported is there at once, in its order", async () => {
    const folder = await mkdtemp(join(tmpdir(), "docent-events-"));
    const target = await createTestDatabase();
    try {
      await insertEvents(world, 5);
      await world.database.pool.query("UPDATE event_log SET transaction_id = 4000000000000");
      await exportData(world.database, join(folder, "all"));
      await importData(target.database, join(folder, "all"));
      await settled(target.database);
      const events = await eventLog(target).reader.readAfter(null, 10);
      expect(events.map(({ data }) => data["n"])).toEqual([1, 2, 3, 4, 5]);
    } finally {
      await target.close();
      await rm(folder, { recursive: true });
    }
  });

  test("that comes with a restored backup shows after the next sweep, behind what is older", async () => {
    const { service, reader } = eventLog(world);
    await insertEvents(world, 2, "user.created");
    await insertEvents(world, 3);
    await world.database.pool.query("UPDATE event_log SET transaction_id = 4000000000000 WHERE type = 'user.updated'");
    await settled(world.database);
    expect(await reader.readAfter(null, 10)).toHaveLength(2);
    await service.sweep();
    await settled(world.database);
    expect((await reader.readAfter(null, 10)).map(({ type, data }) => [type, data["n"]])).toEqual([
      ["user.created", 1],
      ["user.created", 2],
      ["user.updated", 1],
      ["user.updated", 2],
      ["user.updated", 3],
    ]);
  });
});
