import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { startModelServer } from "../support/model-server.js";
import type { OpenAiUpstream } from "../support/openai-upstream.js";
import { eventsIn, ok, rest } from "../support/rest-client.js";
import type { TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
let slug: string;
beforeAll(async () => {
  ({ server, upstream } = await startModelServer());
  ({ slug } = await buildWorkspace(server));
});
afterAll(() => server.stop());

const lastQuestion = () => upstream.requests.at(-1)?.body.messages?.at(-1)?.content;
const ask = (route: "chat" | "stream-chat", body: object) => rest(server, `/v1/workspace/${slug}/${route}`, { body });
const minutes = {
  name: "minutes.txt",
  mime: "application/anythingllm-document",
  contentString: `data:text/plain;base64,${Buffer.from("The keeper resigned in May.").toString("base64")}`,
};

describe("attachments", () => {
  test("documents are read into the context and come back as sources, not as images of the history", async () => {
    const message = "Who resigned?";
    const answer = await ok<{ sources: { title: string; text: string }[] }>(server, `/v1/workspace/${slug}/chat`, {
      body: { message, mode: "query", sessionId: "minutes", attachments: [minutes] },
    });
    expect(answer.sources).toMatchObject([{ title: "minutes.txt", text: "The keeper resigned in May." }]);
    expect(JSON.stringify(upstream.requests.at(-1)?.body.messages)).toContain("The keeper resigned in May.");
    const { history } = await ok<{ history: object[] }>(server, `/v1/workspace/${slug}/chats?apiSessionId=minutes`);
    expect(history[0]).toMatchObject({ role: "user", content: message, attachments: [] });
  });

  test("one that cannot be read is 422 in the route's shape", async () => {
    const contentString = `data:application/pdf;base64,${Buffer.from("%PDF-1.7 and nothing else").toString("base64")}`;
    const broken = { ...minutes, name: "x.pdf", contentString };
    for (const route of ["chat", "stream-chat"] as const) {
      const answer = await ask(route, { message: "What?", attachments: [broken] });
      expect([answer.status, answer.body]).toEqual([
        422,
        expect.objectContaining({ type: "abort", error: expect.stringContaining("attachments.0") }),
      ]);
    }
  });
});

describe("commands", () => {
  test("people's own are replaced; /reset is a question like others", async () => {
    await data(server, 'mutation { createSlashCommand(input: { name: "brief", prompt: "Be brief." }) { __typename } }');
    await ask("chat", { message: "/brief Why?" });
    expect(lastQuestion()).toBe("Be brief. Why?");
    await ask("stream-chat", { message: "/reset" });
    expect(lastQuestion()).toBe("/reset");
    const messages = [{ role: "user", content: "/brief Why?" }];
    await ok(server, "/v1/openai/chat/completions", { body: { model: slug, messages } });
    expect(lastQuestion()).toBe("/brief Why?");
  });
});

describe("a stream", () => {
  test("of a refusal is one event, with every recorded key, and the exchange stays out of the history", async () => {
    const { text } = await ask("stream-chat", { message: "Anything?", mode: "query", sessionId: "refused" });
    expect(eventsIn(text)).toEqual([
      expect.objectContaining({
        id: expect.any(String),
        type: "textResponse",
        textResponse: "There is no relevant information in this workspace to answer your query.",
        sources: [],
        attachments: [],
        close: true,
        error: null,
        metrics: {},
      }),
    ]);
    const { history } = await ok<{ history: object[] }>(server, `/v1/workspace/${slug}/chats?apiSessionId=refused`);
    expect(history).toEqual([]);
  });

  test("of nothing closes as recorded, without a chat", async () => {
    const { text } = await ask("stream-chat", { message: "[[EMPTY]]" });
    const events = eventsIn(text) as Record<string, unknown>[];
    expect(events.map(({ type, close }) => [type, close])).toEqual([
      ["textResponseChunk", true],
      ["finalizeResponseStream", true],
    ]);
    expect(events[1]).not.toHaveProperty("chatId");
  });

  test("of a model that cannot stream has the whole answer", async () => {
    const { text } = await ask("stream-chat", { message: "[[WHOLE]]" });
    const events = eventsIn(text) as { textResponse?: string; type: string }[];
    expect(events.map(({ textResponse }) => textResponse ?? "").join("")).toBe(upstream.answer);
    expect(events.at(-1)?.type).toBe("finalizeResponseStream");
  });
});

test("automatic is chat", async () => {
  const answer = await ok<{ textResponse: string }>(server, `/v1/workspace/${slug}/chat`, {
    body: { message: "Hello", mode: "automatic" },
  });
  expect(answer.textResponse).toBe(upstream.answer);
});
