import { expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { PostgresCounters } from "../../src/limits/counters.js";
import { sweepCounters } from "../../src/limits/index.js";
import { createTestDatabase } from "../support/database.js";

test("counters are swept once their window is over, and not before", async () => {
  const { database, close } = await createTestDatabase();
  const counter = new PostgresCounters(database.pool).counter({ name: "own", points: 1, seconds: 60 });
  await counter.consume("over");
  await database.pool.query("UPDATE rate_limit SET expire = $1", [Date.now() - 1]);
  await counter.consume("present");
  const transactions = new Transactions(database.dataSource);
  expect(await sweepCounters(transactions)).toBe(1);
  expect(await sweepCounters(transactions)).toBe(0);
  expect(await counter.get("present")).toMatchObject({ consumedPoints: 1 });
  await close();
});
