import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { TransactionMisuseError } from "../../src/database/errors.js";
import { Transactions } from "../../src/database/transaction.js";
import { testEnvironment } from "../support/env.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let world: TestDatabase;
let transactions: Transactions;

beforeAll(async () => {
  world = await createTestDatabase({ migrations: [], entities: [], acquireTimeoutMs: 5_000 });
  transactions = new Transactions(world.database.dataSource);
  await world.database.pool.query("CREATE TABLE note (text text UNIQUE)");
});

beforeEach(() => world.database.pool.query("TRUNCATE note"));
afterAll(() => world.close());

function add(text: string): Promise<unknown[]> {
  return transactions.query("INSERT INTO note VALUES ($1)", [text]);
}

async function notes(): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ text: string }>("SELECT text FROM note ORDER BY text");
  return rows.map(({ text }) => text);
}

describe("a transaction", () => {
  test("commits what it did, and gives what the work gave", async () => {
    const result = await transactions.run(async () => {
      await add("a");
      return (await transactions.query<{ counted: number }>("SELECT count(*) AS counted FROM note"))[0]?.counted;
    });
    expect(result).toBe(1);
    expect(await notes()).toEqual(["a"]);
  });

  test("rolls back when the work fails, with the error of the work", async () => {
    const failed = transactions.run(async () => {
      await add("a");
      throw new RangeError("no");
    });
    await expect(failed).rejects.toThrow(new RangeError("no"));
    expect(await notes()).toEqual([]);
  });

  test("is joined by what is called inside, through TypeORM as through SQL", async () => {
    const failed = transactions.run(async () => {
      await transactions.run(() => add("inner"));
      await transactions.manager().query("INSERT INTO note VALUES ('manager')");
      expect(await transactions.query("SELECT 1 FROM note")).toHaveLength(2);
      throw new Error("undo");
    });
    await expect(failed).rejects.toThrow("undo");
    expect(await notes()).toEqual([]);
  });

  test("returns the rows of UPDATE and DELETE like those of SELECT", async () => {
    await add("a");
    await transactions.run(async () => {
      expect(await transactions.query("UPDATE note SET text = 'b' RETURNING text")).toEqual([{ text: "b" }]);
      expect(await transactions.query("DELETE FROM note RETURNING text")).toEqual([{ text: "b" }]);
    });
    expect(await transactions.query("DELETE FROM note RETURNING text")).toEqual([]);
  });

  test("is undone as a whole when joined work fails, even if nobody minds", async () => {
    const outer = transactions.run(async () => {
      await add("outer");
      await transactions
        .run(async () => {
          await add("inner");
          throw new Error("inner failed");
        })
        .catch(() => undefined);
    });
    await expect(outer).rejects.toThrow("inner failed");
    expect(await notes()).toEqual([]);
  });

  test("does not pretend to have committed after a statement's swallowed error", async () => {
    const swallowing = transactions.run(async () => {
      await add("a");
      await add("a").catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(TransactionMisuseError);
    expect(await notes()).toEqual([]);
  });

  test("keeps the database's errors recognisable", async () => {
    await add("a");
    await expect(transactions.run(() => add("a"))).rejects.toMatchObject({ code: "23505" });
    expect(await notes()).toEqual(["a"]);
  });

  test("runs beside others without mixing them up", async () => {
    const each = Array.from({ length: 20 }, (_, index) =>
      transactions
        .run(async () => {
          await add(`first ${index}`);
          await add(`second ${index}`);
          if (index % 2 === 1) throw new Error("odd");
        })
        .catch(() => undefined),
    );
    await Promise.all(each);
    expect(await notes()).toHaveLength(20);
    expect((await notes()).every((text) => Number(text.split(" ")[1]) % 2 === 0)).toBe(true);
  });

  test("has the isolation that was asked for, and is not joined with another", async () => {
    const level = await transactions.run(async () => transactions.query("SHOW transaction_isolation"), {
      isolation: "SERIALIZABLE",
    });
    expect(level).toEqual([{ transaction_isolation: "serializable" }]);
    const joined = transactions.run(() => transactions.run(() => add("a"), { isolation: "SERIALIZABLE" }));
    await expect(joined).rejects.toThrow(TransactionMisuseError);
  });

  test("is tried again after a serialization failure only if asked", async () => {
    const failOnce = (): (() => Promise<void>) => {
      let attempts = 0;
      return async () => {
        attempts += 1;
        await add(`attempt ${attempts}`);
        if (attempts === 1) await transactions.query("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
      };
    };
    await expect(transactions.run(failOnce())).rejects.toMatchObject({ code: "40001" });
    await transactions.run(failOnce(), { retries: 1 });
    expect(await notes()).toEqual(["attempt 2"]);
  });
});

describe("what follows a commit", () => {
  test("runs once, in order, outside of the transaction, when the outermost has committed", async () => {
    const order: string[] = [];
    await transactions.run(async () => {
      await transactions.run(async () => {
        await add("a");
        transactions.afterCommit(async () => {
          transactions.assertOutside("This");
          order.push(`first sees ${(await notes()).join()}`);
        });
      });
      transactions.afterCommit(() => void order.push("second"));
      order.push("work");
    });
    expect(order).toEqual(["work", "first sees a", "second"]);
  });

  test("does not happen after a rollback, and at once without a transaction", async () => {
    const called: string[] = [];
    await transactions
      .run(async () => {
        transactions.afterCommit(() => void called.push("never"));
        throw new Error("undo");
      })
      .catch(() => undefined);
    transactions.afterCommit(() => void called.push("at once"));
    expect(called).toEqual(["at once"]);
  });

  test("cannot spoil the commit", async () => {
    await transactions.run(async () => {
      await add("a");
      transactions.afterCommit(() => Promise.reject(new Error("the callback failed")));
    });
    expect(await notes()).toEqual(["a"]);
  });
});

describe("a misuse", () => {
  test("is found where somebody waits inside a transaction", async () => {
    transactions.assertOutside("Waiting for a model");
    const inside = transactions.run(async () => transactions.assertOutside("Waiting for a model"));
    await expect(inside).rejects.toThrow("Waiting for a model must not happen inside a transaction.");
  });

  test("is found where work goes on after its transaction", async () => {
    let leaked: Promise<unknown> = Promise.resolve();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await transactions.run(async () => {
      leaked = ended.then(() => add("late"));
      await add("a");
    });
    end();
    await expect(leaked).rejects.toThrow(/has ended: a promise was not awaited/);
    expect(await notes()).toEqual(["a"]);
  });

  test("is not what outside() is for: it leaves the transaction", async () => {
    let background: Promise<unknown> = Promise.resolve();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await transactions.run(async () => {
      background = transactions.outside(() => ended.then(() => add("background")));
      await add("a");
    });
    end();
    await background;
    expect(await notes()).toEqual(["a", "background"]);
  });
});

const describeEmbedded = testEnvironment.databaseUrl === undefined ? describe : describe.skip;

describeEmbedded("a misuse on the embedded database", () => {
  test("that waits for a second connection ends in a typed error", async () => {
    const impatient = await createTestDatabase({ migrations: [], entities: [], acquireTimeoutMs: 50 });
    const own = new Transactions(impatient.database.dataSource);
    const stuck = own.run(() => own.outside(() => own.query("SELECT 1")));
    await expect(stuck).rejects.toMatchObject({ code: "DATABASE_BUSY", kind: "unavailable", retryAfterSeconds: 1 });
    expect(await own.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await impatient.close();
  });
});
