import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { once } from "node:events";
import type { Notification, Pool, PoolClient } from "pg";
import { copy } from "../support/copy.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

/** What must hold for every connection, on the embedded database as on native Postgres. */
let world: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  world = await createTestDatabase({ migrations: [], entities: [] });
  pool = world.database.pool;
});

afterAll(() => world.close());

async function withClients<T>(count: number, work: (...clients: PoolClient[]) => Promise<T>): Promise<T> {
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()));
  try {
    return await work(...clients);
  } finally {
    for (const client of clients) client.release(true);
  }
}

async function nextNotification(client: PoolClient): Promise<{ channel: string; payload: string | undefined }> {
  const [{ channel, payload }] = (await once(client, "notification")) as [Notification];
  return { channel, payload };
}

describe("values", () => {
  test("of bigint are numbers, and text of every script survives", async () => {
    const text = "ü 漢字 😀 \u0001 ' \" \\ $1 עברית";
    const { rows } = await pool.query(
      "SELECT count(*) AS counted, 9007199254740991::bigint AS large, $1::text AS text FROM generate_series(1, 3)",
      [text],
    );
    expect(rows).toEqual([{ counted: 3, large: Number.MAX_SAFE_INTEGER, text }]);
    expect(await world.database.dataSource.query("SELECT count(*) AS counted FROM generate_series(1, 3)")).toEqual([
      { counted: 3 },
    ]);
  });

  test("of 20 MB arrive whole", async () => {
    const { rows } = await pool.query<{ n: number; text: string }>(
      "SELECT n, repeat(chr(97 + n % 26), 1000) AS text FROM generate_series(1, 20000) AS n",
    );
    expect(rows).toHaveLength(20_000);
    expect(rows.every(({ n, text }) => text === String.fromCharCode(97 + (n % 26)).repeat(1_000))).toBe(true);
  });

  test("of 20 MB can be sent", async () => {
    const { rows } = await pool.query("SELECT length($1::text) AS length", ["é".repeat(10_000_000)]);
    expect(rows).toEqual([{ length: 10_000_000 }]);
  });
});

