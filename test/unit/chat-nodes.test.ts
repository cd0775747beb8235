import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { Chat, ChatStatus, type Workspace } from "../../src/entities/index.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
import type { MessageHandler, PubSub } from "../../src/pubsub/pubsub.js";
import { insertChat, insertWorkspace, readAll, reassemble, startNode } from "../support/chats.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let world: TestDatabase;
let workspace: Workspace;
type Node = Awaited<ReturnType<typeof startNode>>;
const nodes: Node[] = [];

beforeAll(async () => {
  world = await createTestDatabase();
  workspace = await insertWorkspace(world.database);
});
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.live.close();
});
afterAll(() => world.close());

/** A bus between nodes of one test: what crosses it has been through JSON, as on a network. */
class Wire implements PubSub {
  readonly reach = "nodes";
  readonly sent: { channel: string; message: unknown }[] = [];
  isDown = false;

  constructor(
    private readonly bus: InProcessPubSub,
    readonly maximumBytes: number,
  ) {}

  async publish(channel: string, message: object): Promise<void> {
    if (this.isDown) return;
    const copy: unknown = JSON.parse(JSON.stringify(message));
    this.sent.push({ channel, message: copy });
    await this.bus.publish(channel, copy as object);
  }

  subscribe(channel: string, handler: MessageHandler, onResync?: () => void): Promise<() => Promise<void>> {
    return this.bus.subscribe(channel, (message) => (this.isDown ? undefined : handler(message)), onResync);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

async function twoNodes(maximumBytes: number) {
  const bus = new InProcessPubSub();
  const wires = [new Wire(bus, maximumBytes), new Wire(bus, maximumBytes)] as const;
  const [writing, reading] = [await startNode(world.database, wires[0]), await startNode(world.database, wires[1])];
  nodes.push(writing, reading);
  return { writing, reading, wires };
}

const large = 262_144;
const small = 7_600;
const completed = { status: ChatStatus.COMPLETED, refused: false, metrics: null, error: null } as const;
const newChat = (on: { nodeId: string }) => insertChat(world.database, workspace.id, { writerNode: on.nodeId });
const row = (id: number) => world.database.dataSource.getRepository(Chat).findOneByOrFail({ id });
const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await tick();
}

for (const [name, maximumBytes] of [
  ["text", large],
  ["lengths alone", small],
] as const) {
  test(`readers on another node follow by frames that carry ${name}`, async () => {
    const { writing, reading, wires } = await twoNodes(maximumBytes);
    const chat = await newChat(writing);
    const writer = writing.live.open(chat);
    const early = readAll(await reading.live.read(chat.id, 0));
    await writer.begin([]);
    let late: ReturnType<typeof readAll> | null = null;
    for (let token = 0; token < 120; token++) {
      writer.append(token % 10 === 0 ? ` 😀` : ` token${token}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (token === 60) late = readAll(await reading.live.read(chat.id, 25));
    }
    await writer.finish(completed);
    const { response } = await row(chat.id);
    expect(reassemble(await early)).toBe(response);
    const resumed = await late;
    expect(reassemble(resumed ?? [], response.slice(0, 25))).toBe(response);
    expect(resumed?.filter((event) => event.kind === "finished")).toHaveLength(1);
    const carried = wires[0].sent.filter(({ message }) => (message as { kind: string }).kind === "text");
    expect(carried.length > 0).toBe(maximumBytes === large);
    for (const { message } of wires[0].sent) expect(JSON.stringify(message).length).toBeLessThan(maximumBytes);
  });
}

test("a reader that hears nothing at all reads the row, and gets its end", async () => {
  const { writing, reading, wires } = await twoNodes(large);
  for (const wire of wires) wire.isDown = true;
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  const events = readAll(await reading.live.read(chat.id, 0));
  await writer.begin([]);
  writer.append("nobody told me");
  await writer.finish(completed);
  expect(reassemble(await events)).toBe("nobody told me");
});

test("when a node dies, its chats are interrupted with the stored text, and readers everywhere are told", async () => {
  const { writing, reading, wires } = await twoNodes(large);
  const chat = await newChat(writing);
  const pending = await newChat(writing);
  const writer = writing.live.open(chat);
  await writer.begin([]);
  writer.append("this was stored");
  await until(() => writer.pending() === null);
  const events = await reading.live.read(chat.id, 0);
  expect((await events.next()).value).toMatchObject({ kind: "started" });
  // The writer's node stands still: its database statements fail, and what it appends is only in memory and on the wire.
  const frozen = jest.spyOn(writing.transactions, "query").mockRejectedValue(new Error("gone"));
  writer.append(" and this was not");
  await until(() => wires[0].sent.some(({ message }) => JSON.stringify(message).includes("and this was not")));
  await reading.transactions.query("DELETE FROM cluster_node WHERE id = $1", [writing.nodeId]);
  expect(await reading.live.interruptAbandoned()).toBeGreaterThanOrEqual(2);
  const rest = await readAll(events);
  expect(rest.at(-1)).toMatchObject({ kind: "finished", status: "interrupted", textLength: "this was stored".length });
  expect(reassemble(rest)).toBe("this was stored");
  expect(await row(chat.id)).toMatchObject({ status: "interrupted", response: "this was stored" });
  expect(await row(pending.id)).toMatchObject({ status: "interrupted", response: "" });
  // The node wakes up, finds its lease lost at the next checkpoint, and stops its model.
  frozen.mockRestore();
  writer.append("!");
  await until(() => writer.signal.aborted);
  expect(writer.abortReason).toBe("lost");
  await writer.finish(completed);
  expect(await row(chat.id)).toMatchObject({ status: "interrupted", response: "this was stored" });
});

test("readers at a writer that has lost its lease are cut back to what was stored", async () => {
  const { writing, reading } = await twoNodes(large);
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  const events = readAll(await writing.live.read(chat.id, 0));
  await writer.begin([]);
  writer.append("stored");
  await until(() => writer.pending() === null);
  await reading.transactions.query(
    "UPDATE chat SET writer_epoch = writer_epoch + 1, status = 'stopped', response = 'stored' WHERE id = $1",
    [chat.id],
  );
  writer.append(" in vain");
  await until(() => writer.signal.aborted);
  await writer.finish({ ...completed, status: ChatStatus.INTERRUPTED });
  const read = await events;
  expect(read.filter((event) => event.kind === "finished")).toEqual([
    { kind: "finished", status: "stopped", textLength: 6, refused: false, metrics: null, error: null },
  ]);
  expect(reassemble(read)).toBe("stored");
});

test("an answer is stopped from another node by the node that writes it", async () => {
  const { writing, reading } = await twoNodes(small);
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  await writer.begin([]);
  writer.append("so far");
  writer.signal.addEventListener("abort", () => void writer.finish({ ...completed, status: ChatStatus.STOPPED }));
  await reading.live.stop(chat.id);
  expect(writer.abortReason).toBe("stopped");
  expect(await row(chat.id)).toMatchObject({ status: "stopped", response: "so far" });
  await reading.live.stop(chat.id);
  expect(await row(chat.id)).toMatchObject({ status: "stopped" });
});

test("an answer that nobody writes is stopped in the database, and its readers are told", async () => {
  const { writing, reading, wires } = await twoNodes(large);
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  await writer.begin([]);
  writer.append("half an ans");
  await until(() => writer.pending() === null);
  wires[0].isDown = true;
  const events = readAll(await reading.live.read(chat.id, 0));
  await reading.live.stop(chat.id);
  expect(reassemble(await events)).toBe("half an ans");
  expect(await row(chat.id)).toMatchObject({ status: "stopped", response: "half an ans" });
  writer.append("wer");
  await until(() => writer.signal.aborted);
  await writer.finish(completed);
  expect(await row(chat.id)).toMatchObject({ status: "stopped", response: "half an ans" });
});

test("stopping before the first token, and while pending, ends the chat", async () => {
  const { writing } = await twoNodes(small);
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  const events = readAll(await writing.live.read(chat.id, 0));
  writer.signal.addEventListener("abort", () => void writer.finish({ ...completed, status: ChatStatus.STOPPED }));
  await writing.live.stop(chat.id);
  expect((await events).map((event) => event.kind)).toEqual(["started", "finished"]);
  const orphan = await newChat(writing);
  await writing.live.stop(orphan.id);
  expect(await row(orphan.id)).toMatchObject({ status: "stopped", response: "" });
});

test("a chat that is deleted while it is read ends its readers with an error", async () => {
  const { writing, reading } = await twoNodes(large);
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  await writer.begin([]);
  writer.append("short lived");
  await until(() => writer.pending() === null);
  const [here, there] = [readAll(await writing.live.read(chat.id, 0)), readAll(await reading.live.read(chat.id, 0))];
  const outcomes = Promise.allSettled([here, there]);
  await reading.transactions.query("DELETE FROM chat WHERE id = $1", [chat.id]);
  writer.append(" indeed");
  await until(() => writer.signal.aborted);
  await writer.finish(completed);
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
});

test("a node that closes sends the readers of answers elsewhere away", async () => {
  const { writing, reading } = await twoNodes(large);
  const chat = await newChat(writing);
  const writer = writing.live.open(chat);
  await writer.begin([]);
  const events = readAll(await reading.live.read(chat.id, 0));
  const outcome = Promise.allSettled([events]);
  await reading.live.close();
  expect(await outcome).toMatchObject([{ status: "rejected", reason: { code: "OVERLOADED", retryAfterSeconds: 1 } }]);
  await writer.finish(completed);
});
