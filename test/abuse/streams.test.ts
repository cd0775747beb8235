import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, socketClient, type Target } from "../support/graphql-client.js";
import { codesOf, type Operation, overHttp, overRest, overSocket } from "./support/asking.js";
import { buildStrangersWorld, type StrangersWorld } from "./support/strangers.js";
import { readAnswer, startChat } from "./support/world.js";

let world: StrangersWorld;
/** Chats whose answers wait after three words, by who asked. */
let chats: Readonly<Record<"alice" | "visitor", string>>;

const question = "Alice's question about the merger [[HOLD]]";
beforeAll(async () => {
  world = await buildStrangersWorld();
  const input = { workspaceId: world.here.id, message: question, idempotencyKey: "the-same-key" };
  chats = { alice: await startChat(world.alice, input), visitor: await startChat(world.visitor, input) };
});
afterAll(() => world.stop());

const names = [
  "another member's session",
  "another member's key",
  "another member's key, limited to the workspace",
  "a member of another workspace",
  "the administrator's key, limited to another workspace",
  "the asker's own key, limited to another workspace",
  "another visitor of the embed",
  "a visitor whose session begins like another's",
  "a visitor of another embed of the workspace",
  "a visitor of an embed of another workspace",
] as const;
/** Credentials that admit nobody to any chat. */
const incapable = ["an invite to the workspace", "the asker's single sign-on token", "an extension key"] as const;

function stranger(name: string): Target {
  const target = world.strangers[name];
  if (target === undefined) throw new Error(name);
  return target;
}

const attempts = (chatId: string): readonly Operation[] =>
  [
    "subscription ($id: ID!) { chatStream(chatId: $id) { __typename ... on ChatDelta { text } } }",
    "subscription ($id: ID!) { chatStream(chatId: $id, after: 5) { __typename ... on ChatDelta { text } } }",
    "subscription ($id: ID!) { chatStream(chatId: $id, after: 2000000000) { __typename } }",
    "mutation ($id: ID!) { stopChat(chatId: $id) { chat { id prompt response } } }",
    "query ($id: ID!) { chat(id: $id) { id prompt response } }",
  ].map((query) => ({ query, variables: { id: chatId }, filePlace: null }));

/** The codes of everything that somebody can try with a chat; over a socket, and again over HTTP where that goes. */
async function tryAll(target: Target, chatId: string): Promise<unknown[]> {
  const socket = socketClient(target);
  const codes: unknown[] = [];
  try {
    for (const operation of attempts(chatId)) {
      const outcomes = [await overSocket(socket, operation)];
      if (!operation.query.startsWith("subscription")) outcomes.push(await overHttp(target, operation));
      for (const outcome of outcomes) codes.push(outcome.data === null ? codesOf(outcome)[0] : outcome.data);
    }
  } finally {
    await socket.dispose();
  }
  return codes;
}

async function statusOf(chatId: string): Promise<string> {
  const answer = await data<{ chat: { status: string } }>(
    world.admin,
    "query ($id: ID!) { chat(id: $id) { status } }",
    {
      id: chatId,
    },
  );
  return answer.chat.status;
}

describe.each(["alice", "visitor"] as const)("a running answer to %s", (asker) => {
  test.each(names)("is neither read, resumed nor stopped by %s", async (name) => {
    const codes = await tryAll(stranger(name), chats[asker]);
    expect(new Set(codes)).toEqual(new Set(["NOT_FOUND"]));
  });

  test.each(incapable)("is neither read, resumed nor stopped with %s", async (name) => {
    expect(new Set(await tryAll(stranger(name), chats[asker]))).toEqual(new Set(["FORBIDDEN"]));
  });

  test("is neither read, resumed nor stopped by the other one, or without a credential", async () => {
    const other = asker === "alice" ? world.visitor : world.alice;
    expect(new Set(await tryAll(other, chats[asker]))).toEqual(new Set(["NOT_FOUND"]));
    for (const operation of attempts(chats[asker])) {
      const socket = socketClient(world.server, null);
      expect(codesOf(await overSocket(socket, operation))).toEqual(["UNAUTHENTICATED"]);
      await socket.dispose();
    }
  });
});

