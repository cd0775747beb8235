import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { Document, Folder, User, UserRole } from "../../src/entities/index.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { createLogger } from "../../src/observability/logger.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { DocumentProgressStream } from "../../src/services/document-progress.js";
import { type Attempt, DocumentReading } from "../../src/services/document-reading.js";
import { jobKey, queueReading } from "../../src/services/reading-queue.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

describe("attempts to read a document", () => {
  let world: TestDatabase;
  let transactions: Transactions;
  let queue: JobQueue;
  let reading: DocumentReading;
  let id: number;

  beforeEach(async () => {
    world = await createTestDatabase();
    transactions = new Transactions(world.database.dataSource);
    queue = new JobQueue(world.database.pool, transactions, createLogger("silent"));
    const progress = new DocumentProgressStream(transactions, new InProcessPubSub());
    reading = new DocumentReading(transactions, progress, queue, new EventRecorder(transactions));
    await transactions.manager().getRepository(Folder).insert({ name: "folder" });
    const user = { username: "owner", usernameKey: "owner", role: UserRole.MANAGER };
    const { id: ownerId } = await transactions.manager().getRepository(User).save(user);
    const named = { folder: "folder", name: "a.txt", title: "a.txt", mimeType: "text/plain", fileKey: "none" };
    const values = { ...named, uuid: randomUUID(), ownerId, sizeBytes: 10, contentHash: "hash" };
    id = (await transactions.manager().getRepository(Document).save(values)).id;
    await queueReading(queue, id);
  });
  afterEach(() => world.close());

  async function row(): Promise<Document> {
    return transactions.manager().getRepository(Document).findOneByOrFail({ id });
  }

  async function begin(): Promise<Attempt> {
    const attempt = await reading.begin(id, 0);
    if (attempt === null || attempt === "suspect") throw new Error("The document cannot be begun.");
    return attempt;
  }

  /** The job of the document, as the queue has it. */
  async function job() {
    const [found] = await transactions.query<{ task: string; payload: { attempt: number }; isDue: boolean }>(
      `SELECT task.identifier AS task, job.payload, job.run_at <= now() AS "isDue"
       FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id WHERE key = $1`,
      [jobKey(id)],
    );
    return found;
  }

  test("that were overtaken by another one change nothing any more", async () => {
    const { document: first } = await begin();
    const { document: second } = await begin();
    expect([first.interruptions, second.interruptions]).toEqual([0, 1]);
    await reading.failed(first, "DOCUMENT_CORRUPT", "broken");
    await reading.retry(first, 1, 1_000);
    expect(await row()).toMatchObject({ status: "parsing", failureCode: null, progress: null });
    await reading.failed(second, "DOCUMENT_CORRUPT", "broken");
    expect(await row()).toMatchObject({ status: "failed", failureCode: "DOCUMENT_CORRUPT" });
  });

  test("do not begin when the document was read, given up or paused meanwhile", async () => {
    for (const status of ["ready", "failed", "paused"]) {
      await transactions.query("UPDATE document SET status = $2 WHERE id = $1", [id, status]);
      expect(await reading.begin(id, 0)).toBeNull();
    }
  });

  test("that fail for now leave the document waiting, and say which attempt comes when", async () => {
    const { document } = await begin();
    await reading.retry(document, 1, 60_000);
    const { status, progress } = await row();
    expect(status).toBe("queued");
    expect(progress?.attempt).toBe(2);
    expect(Date.parse(progress?.nextAttemptAt ?? "")).toBeGreaterThan(Date.now() + 30_000);
    expect(await job()).toMatchObject({ task: "requeue-document", payload: { attempt: 1 }, isDue: false });
  });

  test("that a stopping node cannot finish are queued as before", async () => {
    const { document } = await begin();
    await reading.giveBack(document, 3);
    expect(await row()).toMatchObject({ status: "queued" });
    expect(await job()).toMatchObject({ task: "ingest-document", payload: { attempt: 3 }, isDue: true });
  });

  test("in which the server broke down are made beside others three times, then alone, and the tenth was the last", async () => {
    for (let count = 0; count < 3; count += 1) expect((await begin()).document.interruptions).toBe(count);
    // While it waits until no other is being read, a breakdown is not its own.
    for (let count = 0; count < 5; count += 1) {
      expect(await reading.begin(id, 0)).toBe("suspect");
      expect(await row()).toMatchObject({ status: "queued", interruptions: 3 });
    }
    for (let count = 3; count < 10; count += 1) {
      expect((await reading.beginAlone(id, 0))?.document.interruptions).toBe(count);
      expect(await row()).toMatchObject({ status: "parsing" });
    }
    expect(await reading.begin(id, 0)).toBe("suspect");
    expect(await reading.beginAlone(id, 0)).toBeNull();
    expect(await row()).toMatchObject({ status: "failed", failureCode: "DOCUMENT_INTERRUPTED" });
    expect(await reading.begin(id, 0)).toBeNull();
  });

  test("are counted anew once the document is queued by somebody, given back, or failed for now", async () => {
    const interrupt = async (): Promise<Attempt> => {
      await begin();
      return begin();
    };
    await interrupt();
    await queueReading(queue, id);
    expect(await row()).toMatchObject({ status: "queued", interruptions: 0 });
    await reading.giveBack((await interrupt()).document, 0);
    expect(await row()).toMatchObject({ status: "queued", interruptions: 0 });
    await reading.retry((await interrupt()).document, 1, 1_000);
    expect(await row()).toMatchObject({ status: "queued", interruptions: 0 });
    for (let count = 0; count < 3; count += 1) await begin();
    expect(await reading.begin(id, 0)).toBe("suspect");
    await queueReading(queue, id);
    expect((await begin()).document.interruptions).toBe(0);
  });
});
