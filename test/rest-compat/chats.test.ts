import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { eventsIn, ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

interface Answer {
  readonly id: string;
  readonly type: string;
  readonly chatId?: number;
  readonly textResponse: string;
  readonly sources: readonly { readonly title: string; readonly text: string; readonly score: number }[];
  readonly sessionId: string | null;
  readonly confidence: number | null;
}
interface Event extends Answer {
  readonly uuid: string;
  readonly textChunk?: string;
  readonly close: boolean;
  readonly error: unknown;
  readonly metrics?: object;
}
interface Chats {
  readonly history: readonly {
    readonly role: string;
    readonly content: string;
    readonly chatId: number;
    readonly [key: string]: unknown;
  }[];
  readonly chats: readonly { readonly id: number; readonly prompt: string; readonly response: string }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A workspace that knows one thing. */
async function buildLighthouse(settings: Readonly<Record<string, unknown>> = {}) {
  const workspace = await buildWorkspace(server, settings);
  const text = "The lighthouse at Cape Verdant was built in 1873. Its keeper, Ada Moreau, logged every passing ship.";
  await buildDocument(server, text, { title: "Lighthouse", workspaceIds: [workspace.id] });
  return workspace;
}

/** Streams a question and returns its events. */
async function stream(slug: string, body: object): Promise<Event[]> {
  const answer = await rest(server, `/v1/workspace/${slug}/stream-chat`, { body });
  expect([answer.status, answer.type]).toEqual([200, "text/event-stream"]);
  return eventsIn(answer.text) as Event[];
}

describe("chat", () => {
  test("waits for the whole answer, which tells what it rests on", async () => {
    const { slug } = await buildLighthouse();
    const answer = await ok<Answer>(server, `/v1/workspace/${slug}/chat`, {
      body: { message: "When was the lighthouse built?", sessionId: "s-1" },
    });
    expect(answer).toMatchObject({ type: "textResponse", chatId: expect.any(Number), sessionId: "s-1" });
    expect(answer.textResponse).toContain("1873");
    expect(answer.sources[0]).toMatchObject({ title: "Lighthouse", text: expect.stringContaining("1873") });
    expect(answer.confidence).toBe(Math.max(...answer.sources.map(({ score }) => score)));
  });

  test("in query mode refuses what the documents do not say, in the workspace's words", async () => {
    const { slug } = await buildLighthouse({ refusalText: "Not in my files." });
    const answer = await ok<Answer>(server, `/v1/workspace/${slug}/chat`, {
      body: { message: "zzzz qqqq 00000", mode: "query" },
    });
    expect(answer).toMatchObject({
      type: "textResponse",
      textResponse: "Not in my files.",
      sources: [],
      confidence: null,
    });
    expect(answer).not.toHaveProperty("chatId");
  });

  test("null stands for what is not given", async () => {
    const { slug } = await buildLighthouse();
    const body = { message: "Who was the keeper?", mode: null, attachments: null, sessionId: null, reset: null };
    await expect(ok<Answer>(server, `/v1/workspace/${slug}/chat`, { body })).resolves.toMatchObject({
      type: "textResponse",
    });
  });
});

describe("stream-chat", () => {
  test("streams chunks, closes the text with the sources, and ends with the chat's number and cost", async () => {
    const { slug } = await buildLighthouse();
    const events = await stream(slug, { message: "Who was the keeper?", sessionId: "s-2" });
    const closing = events.findIndex(({ close }) => close);
    const chunks = events.slice(0, closing);
    expect(chunks.length).toBeGreaterThan(0);
    expect(new Set(events.flatMap(({ id, uuid }) => [id, uuid])).size).toBe(1);
    for (const chunk of chunks) {
      expect(chunk).toMatchObject({
        type: "textResponseChunk",
        sources: [],
        close: false,
        error: false,
        textChunk: chunk.textResponse,
      });
    }
    const [close, final, ...more] = events.slice(closing);
    expect(more).toEqual([]);
    expect(close).toMatchObject({
      type: "textResponseChunk",
      textResponse: "",
      close: true,
      sources: [{ title: "Lighthouse" }],
    });
    expect(final).toMatchObject({
      type: "finalizeResponseStream",
      close: true,
      error: false,
      chatId: expect.any(Number),
      sessionId: "s-2",
    });
    expect(final?.sources).toEqual(close?.sources);
    expect(final?.metrics).toMatchObject({ completion_tokens: expect.any(Number), model: expect.any(String) });

    const { chats } = await ok<Chats>(server, `/v1/workspace/${slug}/chats?apiSessionId=s-2`);
    expect(chats).toMatchObject([
      { id: final?.chatId, response: chunks.map(({ textResponse }) => textResponse).join("") },
    ]);
  });

  test("says a refusal in one event", async () => {
    const { slug } = await buildLighthouse({ chatMode: "QUERY", refusalText: "Not in my files." });
    const events = await stream(slug, { message: "zzzz qqqq 00000" });
    expect(events).toMatchObject([
      { type: "textResponse", textResponse: "Not in my files.", sources: [], close: true, error: null },
    ]);
  });

  test("streams whatever the client says that it accepts, with the headers of other answers", async () => {
    const { slug } = await buildLighthouse();
    const headers = { accept: "application/json", origin: "https://app.example" };
    const answer = await rest(server, `/v1/workspace/${slug}/stream-chat`, {
      body: { message: "Who was the keeper?" },
      headers,
    });
    expect(answer.type).toBe("text/event-stream");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("access-control-allow-origin")).toMatch(/^(\*|https:\/\/app\.example)$/);
  });
});

describe("the history", () => {
  test("tells each exchange as two messages; chats of a session only when it is asked for", async () => {
    const { slug } = await buildLighthouse();
    const path = `/v1/workspace/${slug}`;
    for (const message of ["first", "second", "third"]) await ok(server, `${path}/chat`, { body: { message } });
    await ok(server, `${path}/chat`, { body: { message: "apart", sessionId: "s-3" } });

    const { history, chats } = await ok<Chats>(server, `${path}/chats`);
    expect(chats.map(({ prompt }) => prompt)).toEqual(["first", "second", "third"]);
    expect(history.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant", "user", "assistant"]);
    expect(history[0]).toMatchObject({
      content: "first",
      attachments: [],
      sentAt: expect.any(Number),
      chatId: chats[0]?.id,
    });
    expect(history[1]).toMatchObject({ type: "chat", feedbackScore: null, chatId: chats[0]?.id });

    const prompts = async (query: string) =>
      (await ok<Chats>(server, `${path}/chats?${query}`)).chats.map(({ prompt }) => prompt);
    await expect(prompts("apiSessionId=s-3")).resolves.toEqual(["apart"]);
    await expect(prompts("limit=2")).resolves.toEqual(["first", "second"]);
    await expect(prompts("limit=2&orderBy=desc")).resolves.toEqual(["third", "second"]);
    await expect(prompts("limit=0")).resolves.toEqual(["first"]);
    await expect(prompts("limit=abc")).resolves.toEqual([]);
  });

  test("a reset forgets one conversation and leaves the others", async () => {
    const { slug } = await buildLighthouse();
    const path = `/v1/workspace/${slug}`;
    await ok(server, `${path}/chat`, { body: { message: "general" } });
    await ok(server, `${path}/chat`, { body: { message: "apart", sessionId: "s-4" } });
    const answer = await ok<Answer>(server, `${path}/chat`, { body: { reset: true, sessionId: "s-4" } });
    expect(answer).toMatchObject({
      type: "textResponse",
      textResponse: "Chat history was reset!",
      sources: [],
      metrics: {},
    });
    await expect(ok<Chats>(server, `${path}/chats?apiSessionId=s-4`)).resolves.toEqual({ history: [], chats: [] });
    await expect(ok<Chats>(server, `${path}/chats`)).resolves.toMatchObject({ chats: [{ prompt: "general" }] });

    const events = await stream(slug, { reset: true, message: "Who was the keeper?" });
    expect(events.at(-1)?.type).toBe("finalizeResponseStream");
    await expect(ok<Chats>(server, `${path}/chats`)).resolves.toMatchObject({
      chats: [{ prompt: "Who was the keeper?" }],
    });
  });
});
