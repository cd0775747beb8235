import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import pg from "pg";
import { Transactions } from "../../src/database/transaction.js";
import { RateLimitedError } from "../../src/errors/rate-limited.js";
import { type CounterStore, MemoryCounters, PostgresCounters } from "../../src/limits/counters.js";
import { createCounterStore, type LimitSetting, RateLimiter } from "../../src/limits/index.js";
import { RedisCounters } from "../../src/limits/redis-counters.js";
import { createLogger } from "../../src/observability/logger.js";
import { createTestDatabase } from "../support/database.js";
import { testEnvironment } from "../support/env.js";

const logger = createLogger("silent");
const outside = { assertOutside: () => undefined };
/** For stores that ask no database. */
const noPool = new pg.Pool({ max: 1 });
type Values = Partial<Record<LimitSetting, number | null>>;

function limiterOn(store: CounterStore, values: Values, isOn = true): RateLimiter {
  return new RateLimiter({ store, transactions: outside, settings: (name) => values[name] ?? null, logger, isOn });
}

/** What became of requests that were made at once. */
async function outcomes(requests: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(requests);
  const refusals = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  return { admitted: settled.length - refusals.length, refusals };
}

/** What every store promises; `open` gives the store as two nodes of one instance see it. */
function conformance(
  name: string,
  open: () => Promise<{ readonly nodes: readonly [CounterStore, CounterStore]; close(): Promise<void> }>,
  isSkipped = false,
): void {
  const story = isSkipped ? test.skip : test;

  story(`${name}: of many requests at once, on two nodes, exactly as many are admitted as the limit says`, async () => {
    const { nodes, close } = await open();
    const limiters = nodes.map((store) => limiterOn(store, { requestsPerMinutePerKey: 20 }));
    const key = randomUUID();
    const { admitted, refusals } = await outcomes(
      Array.from({ length: 50 }, (_, index) => limiters[index % 2]!.consume("request", key)),
    );
    expect(admitted).toBe(20);
    expect(refusals.every((error) => error instanceof RateLimitedError)).toBe(true);
    await expect(limiters[0]!.consume("request", randomUUID())).resolves.toMatchObject({ remaining: 19 });
    await close();
  });

  story(`${name}: the state says what is left and until when, and a refusal when to come again`, async () => {
    const { nodes, close } = await open();
    const limiter = limiterOn(nodes[0], { authRequestsPerMinute: 2 });
    const key = randomUUID();
    const now = Date.now();
    expect(await limiter.peek("auth", key)).toMatchObject({ limit: 2, remaining: 2, retryAfterSeconds: 0 });
    const first = await limiter.consume("auth", key);
    expect(first).toMatchObject({ limit: 2, remaining: 1, retryAfterSeconds: 0 });
    expect(first!.resetAt.getTime()).toBeGreaterThan(now + 50_000);
    expect(first!.resetAt.getTime()).toBeLessThan(now + 120_000);
    expect(await limiter.consume("auth", key)).toMatchObject({ remaining: 0 });
    const { refusals } = await outcomes([limiter.consume("auth", key)]);
    const [refusal] = refusals as [RateLimitedError];
    expect(refusal).toMatchObject({ kind: "rateLimited", code: "RATE_LIMITED", state: { limit: 2, remaining: 0 } });
    expect(refusal.retryAfterSeconds).toBeGreaterThan(0);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
    await close();
  });

  story(`${name}: what is given back can be used again`, async () => {
    const { nodes, close } = await open();
    const limiter = limiterOn(nodes[0], { authRequestsPerMinute: 1 });
    const key = randomUUID();
    await limiter.consume("auth", key);
    await limiter.reward("auth", key);
    expect(await limiter.peek("auth", key)).toMatchObject({ remaining: 1 });
    await limiter.consume("auth", key);
    await expect(limiter.consume("auth", key)).rejects.toThrow(RateLimitedError);
    await close();
  });

  story(`${name}: any text is a key, and limits of different names do not meet`, async () => {
    const { nodes, close } = await open();
    const limiter = limiterOn(nodes[0], { authRequestsPerMinute: 1, badCredentialsPerMinute: 1 });
    const key = `${randomUUID()}\0'"%\ud800${"x".repeat(5_000)}`;
    await limiter.consume("auth", key);
    await limiter.consume("badCredential", key);
    await expect(limiter.consume("auth", key)).rejects.toThrow(RateLimitedError);
    await close();
  });

  story(`${name}: a changed setting holds for what was counted before`, async () => {
    const { nodes, close } = await open();
    const values: Values = { requestsPerMinutePerKey: 2 };
    const limiter = limiterOn(nodes[0], values);
    const key = randomUUID();
    await limiter.consume("request", key);
    await limiter.consume("request", key);
    values.requestsPerMinutePerKey = 4;
    expect(await limiter.consume("request", key)).toMatchObject({ limit: 4, remaining: 1 });
    values.requestsPerMinutePerKey = 1;
    await expect(limiter.consume("request", key)).rejects.toThrow(RateLimitedError);
    values.requestsPerMinutePerKey = null;
    expect(await limiter.consume("request", key)).toBeNull();
    await close();
  });

  story(`${name}: a counter of its own can be read and cleared`, async () => {
    const { nodes, close } = await open();
    const counter = limiterOn(nodes[0], {}).counter("own", 1, 600)!;
    const same = limiterOn(nodes[1], {}).counter("own", 1, 600)!;
    const key = randomUUID();
    expect(await counter.add(key, 1, 1_200)).toMatchObject({ consumed: 1, isOver: false });
    const read = await same.read(key);
    expect(read.milliseconds).toBeGreaterThan(900_000);
    expect(await same.add(key)).toMatchObject({ consumed: 2, isOver: true });
    await counter.clear(key);
    expect(await same.read(key)).toMatchObject({ consumed: 0, milliseconds: 0 });
    await close();
  });
}

