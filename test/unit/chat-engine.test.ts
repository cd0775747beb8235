import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { ChatEngine, type ChatOverrides } from "../../src/chat/engine.js";
import type { PassageSearch, PinnedDocuments } from "../../src/chat/sources.js";
import {
  Chat,
  ChatMode,
  ChatStatus,
  Document,
  DocumentStatus,
  Folder,
  FoundBy,
  User,
  UserRole,
  type Workspace,
} from "../../src/entities/index.js";
import { loadTokenCounter } from "../../src/text/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { ChatModels } from "../../src/providers/index.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
import { insertChat, insertWorkspace, readAll, reassemble, startNode } from "../support/chats.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";

let world: TestDatabase;
let upstream: OpenAiUpstream;
let documentId: number;
let node: Awaited<ReturnType<typeof startNode>>;
const hits: Parameters<typeof hitOf>[0][] = [];

beforeAll(async () => {
  world = await createTestDatabase();
  upstream = await startOpenAiUpstream();
  node = await startNode(world.database, new InProcessPubSub());
  const { dataSource } = world.database;
  const owner = await dataSource
    .getRepository(User)
    .save({ username: "owner", usernameKey: "owner", role: UserRole.ADMIN });
  await dataSource.getRepository(Folder).insert({ name: "custom-documents" });
  const document = dataSource.getRepository(Document).create({
    uuid: "0b6f6ad4-0000-4000-8000-000000000001",
    ownerId: owner.id,
    folder: "custom-documents",
    name: "lighthouse.txt",
    title: "Lighthouse",
    mimeType: "text/plain",
    sizeBytes: 1,
    contentHash: "hash",
    status: DocumentStatus.READY,
    fileKey: "key",
    metadata: { shelf: 3 },
  });
  documentId = (await dataSource.getRepository(Document).save(document)).id;
});
afterEach(() => void hits.splice(0));
afterAll(async () => {
  await node.live.close();
  await upstream.close();
  await world.close();
});

function hitOf(text: string) {
  return {
    documentId,
    text,
    page: 2,
    headingPath: ["History"],
    characterStart: 5,
    characterEnd: 5 + text.length,
    score: 0.8,
    foundBy: FoundBy.BOTH,
  };
}

interface Setup {
  readonly provider?: "builtin" | "openai-compatible";
  readonly model?: string;
  readonly streaming?: boolean;
  readonly retriever?: PassageSearch;
  readonly pinnedDocuments?: PinnedDocuments;
  readonly silenceSeconds?: number;
  readonly maximumRunning?: number;
}

function buildEngine({
  provider = "openai-compatible",
  model = "test-model",
  streaming = true,
  retriever,
  pinnedDocuments,
  silenceSeconds = 10,
  maximumRunning = 10,
}: Setup = {}): ChatEngine {
  const models = new ChatModels({
    LLM_PROVIDER: provider,
    LLM_MODEL: model,
    LLM_STREAMING: streaming,
    LLM_BASE_URL: upstream.baseUrl,
    LLM_API_KEY: "sk-secret-of-the-instance",
    LLM_CONTEXT_WINDOW: 4_000,
    LLM_TIMEOUT_SECONDS: silenceSeconds,
  });
  return new ChatEngine({
    ...node,
    models,
    retriever: retriever ?? { search: () => Promise.resolve({ hits: hits.map(hitOf) }) },
    pinnedDocuments: pinnedDocuments ?? (() => Promise.resolve([])),
    logger: createLogger("silent"),
    maximumRunning,
    silenceSeconds: () => silenceSeconds,
  });
}

/** Asks, reads to the end, and returns what was read and what was stored. */
async function ask(
  engine: ChatEngine,
  workspace: Workspace,
  values: Partial<Chat> = {},
  overrides: ChatOverrides = {},
) {
  const chat = await begin(engine, workspace, values, overrides);
  const events = await readAll(await node.live.read(chat.id, 0));
  return { events, text: reassemble(events), finished: events.at(-1), chat: await stored(chat.id) };
}

async function begin(
  engine: ChatEngine,
  workspace: Workspace,
  values: Partial<Chat> = {},
  overrides: ChatOverrides = {},
): Promise<Chat> {
  const admission = engine.admit("test");
  const chat = await insertChat(world.database, workspace.id, { writerNode: node.nodeId, ...values });
  engine.start(chat, workspace, overrides, admission);
  return chat;
}

