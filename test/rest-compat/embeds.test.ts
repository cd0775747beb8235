import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { page, WidgetVisit } from "../support/embeds.js";
import { data } from "../support/graphql-client.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

interface Embed {
  readonly id: number;
  readonly uuid: string;
  readonly enabled: boolean;
  readonly chat_mode: string;
  readonly allowlist_domains: readonly string[] | null;
  readonly chat_count: number;
}
interface EmbedChat {
  readonly id: number;
  readonly prompt: string;
  readonly response: string;
  readonly session_id: string;
  readonly include: boolean;
  readonly connection_information: string;
}

let server: TestServer;
let slug: string;

beforeAll(async () => {
  server = await startTestServer();
  const workspace = await buildWorkspace(server, { name: "Pier" });
  ({ slug } = workspace);
  await buildDocument(server, "Seals bark at the third pier.", { workspaceIds: [workspace.id] });
});
afterAll(() => server.stop());

const create = (body: Readonly<Record<string, unknown>> = {}) =>
  ok<{ embed: Embed; error: null }>(server, "/v1/embed/new", {
    body: { workspace_slug: slug, allowlist_domains: [page], ...body },
  });
const change = (uuid: string, body: Readonly<Record<string, unknown>>) =>
  rest(server, `/v1/embed/${uuid}`, { method: "POST", body });
const listed = async (uuid: string) =>
  (await ok<{ embeds: Embed[] }>(server, "/v1/embed")).embeds.find((embed) => embed.uuid === uuid);
const chatsOf = async (path: string) => (await ok<{ chats: EmbedChat[] }>(server, `/v1/embed/${path}`)).chats;

test("an embed is made, listed, changed and deleted", async () => {
  const { embed, error } = await create({ chat_mode: "chat", max_chats_per_day: 100, max_chats_per_session: "10" });
  expect(error).toBeNull();
  expect(embed).toMatchObject({
    enabled: true,
    chat_mode: "chat",
    allowlist_domains: [page],
    allow_model_override: false,
    max_chats_per_day: 100,
    max_chats_per_session: 10,
    message_limit: null,
    workspace_slug: slug,
  });
  expect(await listed(embed.uuid)).toMatchObject({ id: embed.id, workspace: { name: "Pier" }, chat_count: 0 });

  const changed = await change(embed.uuid, {
    enabled: "false",
    chat_mode: "query",
    max_chats_per_day: 0,
    colour: "red",
  });
  expect(changed.body).toMatchObject({ success: true, error: null, message: expect.stringContaining("colour") });
  expect(await listed(embed.uuid)).toMatchObject({ enabled: false, chat_mode: "query" });
  expect((await change(embed.uuid, {})).body).toEqual({});

  expect((await rest(server, `/v1/embed/${embed.uuid}`, { method: "DELETE" })).body).toEqual({
    success: true,
    error: null,
  });
  expect(await listed(embed.uuid)).toBeUndefined();
});

test("domains come as a list or separated by commas, and become origins", async () => {
  for (const allowlist of [
    ["example.com", "http://localhost:8080/", "HTTPS://Www.Example.com:443"],
    "example.com, http://localhost:8080/ ,https://www.example.com,",
  ]) {
    expect((await create({ allowlist_domains: allowlist })).embed.allowlist_domains).toEqual([
      "https://example.com",
      "http://localhost:8080",
      "https://www.example.com",
    ]);
  }
  for (const allowlist of [["*.example.com"], "ftp://example.com", ["https://"], 7, [7]]) {
    const refused = await rest(server, "/v1/embed/new", {
      body: { workspace_slug: slug, allowlist_domains: allowlist },
    });
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { error: expect.stringContaining("allowlist_domains") },
    ]);
  }
});

test("without an allowlist every page is admitted, unless the server requires one", async () => {
  const open = await create({ allowlist_domains: null });
  expect(open.embed.allowlist_domains).toBeNull();
  expect((await new WidgetVisit(server, open.embed, randomUUID(), null).ask("Where do seals bark?")).status).toBe(200);
  await change(open.embed.uuid, { allowlist_domains: "a.example" });
  expect((await new WidgetVisit(server, open.embed, randomUUID(), null).ask("Where do seals bark?")).status).toBe(401);

  const strict = await startTestServer({ EMBED_REQUIRE_ALLOWLIST: "true" });
  try {
    const workspace = await buildWorkspace(strict);
    const { embed } = await ok<{ embed: Embed }>(strict, "/v1/embed/new", {
      body: { workspace_slug: workspace.slug },
    });
    expect(embed.allowlist_domains).toEqual([]);
    expect((await new WidgetVisit(strict, embed).ask("Hello")).status).toBe(401);
  } finally {
    await strict.stop();
  }
});

test("what is not valid is refused by name, and what is unknown is not found", async () => {
  for (const [field, value] of Object.entries({
    chat_mode: "banana",
    max_chats_per_day: "abc",
    max_chats_per_session: -1,
    message_limit: 1.5,
    allow_prompt_override: "perhaps",
  })) {
    const refused = await rest(server, "/v1/embed/new", { body: { workspace_slug: slug, [field]: value } });
    expect(refused.status).toBe(400);
    // A mode is told by its value, as clients know it.
    expect((refused.body as { error: string }).error).toMatch(new RegExp(`${field}|banana is not a valid mode`));
  }
  for (const body of [{ workspace_slug: "nope" }, {}, { workspace_id: 2_000_000_000 }]) {
    const unknown = await rest(server, "/v1/embed/new", { body });
    expect([unknown.status, unknown.body]).toEqual([404, { error: "Workspace not found" }]);
  }
  for (const uuid of [randomUUID(), "no-uuid"]) {
    for (const answer of [
      await change(uuid, { enabled: true }),
      await rest(server, `/v1/embed/${uuid}`, { method: "DELETE" }),
    ]) {
      expect([answer.status, answer.body]).toEqual([404, { error: "Embed not found" }]);
    }
    expect(await chatsOf(`${uuid}/chats`)).toEqual([]);
    expect(await chatsOf(`${uuid}/chats/${randomUUID()}`)).toEqual([]);
  }
  const { embed } = await create({});
  for (const session of ["x".repeat(129), "%00", "/"]) {
    const refused = await rest(server, `/v1/embed/${embed.uuid}/chats/${session}`);
    expect([refused.status, refused.body]).toEqual([400, { error: expect.any(String) }]);
  }
});

