import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { createLogger } from "../../src/observability/logger.js";
import { NodeRegistry } from "../../src/pubsub/index.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let world: TestDatabase;
let transactions: Transactions;

beforeAll(async () => {
  world = await createTestDatabase();
  transactions = new Transactions(world.database.dataSource);
});
beforeEach(() => transactions.query("DELETE FROM cluster_node"));
afterAll(() => world.close());

const build = (isAlone = false) => new NodeRegistry({ transactions, logger: createLogger("silent"), isAlone });
const age = (nodeId: string, seconds: number) =>
  transactions.query("UPDATE cluster_node SET heartbeat_at = now() - make_interval(secs => $2) WHERE id = $1", [
    nodeId,
    seconds,
  ]);
const known = async () =>
  (await transactions.query<{ id: string }>("SELECT id FROM cluster_node ORDER BY id")).map(({ id }) => id);

test("a node is known from its start to its stop", async () => {
  const node = build();
  await node.start();
  expect(await known()).toEqual([node.nodeId]);
  await node.stop();
  expect(await known()).toEqual([]);
});

test("a node that is late is left alone; one that has lapsed is handled by exactly one other", async () => {
  const [late, lapsed, first, second] = [build(), build(), build(), build()];
  const handled: string[] = [];
  for (const node of [late, lapsed, first, second]) await node.start();
  for (const node of [first, second]) node.onLapsed((ids) => Promise.resolve(void handled.push(...ids)));
  await age(late.nodeId, 10);
  await age(lapsed.nodeId, 16);
  await Promise.all([first.beat(), second.beat()]);
  expect(handled).toEqual([lapsed.nodeId]);
  expect(await known()).toContain(late.nodeId);
  for (const node of [late, lapsed, first, second]) await node.stop();
});

test("when handling fails half way, the node is handled again", async () => {
  const [lapsed, node] = [build(), build()];
  const handler = jest
    .fn<(ids: readonly string[]) => Promise<void>>()
    .mockRejectedValueOnce(new Error("half way"))
    .mockResolvedValue();
  await lapsed.start();
  await node.start();
  node.onLapsed(handler);
  await age(lapsed.nodeId, 60);
  await node.beat();
  expect(await known()).toContain(lapsed.nodeId);
  await node.beat();
  expect(handler.mock.calls).toEqual([[[lapsed.nodeId]], [[lapsed.nodeId]]]);
  expect(await known()).toEqual([node.nodeId]);
  await lapsed.stop();
  await node.stop();
});

test("alone, a node takes over from all others at its start", async () => {
  const [killed, node] = [build(), build(true)];
  await killed.start();
  const handler = jest.fn<(ids: readonly string[]) => Promise<void>>().mockResolvedValue();
  node.onLapsed(handler);
  await node.start();
  expect(handler.mock.calls).toEqual([[[killed.nodeId]]]);
  expect(await known()).toEqual([node.nodeId]);
  await killed.stop();
  await node.stop();
});

test("at its start a node looks after what nodes that stopped have left", async () => {
  const node = build();
  const handler = jest.fn<(ids: readonly string[]) => Promise<void>>().mockResolvedValue();
  node.onLapsed(handler);
  await node.start();
  await node.beat();
  expect(handler.mock.calls).toEqual([[[]]]);
  await node.stop();
});

test("a node that was given up learns it, and is known again", async () => {
  const node = build();
  const forgotten = jest.fn();
  node.onForgotten(forgotten);
  await node.start();
  await node.beat();
  expect(forgotten).not.toHaveBeenCalled();
  await transactions.query("DELETE FROM cluster_node");
  await node.beat();
  expect(forgotten).toHaveBeenCalledTimes(1);
  expect(await known()).toEqual([node.nodeId]);
  await node.stop();
});