const stored = (id: number) => world.database.dataSource.getRepository(Chat).findOneByOrFail({ id });
const promptOf = (request = upstream.requests.at(-1)) => request?.body.messages ?? [];

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test("an answer comes with its citations, is stored, and says what it cost", async () => {
  hits.push("The lamp was lit in 1874.");
  const { events, text, finished, chat } = await ask(buildEngine(), await insertWorkspace(world.database), {
    prompt: "When was it lit?",
  });
  expect(text).toBe(upstream.answer);
  expect(events[0]).toMatchObject({
    kind: "started",
    citations: [
      {
        number: 1,
        documentId,
        title: "Lighthouse",
        text: "The lamp was lit in 1874.",
        page: 2,
        score: 0.8,
        foundBy: "both",
        document: { name: "lighthouse.txt", metadata: { shelf: 3 } },
      },
    ],
  });
  expect(finished).toMatchObject({
    status: "completed",
    error: null,
    refused: false,
    metrics: { promptTokens: 11, completionTokens: 20, model: "test-model", provider: "openai-compatible" },
  });
  expect(chat).toMatchObject({ status: "completed", response: upstream.answer, included: true, errorCode: null });
  expect(chat.finishedAt).toBeInstanceOf(Date);
  expect(chat.metrics?.timeToFirstToken).toBeLessThanOrEqual(chat.metrics?.duration ?? 0);
  const [system, question] = promptOf();
  expect(system).toMatchObject({
    role: "system",
    content: expect.stringContaining('<passage number="1" document="Lighthouse" page="2" heading="History">'),
  });
  expect(question).toEqual({ role: "user", content: "When was it lit?" });
});

test("query mode refuses on this turn's retrieval alone, without asking the model", async () => {
  const engine = buildEngine();
  const workspace = await insertWorkspace(world.database, { chatMode: ChatMode.QUERY });
  hits.push("Something was found.");
  expect((await ask(engine, workspace, { mode: ChatMode.QUERY })).finished).toMatchObject({
    status: "completed",
    refused: false,
  });
  hits.splice(0);
  const asked = upstream.requests.length;
  const { text, finished, chat } = await ask(engine, workspace, { mode: ChatMode.QUERY });
  expect(text).toBe("There is no relevant information in this workspace to answer your query.");
  expect(finished).toMatchObject({ status: "completed", refused: true, metrics: null });
  expect(chat).toMatchObject({ refused: true, included: false, metrics: null });
  expect(upstream.requests).toHaveLength(asked);
  const custom = await insertWorkspace(world.database, { refusalText: "No idea." });
  expect((await ask(engine, custom, { mode: ChatMode.QUERY })).text).toBe("No idea.");
});

test("pinned documents are always in, and count as found", async () => {
  hits.push("A hit within the pinned document.");
  const engine = buildEngine({
    pinnedDocuments: () => Promise.resolve([{ documentId, text: "All of it. ".repeat(3) }]),
  });
  const { chat } = await ask(engine, await insertWorkspace(world.database), { mode: ChatMode.QUERY });
  expect(chat.citations).toMatchObject([
    { number: 1, foundBy: "pinned", score: 1, text: "All of it. ".repeat(3), characterStart: 0, characterEnd: 33 },
  ]);
});

test("documents that came with the question stand before all others, and are cited", async () => {
  hits.push("Found in the library.");
  const documents = [{ name: "minutes.txt", mime: "text/plain", text: "The keeper resigned.", isCut: false }];
  const values = { mode: ChatMode.QUERY, prompt: "Who resigned?" };
  const { chat } = await ask(buildEngine(), await insertWorkspace(world.database), values, { documents });
  expect(chat.citations).toMatchObject([
    { number: 1, foundBy: "attached", documentId: null, title: "minutes.txt", text: "The keeper resigned." },
    { number: 2, foundBy: "both", documentId },
  ]);
  hits.splice(0);
  const alone = await ask(buildEngine(), await insertWorkspace(world.database), values, { documents });
  expect(alone.chat).toMatchObject({ refused: false, citations: [{ foundBy: "attached", truncated: false }] });
});

test("a pinned document beyond the model's window is cut, and said to be", async () => {
  const engine = buildEngine({
    pinnedDocuments: () => Promise.resolve([{ documentId, text: "All of it. ".repeat(9_000) }]),
  });
  const { chat, finished } = await ask(engine, await insertWorkspace(world.database));
  expect(finished).toMatchObject({ status: "completed" });
  expect(chat.citations).toMatchObject([{ foundBy: "pinned", truncated: true }]);
  expect(promptOf()[0]).toMatchObject({ content: expect.stringContaining('truncated="true"') });
});