test("an embed goes to another workspace, which it asks from then on", async () => {
  const { embed } = await create();
  const other = await buildWorkspace(server, { name: "Elsewhere", refusalText: "Nobody knows." });
  expect((await change(embed.uuid, { workspace_id: other.databaseId })).status).toBe(200);
  expect(await listed(embed.uuid)).toMatchObject({ workspace: { id: other.databaseId, name: "Elsewhere" } });
  expect(await new WidgetVisit(server, embed).answer("Where do seals bark?")).toBe("Nobody knows.");
  const unknown = await change(embed.uuid, { workspace_id: 2_000_000_000 });
  expect([unknown.status, unknown.body]).toMatchObject([400, { error: expect.stringContaining("workspace_id") }]);
});

test("what visitors asked stays theirs when the embed is deleted: it is no chat of the workspace's users", async () => {
  const pier = await buildWorkspace(server);
  const { embed } = await ok<{ embed: Embed }>(server, "/v1/embed/new", {
    body: { workspace_slug: pier.slug, allowlist_domains: [page], chat_mode: "chat" },
  });
  const visit = new WidgetVisit(server, embed);
  await visit.answer("Where do the walruses bark?");
  await rest(server, `/v1/embed/${embed.uuid}`, { method: "DELETE" });
  expect((await visit.ask("And now?")).status).toBe(404);

  const history = `/v1/workspace/${pier.slug}/chats`;
  await ok(server, `/v1/workspace/${pier.slug}/chat`, { body: { message: "My own.", sessionId: visit.sessionId } });
  expect((await ok<{ chats: object[] }>(server, `${history}?apiSessionId=${visit.sessionId}`)).chats).toMatchObject([
    { prompt: "My own." },
  ]);
  const exported = await rest(server, "/v1/system/export-chats?type=json");
  expect([exported.status, exported.text.includes("My own."), exported.text.includes("walruses")]).toEqual([
    200,
    true,
    false,
  ]);
  await rest(server, history, { method: "DELETE" });
  const { workspace } = await data<{ workspace: { chats: object } }>(
    server,
    "query ($slug: String!) { workspace(by: { slug: $slug }) { chats(first: 9) { nodes { prompt } } } }",
    { slug: pier.slug },
  );
  expect(workspace.chats).toEqual({ nodes: [{ prompt: "Where do the walruses bark?" }] });
});

test("a workspace that is deleted takes its embeds along", async () => {
  const doomed = await buildWorkspace(server);
  const { embed } = await ok<{ embed: Embed }>(server, "/v1/embed/new", {
    body: { workspace_slug: doomed.slug, allowlist_domains: [page] },
  });
  const visit = new WidgetVisit(server, embed);
  expect(await visit.history()).toEqual([]);
  await rest(server, `/v1/workspace/${doomed.slug}`, { method: "DELETE" });
  for (const answer of [await visit.ask("Hello"), await visit.send(visit.sessionId), await visit.forget()]) {
    expect([answer.status, answer.text]).toEqual([404, "Not Found"]);
  }
  expect(await listed(embed.uuid)).toBeUndefined();
});

test("what visitors asked is read by embed and by session, more than a page of it", async () => {
  const { embed } = await create({ chat_mode: "chat" });
  const [first, second] = [new WidgetVisit(server, embed), new WidgetVisit(server, embed)];
  await first.answer("Where do seals bark?", { username: "bob" });
  await second.answer("Which pier?");
  await first.forget();
  const chats = await chatsOf(`${embed.uuid}/chats`);
  expect(chats).toMatchObject([
    { prompt: "Where do seals bark?", session_id: first.sessionId, include: false },
    { prompt: "Which pier?", session_id: second.sessionId, include: true },
  ]);
  expect(JSON.parse(chats[0]?.response ?? "")).toMatchObject({ type: "chat", text: expect.stringContaining("pier") });
  expect(JSON.parse(chats[0]?.connection_information ?? "")).toEqual({
    host: page,
    ip: expect.stringContaining("127.0.0.1"),
    username: "bob",
  });
  expect(await chatsOf(`${embed.uuid}/chats/${second.sessionId}`)).toEqual([chats[1]]);
  expect(await listed(embed.uuid)).toMatchObject({ chat_count: 2 });

  await server.database.pool.query(
    `INSERT INTO chat (uuid, workspace_id, embed_id, session_id, asker, prompt, response, mode, status, finished_at)
     SELECT gen_random_uuid(), workspace_id, id, 'many-chats', 'embed', 'p' || n, 'r', 'chat', 'completed', now()
     FROM embed, generate_series(1, 250) AS n WHERE id = $1`,
    [embed.id],
  );
  expect((await chatsOf(`${embed.uuid}/chats/many-chats`)).map(({ prompt }) => prompt)).toEqual(
    Array.from({ length: 250 }, (_, index) => `p${index + 1}`),
  );
});
