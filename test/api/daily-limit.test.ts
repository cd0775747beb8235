import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { send } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Lets the owner ask so many more questions, whatever was asked before. */
async function admit(questions: number): Promise<void> {
  await server.database.pool.query("DELETE FROM rate_limit");
  await server.database.pool.query(
    "UPDATE app_user SET daily_message_limit = $1 + (SELECT count(*) FROM chat WHERE chat.user_id = app_user.id)",
    [questions],
  );
}

const sendChat = "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }";

async function ask(workspaceId: string, idempotencyKey: string = randomUUID()) {
  const { data: sent, errors } = await request<{ sendChat: { chat: { id: string } } }>(server, sendChat, {
    input: { workspaceId, message: "What?", idempotencyKey },
  });
  return { chatId: sent?.sendChat.chat.id ?? null, error: errors?.[0] };
}

test("of many questions at once exactly as many are asked as the day has left", async () => {
  const workspace = await buildWorkspace(server);
  await admit(4);
  const asked = await Promise.all(Array.from({ length: 20 }, () => ask(workspace.id)));
  const refused = asked.filter(({ chatId }) => chatId === null);
  expect(asked.length - refused.length).toBe(4);
  for (const { error } of refused) {
    expect(error).toMatchObject({
      message: expect.stringMatching(/^You have reached your daily chat limit of \d+$/),
      extensions: { code: "DAILY_LIMIT_REACHED", retryAfterSeconds: expect.any(Number) },
    });
  }
  const { workspace: found } = await data<{ workspace: { chats: { totalCount: number } } }>(
    server,
    "query ($id: ID!) { workspace(by: { id: $id }) { chats(first: 1) { totalCount } } }",
    { id: workspace.id },
  );
  expect(found.chats.totalCount).toBe(4);
});

test("a question that is sent again under its idempotency key is counted once", async () => {
  const workspace = await buildWorkspace(server);
  await admit(1);
  const key = randomUUID();
  const asked = await Promise.all(Array.from({ length: 10 }, () => ask(workspace.id, key)));
  const chats = asked.flatMap(({ chatId }) => (chatId === null ? [] : [chatId]));
  expect(new Set(chats).size).toBe(1);
  expect((await ask(workspace.id, key)).chatId).toBe(chats[0]);
  expect((await ask(workspace.id)).error?.extensions["code"]).toBe("DAILY_LIMIT_REACHED");
});

test("the REST dialects answer 429, each in its own shape", async () => {
  const workspace = await buildWorkspace(server);
  await admit(0);
  const v1 = await send(server, `/api/v1/workspace/${workspace.slug}/chat`, { body: { message: "What?" } });
  expect(v1.status).toBe(429);
  expect(Number(v1.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await v1.json()).toMatchObject({ type: "abort", error: expect.stringContaining("daily chat limit") });
  const openai = await send(server, "/api/v1/openai/chat/completions", {
    body: { model: workspace.slug, messages: [{ role: "user", content: "What?" }] },
  });
  expect(openai.status).toBe(429);
  expect(await openai.json()).toMatchObject({ error: { message: expect.stringContaining("daily chat limit") } });
});