test.each([
  ["gpt-4o-mini", "o200k_base"],
  ["test-model", "estimate"],
] as const)("the prompt fits the window of %s as %s counts", async (model, tokenizer) => {
  const count = await loadTokenCounter(tokenizer);
  const workspace = await insertWorkspace(world.database, { historyLength: 100 });
  const response = "Der Leuchtturmwärter notierte 17 Schiffe; код: 0x7f. ".repeat(20);
  for (let number = 0; number < 40; number++) {
    await insertChat(world.database, workspace.id, { prompt: `q${number}`, response, status: ChatStatus.COMPLETED });
  }
  const { chat } = await ask(buildEngine({ model }), workspace, { prompt: "[[UNCOUNTED]] And then?" });
  const sent = promptOf().reduce((sum, { content }) => sum + count(String(content)), 0);
  expect(sent).toBeLessThan(3_000);
  expect(sent).toBeGreaterThan(1_500);
  expect(promptOf().length).toBeGreaterThan(3);
  expect(chat.metrics?.estimated).toBe(tokenizer === "estimate");
});

test.each([
  ["that is set not to stream", false, "Hello"],
  ["whose server refuses to stream", true, "[[WHOLE]]"],
])("a model %s answers whole", async (_which, streaming, prompt) => {
  const { text, finished } = await ask(buildEngine({ streaming }), await insertWorkspace(world.database), { prompt });
  expect(text).toBe(upstream.answer);
  expect(finished).toMatchObject({ status: "completed", metrics: { promptTokens: 11, finishReason: "stop" } });
  expect(upstream.requests.at(-1)?.body.stream).not.toBe(true);
});

test("the history is that of the conversation: answered, included, without reasoning, oldest first", async () => {
  const workspace = await insertWorkspace(world.database, { historyLength: 3 });
  const earlier: Partial<Chat>[] = [
    { prompt: "too old", response: "x", status: ChatStatus.COMPLETED },
    { prompt: "one", response: "<think>hm</think>1", status: ChatStatus.COMPLETED },
    { prompt: "taken out", response: "x", status: ChatStatus.COMPLETED, included: false },
    { prompt: "failed", response: "x", status: ChatStatus.FAILED },
    { prompt: "elsewhere", response: "x", status: ChatStatus.COMPLETED, sessionId: "s" },
    { prompt: "two", response: "2", status: ChatStatus.STOPPED },
    { prompt: "three", response: "3", status: ChatStatus.COMPLETED },
  ];
  for (const values of earlier) await insertChat(world.database, workspace.id, values);
  await ask(buildEngine(), workspace, { prompt: "four" });
  expect(
    promptOf()
      .slice(1)
      .map(({ content }) => content),
  ).toEqual(["one", "1", "two", "2", "three", "3", "four"]);
  await ask(
    buildEngine(),
    workspace,
    { prompt: "five" },
    {
      history: [
        { role: "user", content: "mine" },
        { role: "assistant", content: "yours" },
      ],
      systemPrompt: "Be brief on {date}.",
    },
  );
  expect(promptOf().map(({ content }) => content)).toEqual([
    expect.stringMatching(/^Be brief on \d{4}-\d\d-\d\d\.$/),
    "mine",
    "yours",
    "five",
  ]);
});

test.each([
  ["[[FAIL]]", "UPSTREAM_ERROR", ""],
  ["[[DENY]]", "UPSTREAM_UNAUTHORIZED", ""],
  ["[[MISSING]]", "UPSTREAM_MODEL_NOT_FOUND", ""],
  ["[[LIMIT]]", "UPSTREAM_RATE_LIMITED", ""],
  ["[[CUT]]", "UPSTREAM_INTERRUPTED", "word0 word1 word2"],
  ["[[STUMP]]", "UPSTREAM_INTERRUPTED", "word0 word1 word2"],
  ["[[EMPTY]]", "EMPTY_COMPLETION", ""],
])("an upstream that does %s fails the chat with %s and keeps the text", async (prompt, code, text) => {
  const { finished, chat } = await ask(buildEngine(), await insertWorkspace(world.database), { prompt });
  expect(finished).toMatchObject({ status: "failed", textLength: text.length, error: { code } });
  expect(chat).toMatchObject({ status: "failed", response: text, errorCode: code });
  expect(chat.errorMessage).not.toMatch(/secret|sk-|internal\.example/);
});

test("reasoning comes first, in think tags", async () => {
  const { text } = await ask(buildEngine(), await insertWorkspace(world.database), { prompt: "[[THINK]]" });
  expect(text).toBe(`<think>let me see</think>${upstream.answer}`);
});

