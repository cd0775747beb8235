import { expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import pg from "pg";
import { createLogger } from "../../src/observability/logger.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
import { createPubSub } from "../../src/pubsub/index.js";
import { NotifyPubSub } from "../../src/pubsub/notify.js";
import type { PubSub } from "../../src/pubsub/pubsub.js";
import { RedisPubSub } from "../../src/pubsub/redis.js";
import { testEnvironment } from "../support/env.js";

const logger = createLogger("silent");
const { databaseUrl, redisUrl } = testEnvironment;

/** Collects messages, and waits for them. */
function inbox() {
  const messages: unknown[] = [];
  let wake: () => void = () => undefined;
  return {
    messages,
    receive: (message: unknown) => {
      messages.push(message);
      wake();
    },
    until: async (count: number) => {
      while (messages.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** What every kind of fan-out promises; `connect` gives another node of the same instance. */
function conformance(name: string, connect: () => Promise<PubSub>, isSkipped = false): void {
  const story = isSkipped ? test.skip : test;

  story(`${name}: subscribers of the same node are called before publish returns, once`, async () => {
    const node = await connect();
    const [one, other, elsewhere] = [inbox(), inbox(), inbox()];
    await node.subscribe("a", one.receive);
    await node.subscribe("a", other.receive);
    await node.subscribe("b", elsewhere.receive);
    const message = { text: "héllo 😀 ' \" \\ \n" };
    const published = node.publish("a", message);
    expect([one.messages, other.messages, elsewhere.messages]).toEqual([[message], [message], []]);
    await published;
    // An echo would have arrived before a later message does.
    await node.publish("b", { last: true });
    await elsewhere.until(1);
    expect(one.messages).toHaveLength(1);
    await node.close();
  });

  story(`${name}: after unsubscribing nothing arrives, and subscribing again works`, async () => {
    const node = await connect();
    const [left, stays] = [inbox(), inbox()];
    const leave = await node.subscribe("a", left.receive);
    await node.subscribe("a", stays.receive);
    await leave();
    await leave();
    await node.publish("a", { number: 1 });
    expect([left.messages, stays.messages]).toEqual([[], [{ number: 1 }]]);
    const again = await node.subscribe("a", left.receive);
    await node.publish("a", { number: 2 });
    expect(left.messages).toEqual([{ number: 2 }]);
    await again();
    await node.close();
  });
}

/** What a fan-out between nodes promises beyond that; `sever` breaks every connection of the instance. */
function conformanceBetweenNodes(
  name: string,
  connect: () => Promise<PubSub>,
  sever: () => Promise<void>,
  isSkipped: boolean,
): void {
  const story = isSkipped ? test.skip : test;

  story(`${name}: messages reach other nodes in order, and only their channel`, async () => {
    const [here, there] = [await connect(), await connect()];
    const [heard, other] = [inbox(), inbox()];
    await there.subscribe("chat:1", heard.receive);
    await there.subscribe("chat:2", other.receive);
    const messages = Array.from({ length: 200 }, (_, number) => ({ number }));
    await Promise.all(messages.map((message) => here.publish("chat:1", message)));
    await heard.until(200);
    expect(heard.messages).toEqual(messages);
    expect(other.messages).toEqual([]);
    await here.close();
    await there.close();
  });

  story(`${name}: the largest message arrives, a larger one is dropped`, async () => {
    const [here, there] = [await connect(), await connect()];
    const heard = inbox();
    await there.subscribe("a", heard.receive);
    await here.publish("a", { text: "x".repeat(here.maximumBytes + 1_000) });
    const largest = { text: "x".repeat(Math.min(here.maximumBytes, 200_000) - 100) };
    await here.publish("a", largest);
    await heard.until(1);
    expect(heard.messages).toEqual([largest]);
    await here.close();
    await there.close();
  });

  story(`${name}: when the connection comes back, subscribers are told, and hear again`, async () => {
    const [here, there] = [await connect(), await connect()];
    const heard = inbox();
    const back = inbox();
    await there.subscribe("a", heard.receive, () => back.receive("back"));
    const hereBack = inbox();
    await here.subscribe(
      "b",
      () => undefined,
      () => hereBack.receive("back"),
    );
    await sever();
    await Promise.all([back.until(1), hereBack.until(1)]);
    // A publisher may be connected a moment after its subscriber.
    while (heard.messages.length === 0) {
      await here.publish("a", { again: true });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(heard.messages[0]).toEqual({ again: true });
    await here.close();
    await there.close();
  });
}

conformance("in process", () => Promise.resolve(new InProcessPubSub()));

const connectNotify = async (): Promise<PubSub> => {
  const pubsub = new NotifyPubSub(databaseUrl ?? "", logger);
  await pubsub.open();
  return pubsub;
};
const severNotify = async (): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'docent notifications' AND datname = current_database()",
  );
  await client.end();
};
conformance("NOTIFY (needs TEST_DATABASE_URL)", connectNotify, databaseUrl === undefined);
conformanceBetweenNodes("NOTIFY (needs TEST_DATABASE_URL)", connectNotify, severNotify, databaseUrl === undefined);

const connectRedis = async (): Promise<PubSub> => {
  const pubsub = new RedisPubSub(redisUrl ?? "", logger);
  await pubsub.open();
  return pubsub;
};
const severRedis = async (): Promise<void> => {
  const client = new Redis(redisUrl ?? "");
  await client.client("KILL", "TYPE", "pubsub");
  await client.client("KILL", "TYPE", "normal", "SKIPME", "yes");
  client.disconnect();
};
conformance("Redis (needs TEST_REDIS_URL)", connectRedis, redisUrl === undefined);
conformanceBetweenNodes("Redis (needs TEST_REDIS_URL)", connectRedis, severRedis, redisUrl === undefined);

test("without DATABASE_URL messages stay within the process", async () => {
  const pubsub = await createPubSub({ DATABASE_URL: undefined, REDIS_URL: undefined }, logger);
  expect(pubsub.reach).toBe("process");
  await pubsub.close();
});

test("a server that is not there is an error, not a wait", async () => {
  const DATABASE_URL = "postgres://nobody@127.0.0.1:9/none";
  const unavailable = { code: "PUBSUB_UNAVAILABLE", message: expect.stringContaining("ECONNREFUSED") };
  await expect(createPubSub({ DATABASE_URL, REDIS_URL: undefined }, logger)).rejects.toMatchObject(unavailable);
  await expect(createPubSub({ DATABASE_URL, REDIS_URL: "redis://127.0.0.1:9" }, logger)).rejects.toMatchObject(
    unavailable,
  );
});
