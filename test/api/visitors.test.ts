import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Answer, data, type Target } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;
let workspaceId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ id: workspaceId } = await buildWorkspace(server));
  await buildDocument(server, "Seals bark at the third pier.", { workspaceIds: [workspaceId] });
});
afterAll(() => server.stop());

const page = "https://shop.example";

async function buildEmbed(input: Readonly<Record<string, unknown>> = {}): Promise<{ uuid: string; id: string }> {
  const { createEmbed } = await data<{ createEmbed: { embed: { uuid: string; id: string } } }>(
    server,
    "mutation ($input: CreateEmbedInput!) { createEmbed(input: $input) { embed { uuid id } } }",
    { input: { workspaceId, allowedOrigins: [page], ...input } },
  );
  return createEmbed.embed;
}

/** Sends a request as the page of a site would, for one visitor. */
async function visit<Data>(
  target: Target,
  uuid: string,
  sessionId: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  origin: string | null = page,
): Promise<Answer<Data>> {
  const response = await fetch(`${target.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer docent_embed_${uuid}.${sessionId}`,
      ...(origin === null ? {} : { origin }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, "status">) };
}

const sendChat = "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id mode sessionId } } }";
interface Sent {
  readonly sendChat: { readonly chat: { readonly id: string; readonly mode: string; readonly sessionId: string } };
}
const question = (more: Readonly<Record<string, unknown>> = {}) => ({
  input: { workspaceId, message: "Where do seals bark?", ...more },
});

test("a visitor asks by the embed's mode, in a session of its own, and reads what it asked", async () => {
  const { uuid } = await buildEmbed();
  const { data: sent } = await visit<Sent>(server, uuid, "visitor-one", sendChat, question());
  expect(sent?.sendChat.chat).toMatchObject({ mode: "QUERY", sessionId: "visitor-one" });
  const read = "query ($id: ID!) { chat(id: $id) { prompt } }";
  const id = sent?.sendChat.chat.id;
  expect((await visit(server, uuid, "visitor-one", read, { id })).data).toEqual({
    chat: { prompt: "Where do seals bark?" },
  });
  expect(codeOf(await visit(server, uuid, "visitor-two", read, { id }))).toBe("NOT_FOUND");
});

test("a visitor comes no further than to its chats", async () => {
  const { uuid } = await buildEmbed();
  const { data: sent } = await visit<Sent>(server, uuid, "visitor-one", sendChat, question());
  const walk = "query ($id: ID!) { chat(id: $id) { workspace { documents(first: 1) { totalCount } } } }";
  expect(codeOf(await visit(server, uuid, "visitor-one", walk, { id: sent?.sendChat.chat.id }))).toBe("FORBIDDEN");
  for (const query of [
    "{ workspaces(first: 1) { totalCount } }",
    "{ documents(first: 1) { totalCount } }",
    "{ embeds(first: 1) { totalCount } }",
    'mutation { createWorkspace(input: { name: "Mine" }) { workspace { id } } }',
  ]) {
    expect(codeOf(await visit(server, uuid, "visitor-one", query))).toBe("FORBIDDEN");
  }
  const node = "query ($id: ID!) { node(id: $id) { id } }";
  expect((await visit(server, uuid, "visitor-one", node, { id: workspaceId })).data).toEqual({ node: null });
});

test("how a visitor is answered is the embed's to decide", async () => {
  const { uuid } = await buildEmbed();
  for (const [field, value] of Object.entries({
    mode: "CHAT",
    systemPrompt: "Say anything.",
    temperature: 2,
    history: [],
    sessionId: "another-session",
  })) {
    const answer = await visit(server, uuid, "visitor-one", sendChat, question({ [field]: value }));
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["FORBIDDEN", field]);
  }
});

test("pages of other origins, and requests of no page, are refused; so is a disabled embed", async () => {
  const { uuid, id } = await buildEmbed();
  const query = "{ viewer { credential } }";
  expect((await visit(server, uuid, "visitor-one", query)).data).toEqual({ viewer: { credential: "EMBED" } });
  expect(codeOf(await visit(server, uuid, "visitor-one", query, {}, "https://evil.example"))).toBe("UNAUTHENTICATED");
  expect(codeOf(await visit(server, uuid, "visitor-one", query, {}, null))).toBe("UNAUTHENTICATED");
  await data(server, "mutation ($id: ID!) { updateEmbed(input: { embedId: $id, enabled: false }) { embed { id } } }", {
    id,
  });
  expect(codeOf(await visit(server, uuid, "visitor-one", query))).toBe("UNAUTHENTICATED");
});

test("of many questions at once, exactly as many as the quota admits get through", async () => {
  const { uuid } = await buildEmbed({ maxChatsPerDay: 7, maxChatsPerSession: 3 });
  const ask = (sessionId: string) => visit<Sent>(server, uuid, sessionId, sendChat, question());
  const sessions = ["visitor-one", "visitor-two", "visitor-three"];
  const answers = await Promise.all(sessions.flatMap((session) => Array.from({ length: 10 }, () => ask(session))));
  const admitted = answers.flatMap(({ data: sent }) => (sent == null ? [] : [sent.sendChat.chat.sessionId]));
  expect(admitted).toHaveLength(7);
  for (const session of sessions) expect(admitted.filter((one) => one === session).length).toBeLessThanOrEqual(3);
  expect(new Set(answers.map(codeOf))).toEqual(new Set([undefined, "DAILY_LIMIT_REACHED"]));
});