test("a model that is silent for too long fails the chat", async () => {
  const { finished } = await ask(buildEngine({ silenceSeconds: 0.05 }), await insertWorkspace(world.database), {
    prompt: "[[SILENT]]",
  });
  expect(finished).toMatchObject({ status: "failed", error: { code: "UPSTREAM_TIMEOUT" } });
});

test("stopping keeps the text and closes the connection to the model", async () => {
  const engine = buildEngine();
  const chat = await begin(engine, await insertWorkspace(world.database), { prompt: "[[HOLD]]" });
  const events = await node.live.read(chat.id, 0);
  let text = "";
  for await (const event of events) {
    text = reassemble([event], text);
    if (text === "word0 word1 word2") break;
  }
  await node.live.stop(chat.id);
  await upstream.requests.at(-1)?.closed;
  expect(await stored(chat.id)).toMatchObject({
    status: "stopped",
    response: "word0 word1 word2",
    errorCode: null,
    metrics: { provider: "openai-compatible" },
  });
});

test("stopping works while retrieval hangs", async () => {
  const retriever: PassageSearch = { search: () => new Promise(() => undefined) };
  const chat = await begin(buildEngine({ retriever }), await insertWorkspace(world.database));
  const events = readAll(await node.live.read(chat.id, 0));
  await node.live.stop(chat.id);
  expect((await events).map((event) => event.kind)).toEqual(["started", "finished"]);
  expect(await stored(chat.id)).toMatchObject({ status: "stopped", response: "" });
});

test("what goes wrong unexpectedly is not shown", async () => {
  const retriever: PassageSearch = { search: () => Promise.reject(new Error("column secret does not exist")) };
  const { finished } = await ask(buildEngine({ retriever }), await insertWorkspace(world.database));
  expect(finished).toMatchObject({
    status: "failed",
    error: { code: "INTERNAL_SERVER_ERROR", message: expect.not.stringContaining("secret") },
  });
});

test("a provider that is not set up fails the chat and names itself", async () => {
  const workspace = await insertWorkspace(world.database, { chatProvider: "anthropic", chatModel: "any" });
  expect((await ask(buildEngine(), workspace)).finished).toMatchObject({
    error: { code: "BAD_USER_INPUT", message: expect.stringContaining("anthropic") },
  });
});

test("images are shown to the model; addresses are not", async () => {
  const attachments = [
    { name: "a.png", mime: "image/png", contentString: "data:image/png;base64,AAAA" },
    { name: "b.png", mime: "image/png", contentString: "http://internal/b.png" },
  ];
  await ask(buildEngine(), await insertWorkspace(world.database), { prompt: "What is this?", attachments });
  expect(promptOf().at(-1)?.content).toEqual([
    { type: "text", text: "What is this?" },
    { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
  ]);
});

test("the built-in answerer quotes with marks and says what it is", async () => {
  hits.push("The keeper had three cats. The lamp was lit in 1874. It is painted white.");
  const { text, chat } = await ask(buildEngine({ provider: "builtin" }), await insertWorkspace(world.database), {
    prompt: "When was the lamp lit?",
  });
  expect(text).toMatch(/^“The lamp was lit in 1874\.” \[1\]\n\nQuoted from your documents by the built-in answerer/);
  expect(chat.metrics).toMatchObject({ provider: "builtin", model: "extractive" });
});

test("a node that stops interrupts what is still running, and admits nobody", async () => {
  const engine = buildEngine();
  const chat = await begin(engine, await insertWorkspace(world.database), { prompt: "[[HOLD]]" });
  const events = readAll(await node.live.read(chat.id, 0));
  await until(() => promptOf().at(-1)?.content === "[[HOLD]]");
  await engine.stop(10);
  expect((await events).at(-1)).toMatchObject({ kind: "finished", status: "interrupted" });
  expect(await stored(chat.id)).toMatchObject({ status: "interrupted", errorCode: null });
  expect(() => engine.admit("test")).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
});

test("places are given back when answers end", async () => {
  const engine = buildEngine({ maximumRunning: 2 });
  const workspace = await insertWorkspace(world.database);
  for (let round = 0; round < 5; round++) await ask(engine, workspace);
  const release = jest.fn();
  engine.start(
    await insertChat(world.database, workspace.id, { writerNode: node.nodeId, prompt: "[[FAIL]]" }),
    workspace,
    {},
    { release },
  );
  await until(() => release.mock.calls.length > 0);
  expect(release).toHaveBeenCalledTimes(1);
});
