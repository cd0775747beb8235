import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { AnswerState } from "../../src/chat/answer-state.js";
import type { ChatEvent } from "../../src/chat/events.js";
import { ChatStatus, type Workspace } from "../../src/entities/index.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
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

async function buildNode(): Promise<Node> {
  const started = await startNode(world.database, new InProcessPubSub());
  nodes.push(started);
  return started;
}

const completed = { status: ChatStatus.COMPLETED, refused: false, metrics: null, error: null } as const;
const newChat = (on: Node) => insertChat(world.database, workspace.id, { writerNode: on.nodeId });
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));
const segments = async (on: Node, chatId: number) =>
  on.transactions.query<{ start_offset: number; text: string }>(
    "SELECT start_offset, text FROM chat_segment WHERE chat_id = $1 ORDER BY 1",
    [chatId],
  );

/** Waits until a condition holds; the test's own timeout ends a wait for ever. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("64 readers that are cut at random all hold the stored text in the end, with one terminal event each", async () => {
  const here = await buildNode();
  const chat = await newChat(here);
  const writer = here.live.open(chat);
  const finals: number[] = [];
  const readers = Array.from({ length: 64 }, async (_, index) => {
    let text = "";
    let terminals = 0;
    for (let round = 0; terminals === 0; round++) {
      const events = await here.live.read(chat.id, text.length);
      let left = round < 4 ? 1 + ((index * 7 + round * 3) % 11) : Number.POSITIVE_INFINITY;
      for await (const event of events) {
        text = reassemble([event], text);
        if (event.kind === "finished") terminals++;
        left--;
        if (left === 0) break;
      }
    }
    finals.push(terminals);
    return text;
  });
  await writer.begin([]);
  for (let token = 0; token < 200; token++) {
    writer.append(token % 9 === 0 ? ` 😀${token}` : ` token${token}`);
    if (token % 3 === 0) await tick();
  }
  await writer.finish(completed);
  const stored = await here.live.textOf({ id: chat.id, status: ChatStatus.STREAMING, response: "" });
  expect(stored).toContain("token199");
  for (const text of await Promise.all(readers)) expect(text).toBe(stored);
  expect(finals).toEqual(Array.from({ length: 64 }, () => 1));
});

test("whatever a model sends, and wherever a reader begins, the reader ends with the stored text", async () => {
  const here = await buildNode();
  const piece = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("\ud83d", "\ude00", "\0", "漢字", "😀"));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.nat(), async (pieces, place) => {
      const chat = await newChat(here);
      const writer = here.live.open(chat);
      const reading = readAll(await here.live.read(chat.id, 0));
      await writer.begin([]);
      for (const [index, text] of pieces.entries()) {
        writer.append(text);
        if (index % 4 === 0) await tick();
      }
      await writer.finish(completed);
      const stored = await here.live.textOf({ id: chat.id, status: ChatStatus.STREAMING, response: "" });
      expect(reassemble(await reading)).toBe(stored);
      const after = place % (stored.length + 3);
      const resumed = await readAll(await here.live.read(chat.id, after));
      expect(resumed.map((event) => event.kind).filter((kind) => kind !== "delta")).toEqual(["started", "finished"]);
      expect(reassemble(resumed, stored.slice(0, after))).toBe(stored);
    }),
    { numRuns: 30 },
  );
});

test("a reader that sleeps gets one larger delta, and nothing is queued for it", async () => {
  const here = await buildNode();
  const chat = await newChat(here);
  const writer = here.live.open(chat);
  await writer.begin([]);
  const events = await here.live.read(chat.id, 0);
  expect((await events.next()).value).toMatchObject({ kind: "started" });
  for (let token = 0; token < 1_000; token++) writer.append("word ");
  await tick();
  expect((await events.next()).value).toEqual({ kind: "delta", offset: 0, text: "word ".repeat(1_000) });
  for (let token = 0; token < 40_000; token++) writer.append("more ");
  const lengths: number[] = [];
  await writer.finish(completed);
  for await (const event of events) if (event.kind === "delta") lengths.push(event.text.length);
  expect(lengths).toEqual([65_536, 65_536, 65_536, 3_392]);
});

test("readers are told of growth at once, then of what follows together, and of the end at once", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] });
  try {
    const state = new AnswerState(1, randomUUID());
    const seen: number[] = [];
    state.watch(() => seen.push(state.text.length));
    state.append("a");
    await tick();
    for (const letter of "bcd") {
      state.append(letter);
      await tick();
    }
    expect(seen).toEqual([1]);
    jest.advanceTimersByTime(20);
    await tick();
    expect(seen).toEqual([1, 4]);
    state.append("e");
    await tick();
    state.end({ error: new Error("gone") });
    await tick();
    expect(seen).toEqual([1, 4, 5]);
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});

test("what arrives within a tick travels together", async () => {
  const here = await buildNode();
  const chat = await newChat(here);
  const writer = here.live.open(chat);
  await writer.begin([]);
  const reading = readAll(await here.live.read(chat.id, 0));
  await tick();
  for (const text of ["one", " two", " three"]) writer.append(text);
  await tick();
  await tick();
  writer.append(" four");
  await writer.finish(completed);
  expect((await reading).flatMap((event) => (event.kind === "delta" ? [event.text] : []))).toEqual([
    "one two three",
    " four",
  ]);
});

test("a reader that waits can leave at once, by return and by signal", async () => {
  const here = await buildNode();
  const chat = await newChat(here);
  const writer = here.live.open(chat);
  const events = await here.live.read(chat.id, 0);
  const waiting = events.next();
  await events.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  const abort = new AbortController();
  const signalled = readAll(await here.live.read(chat.id, 0, abort.signal));
  abort.abort();
  expect(await signalled).toEqual([]);
  expect(writer.state.isWatched).toBe(false);
  await writer.finish(completed);
});

test("the checkpoints of all running answers are one statement, and the end removes their pieces", async () => {
  const here = await buildNode();
  const statements = jest.spyOn(here.transactions, "query");
  const writers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const writer = here.live.open(await newChat(here));
      await writer.begin([]);
      return writer;
    }),
  );
  statements.mockClear();
  for (let round = 0; round < 3; round++) {
    for (const writer of writers) writer.append(`round ${round}. `);
    const length = "round 0. ".length * (round + 1);
    await until(() => writers.every((writer) => writer.pending() === null && writer.state.text.length === length));
  }
  const checkpoints = statements.mock.calls.filter(([sql]) => sql.includes("INSERT INTO chat_segment"));
  expect(checkpoints).toHaveLength(3);
  expect(statements.mock.calls).toHaveLength(3);
  const [first] = writers;
  expect(await segments(here, first?.chatId ?? 0)).toEqual(
    [0, 9, 18].map((start, round) => ({ start_offset: start, text: `round ${round}. ` })),
  );
  await Promise.all(writers.map((writer) => writer.finish(completed)));
  expect(await segments(here, first?.chatId ?? 0)).toEqual([]);
  statements.mockRestore();
});

test("a failing database delays checkpoints and the end, and loses nothing", async () => {
  const here = await buildNode();
  const chat = await newChat(here);
  const writer = here.live.open(chat);
  await writer.begin([]);
  const reading = readAll(await here.live.read(chat.id, 0));
  const query = here.transactions.query.bind(here.transactions);
  const broken = jest.spyOn(here.transactions, "query").mockRejectedValue(new Error("the database is away"));
  writer.append("kept in memory");
  const finishing = writer.finish(completed);
  await until(() => broken.mock.calls.length >= 2);
  broken.mockImplementation(query);
  await finishing;
  expect(reassemble(await reading)).toBe("kept in memory");
  expect(await here.live.textOf({ id: chat.id, status: ChatStatus.STREAMING, response: "" })).toBe("kept in memory");
  broken.mockRestore();
});

test("an answer that has ended, or never began to, is read from its row", async () => {
  const here = await buildNode();
  const chat = await insertChat(world.database, workspace.id, {
    status: ChatStatus.COMPLETED,
    response: "It was 😀 so.",
  });
  const kinds = async (after: number) => {
    const events = await readAll(await here.live.read(chat.id, after));
    expect(events.at(-1)).toEqual({
      kind: "finished",
      status: "completed",
      textLength: 13,
      refused: false,
      metrics: null,
      error: null,
    });
    return events.slice(1, -1);
  };
  expect(await kinds(0)).toEqual([{ kind: "delta", offset: 0, text: "It was 😀 so." }]);
  expect(await kinds(8)).toEqual([{ kind: "delta", offset: 7, text: "😀 so." }]);
  expect(await kinds(13)).toEqual([]);
  expect(await kinds(1_000)).toEqual([]);
  const failed = await insertChat(world.database, workspace.id, {
    status: ChatStatus.FAILED,
    errorCode: "UPSTREAM_ERROR",
    errorMessage: "It broke.",
  });
  expect(await readAll(await here.live.read(failed.id, 0))).toEqual([
    { kind: "started", databaseId: failed.id, uuid: failed.uuid, citations: [] },
    {
      kind: "finished",
      status: "failed",
      textLength: 0,
      refused: false,
      metrics: null,
      error: { code: "UPSTREAM_ERROR", message: "It broke." },
    },
  ] satisfies ChatEvent[]);
  await expect(here.live.read(987_654, 0)).rejects.toMatchObject({ code: "NOT_FOUND", field: "chatId" });
});

test("a reader that is faster than the writer becomes the writer's reader", async () => {
  const here = await buildNode();
  const chat = await newChat(here);
  const reading = readAll(await here.live.read(chat.id, 0));
  const writer = here.live.open(chat);
  await writer.begin([]);
  writer.append("late, but here");
  await writer.finish(completed);
  expect(reassemble(await reading)).toBe("late, but here");
});
