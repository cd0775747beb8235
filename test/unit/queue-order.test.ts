import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { Document, DocumentPriority, Folder, IngestionPause, User, UserRole } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const name = "read";
/** Jobs that are taken together come in no order. */
const takenTogether = 16;

describe("the order in which documents are read", () => {
  let testDatabase: TestDatabase;
  let transactions: Transactions;
  let queue: JobQueue;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    transactions = new Transactions(testDatabase.database.dataSource);
    queue = new JobQueue(testDatabase.database.pool, transactions, createLogger("silent"));
    await transactions.manager().getRepository(Folder).insert({ name: "folder" });
  });
  afterEach(async () => {
    await queue.stop();
    await testDatabase.close();
  });

  async function owner(username: string): Promise<number> {
    const { identifiers } = await transactions
      .manager()
      .getRepository(User)
      .insert({ username, usernameKey: username, role: UserRole.MANAGER });
    return identifiers[0]!["id"] as number;
  }

  async function documents(
    ownerId: number,
    count: number,
    priority: DocumentPriority = DocumentPriority.NORMAL,
  ): Promise<number[]> {
    const rows = await transactions.query<{ id: number }>(
      `INSERT INTO document (uuid, owner_id, folder, name, title, mime_type, size_bytes, content_hash, file_key, priority)
       SELECT gen_random_uuid(), $1, 'folder', 'name', 'title', 'text/plain', 1, $4, $4 || n, $3 FROM generate_series(1, $2::int) n RETURNING id`,
      [ownerId, count, priority, randomUUID()],
    );
    return rows.map(({ id }) => id);
  }

  /** Runs what is queued, one at a time; `onRun` may queue more. */
  async function order(until: number, onRun: (ran: readonly number[]) => Promise<void> = async () => undefined) {
    const ran: number[] = [];
    const payloads: unknown[] = [];
    let done: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (done = resolve));
    const run = async (payload: unknown): Promise<void> => {
      payloads.push(payload);
      ran.push(documentIdOf(payload));
      await onRun(ran);
      if (ran.length >= until) done();
    };
    await queue.start([{ name, run }], 1);
    await finished;
    return { ran: ran.slice(0, until), payloads };
  }

  const documentIdOf = (payload: unknown): number => (payload as { documentId: number }).documentId;

  /** What waits, first to last, as the queue takes it. */
  async function waiting(): Promise<number[]> {
    const rows = await transactions.query<{ id: number }>(
      `SELECT (payload ->> 'documentId')::int AS id FROM graphile_worker._private_jobs
       WHERE is_available AND run_at <= now() ORDER BY priority, run_at`,
    );
    return rows.map(({ id }) => id);
  }

  test("a document of one owner does not wait for the ten thousand of another", async () => {
    const [busy, modest] = [await owner("busy"), await owner("modest")];
    const many = await documents(busy, 10_000);
    await queue.addForDocuments(name, many);
    const [one] = await documents(modest, 1);
    await queue.addForDocuments(name, [one!]);
    const next = (await waiting()).slice(0, 4);
    expect(next).toContain(one);
    expect(next.filter((id) => id !== one)).toEqual(many.slice(0, 3));
    const { ran } = await order(takenTogether);
    expect(ran).toContain(one);
  });

  test("nor when it comes while those are being read", async () => {
    const [busy, modest] = [await owner("busy"), await owner("modest")];
    const many = await documents(busy, 200);
    await queue.addForDocuments(name, many);
    const [one] = await documents(modest, 1);
    const { ran } = await order(80, async ({ length }) => {
      if (length === 20) await queue.addForDocuments(name, [one!]);
    });
    // Some were taken from the database already, and it comes with others.
    expect(ran.indexOf(one!)).toBeGreaterThanOrEqual(20);
    expect(ran.indexOf(one!)).toBeLessThan(20 + 3 * takenTogether);
  });

  test("owners with many documents take turns, in whatever order they came", async () => {
    const [first, second] = [await owner("first"), await owner("second")];
    const ofFirst = await documents(first, 50);
    const ofSecond = await documents(second, 50);
    await queue.addForDocuments(name, ofFirst);
    await queue.addForDocuments(name, ofSecond);
    const ran = await waiting();
    for (let count = 10; count <= 100; count += 10) {
      const served = ran.slice(0, count).filter((id) => ofFirst.includes(id)).length;
      expect(Math.abs(served - count / 2)).toBeLessThanOrEqual(1);
    }
    expect(ran.filter((id) => ofFirst.includes(id))).toEqual(ofFirst);
  });

  test("an owner's urgent documents pass the owner's others, and leave other owners their turns", async () => {
    const [first, second] = [await owner("first"), await owner("second")];
    await queue.addForDocuments(name, await documents(first, 100));
    const other = await documents(second, 100);
    await queue.addForDocuments(name, other);
    const urgent = await documents(first, 40, DocumentPriority.HIGH);
    await queue.addForDocuments(name, urgent);
    const ran = await waiting();
    const position = ran.indexOf(urgent.at(-1)!);
    expect(position).toBeLessThan(65);
    expect(ran.slice(0, position).filter((id) => other.includes(id)).length).toBeGreaterThanOrEqual(9);
  });

  test("documents of low priority wait, and are not forgotten", async () => {
    const one = await owner("one");
    const low = await documents(one, 10, DocumentPriority.LOW);
    await queue.addForDocuments(name, low);
    await queue.addForDocuments(name, await documents(one, 100));
    const ran = await waiting();
    expect(ran.slice(0, 50).filter((id) => low.includes(id)).length).toBeLessThanOrEqual(13);
    expect(ran.slice(0, 50).some((id) => low.includes(id))).toBe(true);
  });

  test("what is taken out of the queue gives its owner the place back", async () => {
    const [fickle, other] = [await owner("fickle"), await owner("other")];
    const many = await documents(fickle, 1_000);
    await queue.addForDocuments(name, await documents(other, 100));
    await queue.addForDocuments(name, many);
    await queue.removeForDocuments(name, many);
    const [again] = await documents(fickle, 1);
    await queue.addForDocuments(name, [again!]);
    expect((await waiting()).indexOf(again!)).toBeLessThanOrEqual(2);
  });

  test("a document that is queued twice is read once, with what the last one said", async () => {
    const ids = await documents(await owner("one"), 3);
    await queue.addForDocuments(name, ids);
    await queue.addForDocuments(name, ids, 2);
    expect(await waiting()).toHaveLength(3);
    const { payloads } = await order(3);
    payloads.sort((one, other) => documentIdOf(one) - documentIdOf(other));
    expect(payloads).toEqual(ids.map((documentId) => ({ documentId, attempt: 2 })));
  });

  test("while an owner is paused, documents are taken in and have no job; what was under way counts no more", async () => {
    const [paused, other] = [await owner("paused"), await owner("other")];
    await transactions.manager().getRepository(IngestionPause).insert({ ownerId: paused });
    const [mine] = await documents(paused, 1);
    const [theirs] = await documents(other, 1);
    await queue.addForDocuments(name, [mine!, theirs!]);
    expect(await waiting()).toEqual([theirs]);
    const rows = await transactions
      .manager()
      .getRepository(Document)
      .find({ order: { id: "ASC" } });
    expect(rows.map(({ status, reading }) => [status, reading])).toEqual([
      ["paused", 1],
      ["queued", 0],
    ]);
  });
});
