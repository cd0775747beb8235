import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { PoolClient } from "pg";
import { DatabaseBusyError } from "../../src/database/errors.js";
import { Transactions } from "../../src/database/transaction.js";
import { User } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const connections = 4;

let testDatabase: TestDatabase;
let queue: JobQueue;
let logged: string[];

beforeEach(async () => {
  testDatabase = await createTestDatabase({ poolSize: connections, acquireTimeoutMs: 1_000 });
  logged = [];
  const logger = createLogger("warn", { write: (line: string) => logged.push(line) });
  queue = new JobQueue(testDatabase.database.pool, new Transactions(testDatabase.database.dataSource), logger);
  await queue.migrate();
});
afterEach(async () => {
  await queue.stop();
  await testDatabase.close();
});

/** Takes every connection that comes free, until it is told to give them back. */
async function takeAll(): Promise<() => void> {
  const taken: PoolClient[] = [];
  for (;;) {
    try {
      taken.push(await testDatabase.database.pool.connect());
    } catch {
      return () => taken.forEach((client) => client.release());
    }
  }
}

test("no free connection is told alike by hand-written SQL and by repositories", async () => {
  const giveBack = await takeAll();
  const { dataSource } = testDatabase.database;
  await expect(new Transactions(dataSource).query("SELECT 1")).rejects.toBeInstanceOf(DatabaseBusyError);
  await expect(dataSource.getRepository(User).find()).rejects.toBeInstanceOf(DatabaseBusyError);
  giveBack();
  await expect(dataSource.getRepository(User).find()).resolves.toEqual([]);
});

test("how a job went is written down when the database has time again", async () => {
  const runs: string[] = [];
  let giveBack: (() => void) | null = null;
  const fails = async () => {
    runs.push("fails");
    await waitFor(() => giveBack !== null);
    throw new Error("It cannot be done.");
  };
  const works = async () => {
    runs.push("works");
    await waitFor(() => runs.length === 2);
    giveBack = await takeAll();
  };
  await queue.start(
    [
      { name: "fails", run: fails },
      { name: "works", run: works },
    ],
    1,
  );
  await queue.add("fails", {}, { key: "one", maximumAttempts: 1 });
  await queue.add("works", {}, { key: "other", maximumAttempts: 1 });
  await waitFor(() => giveBack !== null && logged.some((line) => line.includes("waits for the database")));
  (giveBack as (() => void) | null)?.();
  const { pool } = testDatabase.database;
  await waitFor(async () => {
    const { rows } = await pool.query("SELECT key, last_error FROM graphile_worker.jobs");
    return JSON.stringify(rows) === '[{"key":"one","last_error":"It cannot be done."}]';
  });
  expect(runs.sort()).toEqual(["fails", "works"]);
});

test("a queue that has stopped has given its connections back", async () => {
  const { pool } = testDatabase.database;
  await queue.start([{ name: "nothing", run: async () => undefined }], 1);
  // It listens for jobs.
  await waitFor(() => pool.totalCount > pool.idleCount);
  await queue.stop();
  expect(pool.idleCount).toBe(pool.totalCount);
});

test("a queue that the database has stopped starts again, under names of its own", async () => {
  const { pool } = testDatabase.database;
  const announced: (readonly string[])[] = [];
  let runs = 0;
  const note = async () => {
    runs++;
    // Nothing that ends can be written down.
    if (runs === 1) await pool.query("ALTER TABLE graphile_worker._private_jobs RENAME TO elsewhere");
  };
  await queue.start([{ name: "note", run: note }], 1);
  await queue.announce(async (workers) => void announced.push(workers));
  await queue.add("note", {}, { key: "note" });
  await waitFor(() => logged.some((line) => line.includes("stopped by itself")));
  await pool.query("ALTER TABLE graphile_worker.elsewhere RENAME TO _private_jobs");
  await waitFor(() => announced.length === 2);
  expect(announced[1]).toHaveLength(1);
  expect(announced[1]).not.toEqual(announced[0]);
  // What it had locked is abandoned, and taken again.
  await queue.releaseAbandoned(true);
  await waitFor(() => runs === 2);
});

test("a queue that has started again, but cannot say so at first, runs once", async () => {
  const { pool } = testDatabase.database;
  const announced: (readonly string[])[] = [];
  const spoil = async () => void (await pool.query("ALTER TABLE graphile_worker._private_jobs RENAME TO elsewhere"));
  await queue.start([{ name: "spoil", run: spoil }], 1);
  await queue.announce(async (workers) => {
    announced.push(workers);
    if (announced.length === 2) throw new DatabaseBusyError("Later.");
  });
  await queue.add("spoil", {}, { key: "spoil" });
  await waitFor(() => logged.some((line) => line.includes("stopped by itself")));
  await pool.query("ALTER TABLE graphile_worker.elsewhere RENAME TO _private_jobs");
  await waitFor(() => announced.length === 3);
  expect(announced[2]).toEqual(announced[1]);
  expect(announced[2]).toHaveLength(1);
});

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
