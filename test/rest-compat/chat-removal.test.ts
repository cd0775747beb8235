import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

interface Chats {
  readonly sessionId?: string | null;
  readonly history: readonly { readonly chatId: number; readonly content: string }[];
  readonly chats: readonly { readonly id: number; readonly prompt: string; readonly sessionId: string | null }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Asks, and returns the chat's number. */
async function ask(slug: string, message: string, sessionId?: string): Promise<number> {
  const body = sessionId === undefined ? { message } : { message, sessionId };
  return (await ok<{ chatId: number }>(server, `/v1/workspace/${slug}/chat`, { body })).chatId;
}

async function prompts(path: string): Promise<string[]> {
  return (await ok<Chats>(server, path)).chats.map(({ prompt }) => prompt);
}

describe("chats are deleted", () => {
  test("all of a workspace, of its sessions and threads too", async () => {
    const { slug } = await buildWorkspace(server);
    await ask(slug, "One");
    await ask(slug, "Two", "s-1");
    const { thread } = await ok<{ thread: { slug: string } }>(server, `/v1/workspace/${slug}/thread/new`, { body: {} });
    await ok(server, `/v1/workspace/${slug}/thread/${thread.slug}/chat`, { body: { message: "Three" } });
    const answer = await rest(server, `/v1/workspace/${slug}/chats`, { method: "DELETE" });
    expect(answer).toMatchObject({ status: 200, body: { success: true, deletedCount: 3 } });
    expect(await prompts(`/v1/workspace/${slug}/chats`)).toEqual([]);
    expect(await prompts(`/v1/workspace/${slug}/thread/${thread.slug}/chats`)).toEqual([]);
  });

  test.each([
    ["in the body", (id: number) => ({ body: { chatId: id } }), () => ""],
    ["in the body as text", (id: number) => ({ body: { chatId: `msg-${id}` } }), () => ""],
    ["in the query", () => ({}), (id: number) => `?chatId=${id}`],
  ])("one of them, named %s", async (_how, request, query) => {
    const { slug } = await buildWorkspace(server);
    const id = await ask(slug, "One");
    await ask(slug, "Two");
    const path = `/v1/workspace/${slug}/chats`;
    await ok(server, `${path}${query(id)}`, { method: "DELETE", ...request(id) });
    expect(await prompts(path)).toEqual(["Two"]);
  });

  test.each([
    [{ chatId: "all" }, 400],
    [{ chatId: "" }, 400],
    [{ chatId: null }, 400],
    [{ chatId: 0 }, 400],
    [{ chatId: 1.5 }, 400],
    [{ chatId: true }, 400],
    [{ chatid: 7 }, 400],
    [{ chatId: 2_000_000_000 }, 404],
  ])("never for a name like %j", async (body, status) => {
    const { slug } = await buildWorkspace(server);
    await ask(slug, "One");
    const path = `/v1/workspace/${slug}/chats`;
    expect(await rest(server, path, { method: "DELETE", body })).toMatchObject({ status, body: { success: false } });
    expect(await prompts(path)).toEqual(["One"]);
  });

  test("never of another workspace", async () => {
    const { slug } = await buildWorkspace(server);
    const id = await ask(slug, "One");
    const other = await buildWorkspace(server);
    const request = { method: "DELETE", body: { chatId: id } };
    expect(await rest(server, `/v1/workspace/${other.slug}/chats`, request)).toMatchObject({ status: 404 });
    expect(await rest(server, "/v1/workspace/nope/chats", { method: "DELETE" })).toMatchObject({ status: 400 });
    expect(await prompts(`/v1/workspace/${slug}/chats`)).toEqual(["One"]);
  });
});

describe("a name below `chat`", () => {
  test("is a session's, with its history alone", async () => {
    const { slug } = await buildWorkspace(server);
    await ask(slug, "Mine", "chat-001");
    await ask(slug, "Another's", "chat-002");
    await ask(slug, "Nobody's");
    const path = `/v1/workspace/${slug}/chat/chat-001`;
    const found = await ok<Chats>(server, path);
    expect([found.sessionId, found.chats.map(({ prompt }) => prompt)]).toEqual(["chat-001", ["Mine"]]);
    expect(await ok(server, path, { method: "DELETE" })).toMatchObject({ deletedCount: 1 });
    expect(await rest(server, path)).toMatchObject({ status: 404, body: { success: false } });
    expect(await prompts(`/v1/workspace/${slug}/chats?apiSessionId=chat-002`)).toEqual(["Another's"]);
    expect(await prompts(`/v1/workspace/${slug}/chats`)).toEqual(["Nobody's"]);
  });

  test("is a chat's where no session has it", async () => {
    const { slug } = await buildWorkspace(server);
    const id = await ask(slug, "Numbered", "s-1");
    const path = `/v1/workspace/${slug}/chat/${id}`;
    expect(await ok<Chats>(server, path)).toMatchObject({ sessionId: "s-1", chats: [{ id, prompt: "Numbered" }] });
    await ask(slug, "In the session of that name", String(id));
    expect(await prompts(path)).toEqual(["In the session of that name"]);
    await ok(server, path, { method: "DELETE" });
    expect(await prompts(path)).toEqual(["Numbered"]);
    await ok(server, `/v1/workspace/${slug}/chat/msg-${id}`, { method: "DELETE" });
    expect(await rest(server, path, { method: "DELETE" })).toMatchObject({ status: 404 });
  });
});

describe("a pin", () => {
  test("is set and taken off a document of the workspace", async () => {
    const workspace = await buildWorkspace(server);
    const { location } = await buildDocument(server, "Frogs.", { workspaceIds: [workspace.id] });
    const path = `/v1/workspace/${workspace.slug}/update-pin`;
    const shown = async () => {
      const found = await ok<{
        workspace: { documents: { pinned: boolean }[]; currentContextTokenCount: number; contextWindow: number }[];
      }>(server, `/v1/workspace/${workspace.slug}`);
      return found.workspace[0];
    };
    const pinned = async () => (await shown())?.documents[0]?.pinned;
    const message = "Pin status updated successfully";
    expect(await ok(server, path, { body: { docPath: location, pinStatus: true } })).toEqual({ message });
    expect(await pinned()).toBe(true);
    expect(await ok(server, path, { body: { docPath: location, pinStatus: "maybe" } })).not.toEqual({ message });
    expect(await ok(server, path, { body: { pinStatus: false } })).not.toEqual({ message });
    expect(await pinned()).toBe(true);
    expect(await shown()).toMatchObject({ contextWindow: 8_192, currentContextTokenCount: expect.any(Number) });
    expect((await shown())?.currentContextTokenCount).toBeGreaterThan(0);
    expect(await ok(server, path, { body: { docPath: location, pinStatus: false } })).toEqual({ message });
    expect(await pinned()).toBe(false);
    expect((await shown())?.currentContextTokenCount).toBe(0);
  });

  test("is none without such a document, or such a workspace", async () => {
    const { slug } = await buildWorkspace(server);
    const { location } = await buildDocument(server, "Frogs.");
    for (const docPath of [location, "custom-documents/nope.json"]) {
      const request = { body: { docPath, pinStatus: true } };
      expect(await rest(server, `/v1/workspace/${slug}/update-pin`, request)).toMatchObject({ status: 404 });
    }
    const request = { body: { docPath: location, pinStatus: true } };
    expect(await rest(server, "/v1/workspace/nope/update-pin", request)).toMatchObject({ status: 400 });
  });
});
