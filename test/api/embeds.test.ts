import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { SignJWT } from "jose";
import { type BuiltEmbed, buildEmbed, page, WidgetVisit } from "../support/embeds.js";
import { type Answer, data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf, mutate } from "../support/people.js";
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
  const values = [{ name: "publicUrl", value: "https://here.example" }];
  expect((await mutate(server, "updateSettings", { values }, "__typename")).errors).toBeUndefined();
  expect((await code({ serverUrl: null })).data?.embedCode).toContain('"https://here.example/api/embed"');
});

test("a site's tokens are good for its embed, its secret and an hour, in everything that a visitor does", async () => {
  const embed = await buildEmbed(server, workspaceId);
  const sessionId = randomUUID();
  const createSecret = async ({ id }: BuiltEmbed) =>
    (
      await data<{ createEmbedSecret: { secret: string } }>(
        server,
        "mutation ($id: ID!) { createEmbedSecret(embedId: $id) { secret } }",
        { id },
      )
    ).createEmbedSecret.secret;
  const signed = (key: string, claims: Readonly<Record<string, unknown>> = {}, alg = "HS256") => {
    const now = Math.floor(Date.now() / 1_000);
    const payload = { aud: embed.uuid, iat: now, exp: now + 300, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));
  };
  const visit = (token: string | null, of: BuiltEmbed = embed) => new WidgetVisit(server, of, sessionId, page, token);
  const statuses = async (one: WidgetVisit) =>
    (await Promise.all([one.ask("Seals?"), one.send(one.sessionId), one.forget()])).map(({ status }) => status);

  const first = await createSecret(embed);
  expect(await statuses(visit(await signed(first)))).toEqual([200, 200, 200]);
  expect(await statuses(visit(null))).toEqual([401, 401, 401]);
  expect(await statuses(visit(await signed(first, { sub: sessionId })))).toEqual([200, 200, 200]);
  const now = Math.floor(Date.now() / 1_000);
  const soon = now + 3_600;
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ aud: embed.uuid, iat: soon - 3_600, exp: soon }))}.`;
  for (const token of [
    unsigned.replaceAll("=", ""),
    "nonsense",
    await signed("another-secret"),
    await signed(first, { aud: randomUUID() }),
    await signed(first, { sub: randomUUID() }),
    await signed(first, { iat: now - 120, exp: now - 60 }),
    await signed(first, { exp: now + 7_200 }),
    await signed(first, { iat: soon, exp: soon + 300 }),
    await signed(first, { iat: undefined }),
    await signed(first, { exp: undefined }),
    await signed(first, { aud: undefined }),
    await signed(first, {}, "HS512"),
  ]) {
    expect((await visit(token).send(sessionId)).status).toBe(401);
  }
  const fromElsewhere = new WidgetVisit(server, embed, sessionId, "https://evil.example", await signed(first));
  expect((await fromElsewhere.send(sessionId)).status).toBe(401);

  // A new secret replaces the old one at once; another embed's is another.
  const second = await createSecret(embed);
  expect((await visit(await signed(first)).send(sessionId)).status).toBe(401);
  expect((await visit(await signed(second)).send(sessionId)).status).toBe(200);
  const other = await buildEmbed(server, workspaceId);
  await createSecret(other);
  expect((await visit(await signed(second, { aud: other.uuid }), other).send(sessionId)).status).toBe(401);

  const query = "{ visitor { sessionId } }";
  expect((await visitorsRequest(embed.uuid, `${sessionId}.${await signed(second)}`, query)).data).toEqual({
    visitor: { sessionId },
  });
  expect(codeOf(await visitorsRequest(embed.uuid, sessionId, query))).toBe("UNAUTHENTICATED");

  const remove = "mutation ($id: ID!) { deleteEmbedSecret(embedId: $id) { embed { requiresToken } } }";
  for (let count = 0; count < 2; count++) {
    expect(await data(server, remove, { id: embed.id })).toEqual({
      deleteEmbedSecret: { embed: { requiresToken: false } },
    });
  }
  expect(await statuses(visit(null))).toEqual([200, 200, 200]);
});

test("origins with wildcards, and what is no origin, are refused", async () => {
  const query = "mutation ($input: CreateEmbedInput!) { createEmbed(input: $input) { embed { id } } }";
  for (const origin of ["https://*.example.com", "ftp://example.com", "example.com", "null"]) {
    const answer = await request(server, query, { input: { workspaceId, allowedOrigins: [page, origin] } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", "allowedOrigins.1"]);
  }
});
