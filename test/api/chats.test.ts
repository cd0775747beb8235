import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { collect, data, request, socketClient } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace, type ChatEvent, eventFields } from "../support/world.js";

let server: TestServer;
let workspaceId: string;

beforeAll(async () => {
  server = await startTestServer();
  workspaceId = (await buildWorkspace(server)).id;
  await buildDocument(
    server,
    "The lighthouse at Cape Verity was lit in 1874. Its lamp is visible for 23 nautical miles. The keeper had three cats.",
    {
      title: "Lighthouse",
      workspaceIds: [workspaceId],
    },
  );
  await buildDocument(server, "Sourdough needs flour, water, salt and patience. Feed the starter every morning.", {
    title: "Bread",
    workspaceIds: [workspaceId],
  });
});
afterAll(() => server.stop());

const readChat = `query ($id: ID!) { chat(id: $id) {
  status mode prompt response refused included sessionId thread { id } workspace { id } citations { number title score foundBy } metrics { provider model } error { code }
} }`;

test("an answer quotes the document that knows, and says where from", async () => {
  const { events, text, started, finished } = await ask(server, {
    workspaceId,
    message: "When was the lighthouse lit?",
  });
  expect(events.map((event) => event.__typename)).toEqual([
    "ChatStarted",
    ...events.slice(1, -1).map(() => "ChatDelta"),
    "ChatFinished",
  ]);
  expect(text).toContain("1874");
  expect(text).toContain("[1]");
  expect(started?.citations?.[0]).toMatchObject({ number: 1, title: "Lighthouse" });
  expect(finished).toMatchObject({ status: "COMPLETED", textLength: text.length, refused: false, error: null });
  const { chat } = await data<{ chat: { response: string } }>(server, readChat, { id: started?.chatId });
  expect(chat).toMatchObject({
    status: "COMPLETED",
    mode: "CHAT",
    response: text,
    metrics: { provider: "builtin" },
    workspace: { id: workspaceId },
  });
});

test("deltas follow each other without gap or overlap, and a reader may begin anywhere", async () => {
  const { events, text, started } = await ask(server, { workspaceId, message: "How far is the lamp visible?" });
  let length = 0;
  for (const event of events.filter((one) => one.__typename === "ChatDelta")) {
    expect(event.offset).toBe(length);
    length += event.text?.length ?? 0;
  }
  const client = socketClient(server);
  for (const after of [0, 1, Math.floor(text.length / 2), text.length, text.length + 100]) {
    const again = await collect<ChatEvent>(
      client,
      `subscription ($id: ID!, $after: Int!) { chatStream(chatId: $id, after: $after) { ${eventFields} } }`,
      {
        id: started?.chatId,
        after,
      },
    );
    expect(again.map((event) => event.text ?? "").join("")).toBe(text.slice(after));
    expect(again.at(-1)).toMatchObject({ __typename: "ChatFinished", textLength: text.length });
  }
  await client.dispose();
});

test("query mode refuses what the documents do not know, and the refusal stays out of the history", async () => {
  const { text, started, finished } = await ask(server, {
    workspaceId,
    message: "quantum chromodynamics renormalisation",
    mode: "QUERY",
  });
  expect(finished).toMatchObject({ status: "COMPLETED", refused: true });
  expect(text).toBe("There is no relevant information in this workspace to answer your query.");
  const { chat } = await data<{ chat: unknown }>(server, readChat, { id: started?.chatId });
  expect(chat).toMatchObject({ refused: true, included: false, citations: [] });
});

test("query mode answers what the documents know", async () => {
  const { text, finished } = await ask(server, { workspaceId, message: "What does sourdough need?", mode: "QUERY" });
  expect(finished).toMatchObject({ status: "COMPLETED", refused: false });
  expect(text).toContain("patience");
});

test("sending twice with one idempotency key asks once", async () => {
  const send = (message: string) =>
    request<{ sendChat: { chat: { id: string } } }>(
      server,
      "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
      {
        input: { workspaceId, message, idempotencyKey: "only-once" },
      },
    );
  const answers = await Promise.all([send("Who had cats?"), send("Who had cats?"), send("Who had cats?")]);
  expect(new Set(answers.map((answer) => answer.data?.sendChat.chat.id)).size).toBe(1);
  const other = await send("Another question");
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: "CONFLICT", field: "idempotencyKey" });
});

