import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildEmbed, page, WidgetVisit } from "../support/embeds.js";
import { type Answer, data, request } from "../support/graphql-client.js";
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

const visitorsRequest = async <Data>(
  uuid: string,
  sessionId: string,
  query: string,
  variables: object = {},
): Promise<Answer<Data>> => {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer docent_embed_${uuid}.${sessionId}`,
      origin: page,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, "status">) };
};

test("the managers of a workspace read its embed's chats, by session and as sessions", async () => {
  const embed = await buildEmbed(server, workspaceId, { chatMode: "CHAT" });
  const [first, second] = [new WidgetVisit(server, embed), new WidgetVisit(server, embed)];
  await first.answer("Where do seals bark?", { username: "bob" });
  await second.answer("Which pier?");
  await first.answer("Why?");
  const { embed: found } = await data<{ embed: Readonly<Record<string, unknown>> }>(
    server,
    `query ($uuid: UUID!, $session: String!) {
      embed(uuid: $uuid) {
        sessions(first: 1) { totalCount pageInfo { hasNextPage } nodes { sessionId chatCount startedAt lastChatAt } }
        chats(last: 1) { totalCount nodes { prompt } }
        own: chats(first: 9, filter: { sessionId: $session, refused: false }) {
          nodes { prompt visitor { name origin } }
        }
      }
    }`,
    { uuid: embed.uuid, session: first.sessionId },
  );
  expect(found).toMatchObject({
    sessions: { totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ sessionId: first.sessionId, chatCount: 2 }] },
    chats: { totalCount: 3, nodes: [{ prompt: "Why?" }] },
    own: {
      nodes: [
        { prompt: "Where do seals bark?", visitor: { name: "bob", origin: page } },
        { prompt: "Why?", visitor: { name: null, origin: page } },
      ],
    },
  });
});

test("a visitor knows its session and what it may choose, and reads its own chats alone", async () => {
  const embed = await buildEmbed(server, workspaceId, { allowPromptOverride: true });
  const [own, other] = [new WidgetVisit(server, embed, "visitor-one"), new WidgetVisit(server, embed, "visitor-two")];
  await own.answer("Where do seals bark?");
  await other.answer("Do seals bark on the third pier?");
  const query =
    "{ visitor { sessionId workspaceId allowPromptOverride allowModelOverride } visitorChats(first: 9) { totalCount nodes { prompt } } }";
  expect((await visitorsRequest(embed.uuid, "visitor-one", query)).data).toEqual({
    visitor: { sessionId: "visitor-one", workspaceId, allowPromptOverride: true, allowModelOverride: false },
    visitorChats: { totalCount: 1, nodes: [{ prompt: "Where do seals bark?" }] },
  });
  expect(codeOf(await request(server, "{ visitorChats(first: 9) { totalCount } }"))).toBe("FORBIDDEN");
});

test("a visitor chooses what the embed permits, and is told of what it does not", async () => {
  const embed = await buildEmbed(server, workspaceId, { allowTemperatureOverride: true });
  const query = "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }";
  const send = (more: object) =>
    visitorsRequest(embed.uuid, "visitor-one", query, { input: { workspaceId, message: "Seals?", ...more } });
  expect((await send({ temperature: 1 })).errors).toBeUndefined();
  for (const [field, value] of Object.entries({ systemPrompt: "Bark.", model: "another" })) {
    const answer = await send({ [field]: value });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["FORBIDDEN", field]);
  }
});

test("anybody may know whether an embed answers a page", async () => {
  const { uuid } = await buildEmbed(server, workspaceId);
  const query =
    "query ($uuid: UUID!, $origin: String) { embedStatus(uuid: $uuid, origin: $origin) { enabled admitted requiresToken } }";
  const status = async (origin: string | null) =>
    (await request<{ embedStatus: object }>(server, query, { uuid, origin }, null)).data?.embedStatus;
  expect(await status(page)).toEqual({ enabled: true, admitted: true, requiresToken: false });
  expect(await status("https://evil.example")).toMatchObject({ admitted: false });
  expect(await status(null)).toMatchObject({ admitted: false });
});

test("the code of an embed is one script tag, whatever the addresses are", async () => {
  const { id, uuid } = await buildEmbed(server, workspaceId);
  const code = (more: object) =>
    request<{ embedCode: string }>(server, "query ($input: EmbedCodeInput!) { embedCode(input: $input) }", {
      input: { embedId: id, scriptUrl: "https://cdn.example/widget.js", serverUrl: "https://docent.example/", ...more },
    });
  expect((await code({})).data?.embedCode).toBe(
    `<script async data-embed-id="${uuid}" data-base-api-url="https://docent.example/api/embed" src="https://cdn.example/widget.js"></script>`,
  );
  const hostile =
    (await code({ scriptUrl: `https://cdn.example/"><script>alert('x')</script>` })).data?.embedCode ?? "";
  expect(hostile.match(/<script/g)).toHaveLength(1);
  expect(hostile).not.toMatch(/'/);
  for (const serverUrl of ["javascript:alert(1)", "docent.example", "https://user:secret@docent.example"]) {
    const refused = await code({ serverUrl });
    expect([codeOf(refused), fieldOf(refused)]).toEqual(["BAD_USER_INPUT", "serverUrl"]);
  }
  const without = await code({ serverUrl: null });
  expect([codeOf(without), fieldOf(without)]).toEqual(["BAD_USER_INPUT", "serverUrl"]);
});

test("origins with wildcards, and what is no origin, are refused", async () => {
  const query = "mutation ($input: CreateEmbedInput!) { createEmbed(input: $input) { embed { id } } }";
  for (const origin of ["https://*.example.com", "ftp://example.com", "example.com", "null"]) {
    const answer = await request(server, query, { input: { workspaceId, allowedOrigins: [page, origin] } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", "allowedOrigins.1"]);
  }
});
