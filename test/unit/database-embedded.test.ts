import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg, { type Pool, type PoolClient } from "pg";
import { type Database, openDatabase } from "../../src/database/data-source.js";
import { Transactions } from "../../src/database/transaction.js";
import { createLogger } from "../../src/observability/logger.js";

/** What only the bridge to the embedded database does. */
const logger = createLogger("silent");
const shared = { logger, entities: [], migrations: [] };
let template: Uint8Array;

/** What the driver's connection can do beyond its published types. */
interface CancelConnection extends pg.Connection {
  connect(port: number, host: string): void;
  cancel(processId: number, secret: number): void;
}

let database: Database;
let pool: Pool;

beforeAll(async () => {
  database = await openDatabase({ ...shared, memory: true });
  pool = database.pool;
  template = (await database.dump?.()) ?? new Uint8Array();
});

afterAll(() => database.close());

describe("the embedded database", () => {
  test("says what is wrong when a transaction waits for a second connection, and recovers", async () => {
    const impatient = await openDatabase({ ...shared, memory: true, template, acquireTimeoutMs: 50 });
    const client = await impatient.pool.connect();
    await client.query("BEGIN");
    const refused = await impatient.pool.query("SELECT 1").catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "55P03",
      message: expect.stringContaining("second connection inside a transaction"),
    });
    await client.query("COMMIT");
    client.release();
    expect((await impatient.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await impatient.close();
  });

  test("refuses named prepared statements instead of mixing them up", async () => {
    await expect(pool.query({ name: "once", text: "SELECT 1" })).rejects.toMatchObject({
      code: "0A000",
      message: expect.stringContaining("named prepared statements"),
    });
    expect((await pool.query("SELECT 2 AS two")).rows).toEqual([{ two: 2 }]);
  });

  test("refuses a COPY FROM STDIN among other statements instead of hanging", async () => {
    await pool.query("CREATE TABLE target (n int)");
    await expect(pool.query("SELECT 1; COPY target FROM STDIN")).rejects.toMatchObject({ code: "0A000" });
    await expect(pool.query("COPY target FROM STDIN", [])).rejects.toThrow();
    expect((await pool.query("SELECT count(*) AS counted FROM target")).rows).toEqual([{ counted: 0 }]);
  });

  test("lets a cancel request end the wait of a statement that has not begun", async () => {
    const holder = await pool.connect();
    await holder.query("BEGIN");
    const waiter = (await pool.connect()) as PoolClient & { processID: number; secretKey: number };
    const cancelled = expect(waiter.query("SELECT 1")).rejects.toMatchObject({ code: "57014" });
    // The driver's own way to cancel: a connection that says nothing else.
    const canceller = new pg.Connection(pool.options) as CancelConnection;
    canceller.on("connect", () => canceller.cancel(waiter.processID, waiter.secretKey));
    const ended = once(canceller, "end");
    canceller.connect(5432, "localhost");
    await Promise.all([cancelled, ended]);
    await holder.query("COMMIT");
    expect((await waiter.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    holder.release();
    waiter.release();
  });

  test("serves results in parts, keeping the others out until the end", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    const rows: unknown[] = [];
    const query = new pg.Query({
      text: "SELECT n FROM generate_series(1, 25) AS n",
      values: [],
      rows: 10,
    } as pg.QueryConfig);
    query.on("row", (row) => rows.push(row));
    const ended = once(query, "end");
    client.query(query);
    await ended;
    await client.query("COMMIT");
    client.release();
    expect(rows).toHaveLength(25);
  });

  test("has the vector extension", async () => {
    expect((await pool.query("SELECT '[1,2]'::vector <-> '[1,4]'::vector AS distance")).rows).toEqual([
      { distance: 2 },
    ]);
  });

  test("closes although a connection was never given back", async () => {
    const leaking = await openDatabase({ ...shared, memory: true, template });
    const client = await leaking.pool.connect();
    await client.query("BEGIN");
    await leaking.close();
    await expect(client.query("SELECT 1")).rejects.toThrow();
  });
});

describe("a crash of the engine", () => {
  test("reaches every connection and whoever opened the database", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "docent-crash-"));
    const failures: Error[] = [];
    const doomed = await openDatabase({ ...shared, dataDir, onFatal: (error) => failures.push(error) });
    const [victim, waiting, idle] = await Promise.all([
      doomed.pool.connect(),
      doomed.pool.connect(),
      doomed.pool.connect(),
    ]);
    const idleHeard = once(idle, "error");
    // Without its folder Postgres cannot begin the next segment of its log, and gives up.
    await rm(dataDir, { recursive: true });
    await victim.query("BEGIN");
    const refused = waiting.query("SELECT 1").catch((error: unknown) => error);
    const crash = victim
      .query("SELECT pg_logical_emit_message(true, 'test', repeat('x', 40000000))")
      .catch((error: unknown) => error);
    expect(await crash).toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      cause: { message: expect.stringContaining("PANIC") },
    });
    expect(await refused).toBeInstanceOf(Error);
    await idleHeard;
    expect(failures).toEqual([expect.objectContaining({ code: "DATABASE_UNAVAILABLE" })]);
    await expect(new Transactions(doomed.dataSource).query("SELECT 1")).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
    });
    for (const client of [victim, waiting, idle]) client.release(true);
    await doomed.close();
  });
});