test("threads and sessions are conversations of their own", async () => {
  const { createThread } = await data<{ createThread: { thread: { id: string } } }>(
    server,
    "mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }",
    { input: { workspaceId, name: "Aside" } },
  );
  const threadId = createThread.thread.id;
  const inThread = await ask(server, { workspaceId, threadId, message: "Who had cats?" });
  const inSession = await ask(server, { workspaceId, sessionId: "s-1", message: "Who had cats?" });
  const list = (filter: Readonly<Record<string, unknown>>) =>
    data<{ workspace: { chats: { nodes: { id: string }[] } } }>(
      server,
      "query ($id: ID!, $filter: ChatFilterInput) { workspace(by: { id: $id }) { chats(first: 100, filter: $filter) { nodes { id } } } }",
      { id: workspaceId, filter },
    ).then((answer) => answer.workspace.chats.nodes.map((node) => node.id));
  expect(await list({ threadId })).toEqual([inThread.started?.chatId]);
  expect(await list({ sessionId: "s-1" })).toEqual([inSession.started?.chatId]);
  expect(await list({ threadId: null, sessionId: null })).not.toContain(inThread.started?.chatId);
});

test("a reset conversation forgets, and keeps its chats", async () => {
  const { started } = await ask(server, { workspaceId, sessionId: "s-2", message: "Who had cats?" });
  const { resetConversation } = await data<{ resetConversation: unknown }>(
    server,
    "mutation ($input: ConversationInput!) { resetConversation(input: $input) { forgottenCount } }",
    { input: { workspaceId, sessionId: "s-2" } },
  );
  expect(resetConversation).toEqual({ forgottenCount: 1 });
  expect(await data(server, readChat, { id: started?.chatId })).toMatchObject({ chat: { included: false } });
});

test("stopping an answer that has ended leaves it as it is", async () => {
  const { started } = await ask(server, { workspaceId, message: "Who had cats?" });
  const { stopChat } = await data<{ stopChat: unknown }>(
    server,
    "mutation ($id: ID!) { stopChat(chatId: $id) { chat { status } } }",
    { id: started?.chatId },
  );
  expect(stopChat).toEqual({ chat: { status: "COMPLETED" } });
});

test("a pinned document is given whole, whatever is asked, until it is unpinned", async () => {
  const { id } = await buildWorkspace(server);
  const document = await buildDocument(server, "Seals bark at the third pier.", { workspaceIds: [id] });
  const pin = (pinned: boolean) =>
    data(
      server,
      "mutation ($input: PinDocumentInput!) { pinDocument(input: $input) { attachment { pinned document { id } } } }",
      { input: { workspaceId: id, documentId: document.id, pinned } },
    );
  const question = { workspaceId: id, message: "quantum chromodynamics renormalisation", mode: "QUERY" };
  expect(await pin(true)).toEqual({ pinDocument: { attachment: { pinned: true, document: { id: document.id } } } });
  const pinned = await ask(server, question);
  expect(pinned.finished).toMatchObject({ refused: false });
  expect(pinned.started?.citations).toMatchObject([{ text: "Seals bark at the third pier.", score: 1 }]);
  await pin(false);
  expect((await ask(server, question)).finished).toMatchObject({ refused: true });
  const other = await request(
    server,
    "mutation ($input: PinDocumentInput!) { pinDocument(input: $input) { attachment { pinned } } }",
    { input: { workspaceId, documentId: document.id, pinned: true } },
  );
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "documentId" });
});

test("a search needs no model and tells where its hits stand", async () => {
  const { search } = await data<{ search: { hits: Record<string, unknown>[]; bestScore: number } }>(
    server,
    "query ($input: SearchInput!) { search(input: $input) { bestScore hits { text score foundBy position characterStart characterEnd headingPath document { title } } } }",
    { input: { workspaceId, query: "lighthouse lamp", topN: 5 } },
  );
  expect(search.hits[0]).toMatchObject({ position: 0, characterStart: 0, document: { title: "Lighthouse" } });
  expect(search.bestScore).toBeGreaterThan(0.25);
  for (const hit of search.hits) expect(hit["score"]).toBeLessThanOrEqual(1);
});

test("a workspace finds nothing in another's documents", async () => {
  const other = await buildWorkspace(server);
  const { search } = await data<{ search: unknown }>(
    server,
    "query ($input: SearchInput!) { search(input: $input) { hits { text } bestScore } }",
    {
      input: { workspaceId: other.id, query: "lighthouse lamp", similarityThreshold: 0 },
    },
  );
  expect(search).toEqual({ hits: [], bestScore: null });
});