describe("errors", () => {
  test("of a statement keep their code, and the connection goes on", async () => {
    await withClients(1, async (client) => {
      await expect(client.query("SELEC 1")).rejects.toMatchObject({ code: "42601" });
      await expect(client.query("SELECT 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
      await expect(client.query("SELECT 1; SELECT 1 / 0; SELECT 2")).rejects.toMatchObject({ code: "22012" });
      expect((await client.query("SELECT 7 AS seven")).rows).toEqual([{ seven: 7 }]);
    });
  });

  test("of a transaction's first statement leave the database to others", async () => {
    await withClients(2, async (first, second) => {
      await expect(first.query("nonsense")).rejects.toMatchObject({ code: "42601" });
      await second.query("BEGIN");
      await second.query("COMMIT");
    });
  });
});

describe("transactions", () => {
  test("of two connections do not see each other's rows before the commit", async () => {
    await pool.query("CREATE TABLE isolated (n int)");
    await withClients(2, async (writer, reader) => {
      await writer.query("BEGIN");
      await writer.query("INSERT INTO isolated VALUES (1)");
      const counted = reader.query<{ counted: number }>("SELECT count(*) AS counted FROM isolated");
      await writer.query("INSERT INTO isolated VALUES (2)");
      await writer.query("COMMIT");
      // On native Postgres the reader may have been served in between; it must not have seen half of it.
      expect([0, 2]).toContain((await counted).rows[0]?.counted);
    });
  });

  test("interleaved by many connections all come out right", async () => {
    await pool.query(
      "CREATE TABLE account (id int PRIMARY KEY, balance int); INSERT INTO account SELECT n, 100 FROM generate_series(1, 4) AS n",
    );
    const transfer = async (index: number): Promise<void> => {
      const client = await pool.connect();
      try {
        const [from, to] = [(index % 4) + 1, ((index + 1) % 4) + 1];
        await client.query("BEGIN");
        await client.query("SELECT 1 FROM account WHERE id IN ($1, $2) ORDER BY id FOR UPDATE", [from, to]);
        await client.query("UPDATE account SET balance = balance - 1 WHERE id = $1", [from]);
        await client.query("UPDATE account SET balance = balance + 1 WHERE id = $1", [to]);
        await client.query(index % 3 === 0 ? "ROLLBACK" : "COMMIT");
      } finally {
        client.release();
      }
    };
    await Promise.all(Array.from({ length: 60 }, (_, index) => transfer(index)));
    const { rows } = await pool.query("SELECT sum(balance) AS total, count(*) AS counted FROM account");
    expect(rows).toEqual([{ total: 400, counted: 4 }]);
  });

  test("of a client that is destroyed are rolled back", async () => {
    await pool.query("CREATE TABLE abandoned (n int)");
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO abandoned VALUES (1)");
    client.release(true);
    expect((await pool.query("SELECT count(*) AS counted FROM abandoned")).rows).toEqual([{ counted: 0 }]);
  });
});

describe("notifications", () => {
  test("reach every connection that listens, and no other", async () => {
    await withClients(3, async (first, second, other) => {
      await first.query('LISTEN "news:all"');
      await second.query('LISTEN "news:all"');
      await other.query("LISTEN elsewhere");
      const others: string[] = [];
      other.on("notification", ({ channel }) => others.push(channel));
      const both = Promise.all([nextNotification(first), nextNotification(second)]);
      await pool.query("SELECT pg_notify('news:all', $1)", ["hello ü"]);
      expect(await both).toEqual([
        { channel: "news:all", payload: "hello ü" },
        { channel: "news:all", payload: "hello ü" },
      ]);
      const last = nextNotification(other);
      await pool.query("NOTIFY elsewhere");
      await last;
      expect(others).toEqual(["elsewhere"]);
    });
  });

  test("come after the commit, and never after a rollback", async () => {
    await withClients(2, async (listener, sender) => {
      await listener.query("LISTEN committed");
      const first = nextNotification(listener);
      await sender.query("BEGIN; NOTIFY committed, 'lost'");
      await sender.query("ROLLBACK");
      await sender.query("BEGIN; NOTIFY committed, 'kept'");
      await sender.query("COMMIT");
      expect(await first).toEqual({ channel: "committed", payload: "kept" });
    });
  });

  test("begin with the commit of LISTEN and do not when it is rolled back", async () => {
    await withClients(2, async (committed, rolledBack) => {
      const heard: string[] = [];
      rolledBack.on("notification", ({ channel }) => heard.push(channel));
      await committed.query("BEGIN");
      await committed.query("LISTEN late");
      await committed.query("COMMIT");
      await rolledBack.query("BEGIN");
      await rolledBack.query("LISTEN late");
      await rolledBack.query("ROLLBACK");
      await rolledBack.query("LISTEN marker");
      const arrived = nextNotification(committed);
      const marked = once(rolledBack, "notification");
      await pool.query("NOTIFY late");
      await pool.query("NOTIFY marker");
      await Promise.all([arrived, marked]);
      expect(heard).toEqual(["marker"]);
    });
  });

  test("go on for the others when one connection no longer listens", async () => {
    await withClients(2, async (staying, leaving) => {
      const heard: string[] = [];
      leaving.on("notification", ({ channel }) => heard.push(channel));
      for (const client of [staying, leaving]) await client.query("LISTEN shared_one; LISTEN shared_two");
      await leaving.query("UNLISTEN shared_one");
      const first = nextNotification(staying);
      await pool.query("NOTIFY shared_one");
      expect((await first).channel).toBe("shared_one");
      await leaving.query("UNLISTEN *");
      const second = nextNotification(staying);
      await pool.query("NOTIFY shared_two");
      expect((await second).channel).toBe("shared_two");
      await leaving.query("SELECT 1");
      expect(heard).toEqual([]);
    });
  });
});

describe("COPY", () => {
  test("takes rows in and gives them out", async () => {
    await withClients(1, async (client) => {
      await client.query("CREATE TABLE copied (n int, text text)");
      await copy(client, "COPY copied FROM STDIN", ["1\teins\n2\tz", "wei\n", "3\t漢\n"]);
      expect(await copy(client, "COPY (SELECT * FROM copied ORDER BY n) TO STDOUT")).toBe("1\teins\n2\tzwei\n3\t漢\n");
    });
  });

  test("that is broken off or wrong leaves nothing behind, and the connection goes on", async () => {
    await withClients(1, async (client) => {
      await client.query("CREATE TABLE copy_failed (n int)");
      await expect(copy(client, "COPY copy_failed FROM STDIN", ["1\n"], "changed my mind")).rejects.toMatchObject({
        code: "57014",
      });
      await expect(copy(client, "COPY copy_failed FROM STDIN", ["1\nx\n"])).rejects.toMatchObject({ code: "22P02" });
      expect((await client.query("SELECT count(*) AS counted FROM copy_failed")).rows).toEqual([{ counted: 0 }]);
    });
  });
});