const send = `subscription ($input: SendAndStreamChatInput!) {
  sendAndStreamChat(input: $input) { __typename ... on ChatStarted { chatId } }
}`;
const isElsewhere = (name: string) => name.includes("another workspace");
const sameQuestion = () => ({ workspaceId: world.here.id, message: question, idempotencyKey: "the-same-key" });

test.each(names.filter((name) => !isElsewhere(name)))(
  "the idempotency key of another's question leads %s to an answer of their own, again and again",
  async (name) => {
    const socket = socketClient(stranger(name));
    try {
      const variables = { input: sameQuestion() };
      const { data: answer } = await overSocket(socket, { query: send, variables, filePlace: null });
      const { chatId } = (answer as { sendAndStreamChat: { chatId: string } }).sendAndStreamChat;
      expect(Object.values(chats)).not.toContain(chatId);
      const query = "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }";
      const again = await overHttp(stranger(name), { query, variables, filePlace: null });
      expect(again.data).toEqual({ sendChat: { chat: { id: chatId } } });
    } finally {
      await socket.dispose();
    }
  },
);

test.each(names.filter(isElsewhere))("the idempotency key of another's question leads %s nowhere", async (name) => {
  const socket = socketClient(stranger(name));
  const outcome = await overSocket(socket, { query: send, variables: { input: sameQuestion() }, filePlace: null });
  await socket.dispose();
  expect(codesOf(outcome)).toEqual(["NOT_FOUND"]);
});

test.each(names)("the model is told nothing of another's conversation when %s takes its session id", async (name) => {
  const target = stranger(name);
  const marker = `Who else asked, says ${name}?`;
  const sessionId = "visitor-session-1";
  const plain = name.includes("visitor") ? {} : { sessionId };
  await overHttp(target, {
    query: "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
    variables: { input: { workspaceId: world.here.id, message: marker, ...plain } },
    filePlace: null,
  });
  const asked = world.upstream.requests.filter(({ body }) => JSON.stringify(body.messages?.at(-1)).includes(marker));
  for (const { body } of asked) expect(JSON.stringify(body.messages)).not.toContain("merger");
});

test("a visitor cannot take another session than that of its credential", async () => {
  const outcome = await overHttp(stranger("another visitor of the embed"), {
    query: "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
    variables: { input: { workspaceId: world.here.id, message: "Hello", sessionId: "visitor-session-1" } },
    filePlace: null,
  });
  expect(codesOf(outcome)).toEqual(["FORBIDDEN"]);
});

test.each(names)("the REST dialects tell %s nothing of it either", async (name) => {
  const target = stranger(name);
  const { slug } = world.here;
  const answers = [
    await overRest(target, `/v1/workspace/${slug}/chats`),
    await overRest(target, `/v1/workspace/${slug}/chats?apiSessionId=visitor-session-1`),
    await overRest(target, `/v1/workspace/${slug}`),
    await overRest(target, "/v1/workspaces"),
  ];
  for (const { text, status } of answers) {
    expect(text).not.toContain("merger");
    expect(status).toBeLessThan(500);
  }
});

test("after all of it the answers still run, and those who asked read them whole", async () => {
  expect([await statusOf(chats.alice), await statusOf(chats.visitor)]).toEqual(["STREAMING", "STREAMING"]);
  world.upstream.release();
  expect(await readAnswer(world.alice, chats.alice)).toBe(world.upstream.answer);
  expect(await readAnswer(world.visitor, chats.visitor)).toBe(world.upstream.answer);
});

test("an answer that has ended is not read by strangers either", async () => {
  for (const chatId of Object.values(chats)) {
    expect(["COMPLETED", "STREAMING"]).toContain(await statusOf(chatId));
    for (const name of names) expect(new Set(await tryAll(stranger(name), chatId))).toEqual(new Set(["NOT_FOUND"]));
  }
});