conformance("memory", async () => {
  const store = new MemoryCounters();
  const shared = new Map<string, ReturnType<CounterStore["counter"]>>();
  // A process has one limiter; two that share its counters stand for two nodes here.
  const node: CounterStore = {
    counter: (options) => {
      const counter = shared.get(options.name) ?? store.counter(options);
      shared.set(options.name, counter);
      return counter;
    },
    close: () => Promise.resolve(),
  };
  return { nodes: [node, node], close: () => Promise.resolve() };
});

conformance("Postgres", async () => {
  const { database, close } = await createTestDatabase();
  return { nodes: [new PostgresCounters(database.pool), new PostgresCounters(database.pool)], close };
});

conformance(
  "Redis",
  async () => {
    const nodes = await Promise.all([connectedRedis(), connectedRedis()]);
    return {
      nodes,
      close: async () => {
        await Promise.all(nodes.map((node) => node.close()));
      },
    };
  },
  testEnvironment.redisUrl === undefined,
);

async function connectedRedis(): Promise<RedisCounters> {
  const store = new RedisCounters(testEnvironment.redisUrl ?? "", logger);
  await store.open();
  return store;
}

test("with limits turned off everything is admitted and nothing counted", async () => {
  const limiter = limiterOn(new MemoryCounters(), { authRequestsPerMinute: 1 }, false);
  for (let request = 0; request < 5; request++) expect(await limiter.consume("auth", "key")).toBeNull();
  expect(limiter.counter("own", 1, 60)).toBeNull();
});

test("requests are not counted inside a transaction, even where there is no limit", async () => {
  const { database, close } = await createTestDatabase();
  const transactions = new Transactions(database.dataSource);
  const limiter = new RateLimiter({
    store: new MemoryCounters(),
    transactions,
    settings: () => null,
    logger,
    isOn: false,
  });
  await expect(transactions.run(() => limiter.consume("auth", "key"))).rejects.toMatchObject({
    name: "TransactionMisuseError",
  });
  await close();
});

test("while the store fails, the node counts by itself, and says so once", async () => {
  const lines: string[] = [];
  const failing: CounterStore = {
    counter: (options) => {
      const counter = new MemoryCounters().counter(options);
      counter.consume = () => Promise.reject(new Error("the store is gone"));
      return counter;
    },
    close: () => Promise.resolve(),
  };
  const limiter = new RateLimiter({
    store: failing,
    transactions: outside,
    settings: () => 3,
    logger: createLogger("error", { write: (line) => lines.push(line) }),
    isOn: true,
  });
  const { admitted, refusals } = await outcomes(Array.from({ length: 10 }, () => limiter.consume("request", "key")));
  expect({ admitted, refused: refusals.length }).toEqual({ admitted: 3, refused: 7 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("the store is gone");
});

test("the store is the process on the embedded database, and the table on Postgres", async () => {
  const embedded = await createCounterStore({ DATABASE_URL: undefined, REDIS_URL: undefined }, noPool, logger);
  expect(embedded).toBeInstanceOf(MemoryCounters);
  const postgres = await createCounterStore({ DATABASE_URL: "postgres://x", REDIS_URL: undefined }, noPool, logger);
  expect(postgres).toBeInstanceOf(PostgresCounters);
});

test("a Redis that cannot be reached refuses nobody", async () => {
  const store = await createCounterStore({ DATABASE_URL: undefined, REDIS_URL: "redis://127.0.0.1:1" }, noPool, logger);
  const limiter = limiterOn(store, { requestsPerMinutePerKey: 1 });
  expect(await limiter.consume("request", "key")).toMatchObject({ remaining: 0 });
  await expect(limiter.consume("request", "key")).rejects.toThrow(RateLimitedError);
  await limiter.close();
});
