import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildPerson, openToMany } from "../support/people.js";
import { eventsIn, ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

interface Thread {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly workspace_id: number;
  readonly user_id: number | null;
}
interface Changed {
  readonly thread: Thread | null;
  readonly message: string | null;
}
interface Chats {
  readonly history: readonly { readonly role: string; readonly content: string; readonly chatId: number }[];
  readonly chats: readonly { readonly prompt: string; readonly user_id: number | null }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function buildThread(slug: string, body: object = {}): Promise<Thread> {
  const { thread } = await ok<Changed>(server, `/v1/workspace/${slug}/thread/new`, { body });
  if (thread === null) throw new Error("No thread was made.");
  return thread;
}

describe("a thread", () => {
  test("begins with what was given, and belongs to nobody where there are no accounts", async () => {
    const workspace = await buildWorkspace(server);
    const body = { name: "Plans", slug: "Odd Slug/With Ünicode", userId: 1 };
    const answer = await ok<Changed>(server, `/v1/workspace/${workspace.slug}/thread/new`, { body });
    expect(answer).toMatchObject({
      thread: { name: "Plans", slug: "Odd-SlugWith-Unicode", workspace_id: workspace.databaseId, user_id: null },
      message: null,
    });
  });

  test("begins without anything", async () => {
    const { slug } = await buildWorkspace(server);
    expect(await buildThread(slug)).toMatchObject({ name: "Thread", slug: expect.stringMatching(/^[\da-f-]{36}$/) });
  });

  test("is null when its slug is taken", async () => {
    const { slug } = await buildWorkspace(server);
    await buildThread(slug, { slug: "one" });
    const again = await ok<Changed>(server, `/v1/workspace/${slug}/thread/new`, { body: { slug: "one" } });
    expect(again).toEqual({ thread: null, message: expect.stringContaining("slug") });
  });

  test("gets another name, and keeps it when none is given", async () => {
    const { slug } = await buildWorkspace(server);
    const thread = await buildThread(slug, { name: "Before" });
    const path = `/v1/workspace/${slug}/thread/${thread.slug}/update`;
    expect(await ok<Changed>(server, path, { body: { name: "After" } })).toMatchObject({ thread: { name: "After" } });
    expect(await ok<Changed>(server, path, { body: {} })).toMatchObject({
      thread: { name: "After", slug: thread.slug },
    });
  });

  test("goes with its chats; that there was none is said", async () => {
    const { slug } = await buildWorkspace(server);
    const thread = await buildThread(slug);
    const path = `/v1/workspace/${slug}/thread/${thread.slug}`;
    await ok(server, `${path}/chat`, { body: { message: "Hello" } });
    expect(await rest(server, path, { method: "DELETE" })).toMatchObject({ status: 200, text: "OK" });
    expect(await rest(server, path, { method: "DELETE" })).toMatchObject({
      status: 200,
      text: expect.stringContaining("no thread"),
    });
    expect(await rest(server, `${path}/chats`)).toMatchObject({ status: 404, body: { message: "Thread not found" } });
  });

  test("that is unknown is told in the shape of each route", async () => {
    const { slug } = await buildWorkspace(server);
    const body = { message: "Hello" };
    const path = `/v1/workspace/${slug}/thread/nope`;
    expect(await rest(server, `${path}/update`, { body: { name: "x" } })).toMatchObject({
      status: 404,
      body: { message: "Thread not found" },
    });
    expect(await rest(server, `${path}/chat`, { body })).toMatchObject({
      status: 404,
      body: { type: "abort", error: "Thread nope not found." },
    });
    expect(await rest(server, `${path}/stream-chat`, { body })).toMatchObject({
      status: 400,
      body: { type: "abort", error: `Workspace ${slug} or thread nope is not valid.` },
    });
    expect(await rest(server, "/v1/workspace/nope/thread/x/chats")).toMatchObject({
      status: 404,
      body: { message: "Workspace not found" },
    });
    expect(await rest(server, "/v1/workspace/nope/thread/new", { body: {} })).toMatchObject({ status: 400 });
    expect(await rest(server, "/v1/workspace/nope/thread/x", { method: "DELETE" })).toMatchObject({ status: 400 });
  });

  test("is chatted with, each with a history of its own", async () => {
    const workspace = await buildWorkspace(server);
    const text = "The lighthouse at Cape Verdant was built in 1873.";
    await buildDocument(server, text, { title: "Lighthouse", workspaceIds: [workspace.id] });
    const { slug } = workspace;
    const one = await buildThread(slug);
    const other = await buildThread(slug);
    const path = `/v1/workspace/${slug}/thread`;
    const message = "When was the lighthouse built?";
    const answer = await ok<{ textResponse: string; sessionId: null }>(server, `${path}/${one.slug}/chat`, {
      body: { message },
    });
    expect(answer).toMatchObject({ type: "textResponse", textResponse: expect.stringContaining("1873") });
    const streamed = await rest(server, `${path}/${one.slug}/stream-chat`, { body: { message: "And who kept it?" } });
    const events = eventsIn(streamed.text) as { type: string; chatId?: number }[];
    expect(events.at(-1)).toMatchObject({ type: "finalizeResponseStream", chatId: expect.any(Number) });

    const prompts = async (of: string) => (await ok<Chats>(server, of)).chats.map(({ prompt }) => prompt);
    expect(await prompts(`${path}/${one.slug}/chats`)).toEqual([message, "And who kept it?"]);
    expect(await prompts(`${path}/${one.slug}/chats?limit=1&orderBy=desc`)).toEqual(["And who kept it?"]);
    expect(await prompts(`${path}/${other.slug}/chats`)).toEqual([]);
    expect(await prompts(`/v1/workspace/${slug}/chats`)).toEqual([]);
  });

  test("forgets what was said in it, and no other conversation does", async () => {
    const { slug } = await buildWorkspace(server);
    const thread = await buildThread(slug);
    const path = `/v1/workspace/${slug}/thread/${thread.slug}`;
    await ok(server, `${path}/chat`, { body: { message: "In the thread" } });
    await ok(server, `/v1/workspace/${slug}/chat`, { body: { message: "Outside" } });
    expect(await ok(server, `${path}/chat`, { body: { reset: true } })).toMatchObject({
      textResponse: "Chat history was reset!",
    });
    expect((await ok<Chats>(server, `${path}/chats`)).history).toEqual([]);
    expect((await ok<Chats>(server, `/v1/workspace/${slug}/chats`)).history).toHaveLength(2);
  });

  test("stands in its workspace, with its name", async () => {
    const { slug } = await buildWorkspace(server);
    const thread = await buildThread(slug, { name: "Plans" });
    const { workspace } = await ok<{ workspace: object[] }>(server, `/v1/workspace/${slug}`);
    expect(workspace[0]).toMatchObject({ threads: [{ user_id: null, slug: thread.slug, name: "Plans" }] });
  });

  test("stands in the list of workspaces, however many there are", async () => {
    const { slug } = await buildWorkspace(server);
    const count = 101;
    for (let at = 0; at < count; at += 1) await buildThread(slug, { slug: `${slug}-${at}` });
    const { workspaces } = await ok<{ workspaces: { slug: string; threads: { slug: string }[] }[] }>(
      server,
      "/v1/workspaces",
    );
    const threads = workspaces.find((workspace) => workspace.slug === slug)?.threads ?? [];
    expect(threads.map((thread) => thread.slug)).toEqual(Array.from({ length: count }, (_, at) => `${slug}-${at}`));
  });
});

describe("where people have accounts", () => {
  let many: TestServer;
  beforeAll(async () => {
    many = await startTestServer();
    await openToMany(many);
  });
  afterAll(() => many.stop());

  test("a program begins threads and asks for the people whom it serves", async () => {
    const person = await buildPerson(many, { role: "DEFAULT" });
    const { slug } = await buildWorkspace(many);
    const made = await ok<Changed>(many, `/v1/workspace/${slug}/thread/new`, { body: { userId: person.databaseId } });
    expect(made.thread).toMatchObject({ user_id: person.databaseId });
    const path = `/v1/workspace/${slug}/thread/${made.thread?.slug}`;
    await ok(many, `${path}/chat`, { body: { message: "As a person", userId: person.databaseId } });
    await ok(many, `${path}/chat`, { body: { message: "As a ghost", userId: 999 } });
    const { chats } = await ok<Chats>(many, `${path}/chats`);
    expect(chats.map(({ user_id }) => user_id === person.databaseId)).toEqual([true, false]);
    const { workspaces } = await ok<{ workspaces: { slug: string; threads: object[] }[] }>(many, "/v1/workspaces");
    expect(workspaces.find((one) => one.slug === slug)?.threads).toEqual([
      { user_id: person.databaseId, slug: made.thread?.slug, name: "Thread" },
    ]);
  });

  test("nobody's thread is null", async () => {
    const { slug } = await buildWorkspace(many);
    const made = await ok<Changed>(many, `/v1/workspace/${slug}/thread/new`, { body: { userId: 9_999 } });
    expect(made).toEqual({ thread: null, message: "There is no user 9999." });
  });
});
