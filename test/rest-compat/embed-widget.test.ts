import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BuiltEmbed, buildEmbed, page, type WidgetEvent, WidgetVisit } from "../support/embeds.js";
import { data } from "../support/graphql-client.js";
import { startModelServer } from "../support/model-server.js";
import type { OpenAiUpstream } from "../support/openai-upstream.js";
import { eventsIn, send } from "../support/rest-client.js";
import type { TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
let workspaceId: string;

beforeAll(async () => {
  ({ server, upstream } = await startModelServer());
  ({ id: workspaceId } = await buildWorkspace(server, { systemPrompt: "You are a seal." }));
  await buildDocument(server, "Seals bark at the third pier.", { title: "Seals", workspaceIds: [workspaceId] });
});
afterAll(() => server.stop());

const chatting = (input: Readonly<Record<string, unknown>> = {}): Promise<BuiltEmbed> =>
  buildEmbed(server, workspaceId, { chatMode: "CHAT", ...input });

/** What the model was asked last, where the message had this mark. */
function asked(mark: string) {
  const request = upstream.requests.findLast(({ body }) => JSON.stringify(body.messages?.at(-1)).includes(mark));
  if (request === undefined) throw new Error(`The model was not asked ${mark}.`);
  return request.body;
}

async function update(embed: BuiltEmbed, input: Readonly<Record<string, unknown>>): Promise<void> {
  const query = "mutation ($input: UpdateEmbedInput!) { updateEmbed(input: $input) { embed { id } } }";
  await data(server, query, { input: { embedId: embed.id, ...input } });
}

test("a visitor asks, reads the answer as it comes, finds it again, and forgets it", async () => {
  const visit = new WidgetVisit(server, await chatting());
  const events = await visit.events("Where do seals bark?");
  expect(events.map(({ textResponse }) => textResponse).join("")).toBe(upstream.answer);
  expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(1);
  expect(events.slice(0, -1).every(({ type, close }) => type === "textResponseChunk" && !close)).toBe(true);
  expect(events.at(-1)).toMatchObject({ type: "textResponseChunk", textResponse: "", close: true, error: false });

  const history = await visit.history();
  expect(history.map(({ role, content }) => [role, content])).toEqual([
    ["user", "Where do seals bark?"],
    ["assistant", upstream.answer],
  ]);
  const forgotten = await visit.forget();
  expect([forgotten.status, forgotten.text]).toEqual([200, ""]);
  expect(await visit.history()).toEqual([]);
});

test("sources are named, and what stands in them is not told", async () => {
  const visit = new WidgetVisit(server, await chatting());
  const events = await visit.events("Where do seals bark?");
  const [source] = events.at(-1)?.sources ?? [];
  expect(source).toMatchObject({ title: "Seals" });
  expect(JSON.stringify([events, await visit.history()])).not.toContain("third pier");
});

test("a session remembers, within the embed's memory, and no other session does", async () => {
  const embed = await chatting({ historyLength: 1 });
  const visit = new WidgetVisit(server, embed);
  for (const message of ["mark-one", "mark-two", "mark-three"]) await visit.answer(message);
  const said = JSON.stringify(asked("mark-three").messages);
  expect([said.includes("mark-two"), said.includes("mark-one")]).toEqual([true, false]);
  await new WidgetVisit(server, embed).answer("mark-four");
  expect(JSON.stringify(asked("mark-four").messages)).not.toContain("mark-three");
  expect(await new WidgetVisit(server, embed).history()).toEqual([]);
});

test("a question that the documents do not answer is refused in one event, and stays out of the history", async () => {
  const { id } = await buildWorkspace(server, { refusalText: "I do not know." });
  const visit = new WidgetVisit(server, await buildEmbed(server, id));
  const before = upstream.requests.length;
  expect(await visit.events("What is a quasar?")).toMatchObject([
    { type: "textResponse", textResponse: "I do not know.", close: true, error: null },
  ]);
  expect(upstream.requests.length).toBe(before);
  expect(await visit.history()).toEqual([]);
});

test("a model that fails ends the stream with an abort", async () => {
  const events = await new WidgetVisit(server, await chatting()).events("[[FAIL]]");
  expect(events).toMatchObject([{ type: "abort", textResponse: null, close: true }]);
  expect(JSON.stringify(events)).not.toContain("secret");
});

test("a visitor who leaves stops the answer", async () => {
  const { uuid } = await chatting();
  const leaving = new AbortController();
  const response = await send(server, `/api/embed/${uuid}/stream-chat`, {
    authorization: null,
    headers: { origin: page },
    body: { message: "leaving [[HOLD]]", sessionId: randomUUID() },
    signal: leaving.signal,
  });
  await response.body?.getReader().read();
  leaving.abort();
  const request = upstream.requests.findLast(({ body }) => JSON.stringify(body).includes("leaving"));
  await expect(request?.closed).resolves.toBeUndefined();
  expect(request).toBeDefined();
});

test("pages of other origins, and requests of no page, are refused before the model is asked", async () => {
  const embed = await chatting();
  const before = upstream.requests.length;
  for (const origin of ["https://evil.example", "http://shop.example", "https://shop.example:8443", "null", null]) {
    const visit = new WidgetVisit(server, embed, randomUUID(), origin);
    for (const answer of [await visit.ask("Hello"), await visit.send(visit.sessionId), await visit.forget()]) {
      expect([answer.status, answer.body]).toMatchObject([401, { type: "abort", error: "Invalid request." }]);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  }
  expect(upstream.requests.length).toBe(before);
});

test("an embed keeps origins as browsers write them; a header that is only like one of them is another", async () => {
  const embed = await chatting({
    allowedOrigins: ["HTTPS://Shop.Example:443/path", "http://localhost:8080", "https://münchen.example"],
  });
  for (const origin of ["https://shop.example", "http://localhost:8080", "https://xn--mnchen-3ya.example"]) {
    const { status, headers } = await new WidgetVisit(server, embed, randomUUID(), origin).ask("Hello");
    expect([status, headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  }
  for (const origin of [
    "http://localhost",
    "https://shop.example:443",
    "https://shop.example/",
    "HTTPS://SHOP.EXAMPLE",
    "https://www.shop.example",
    "https://shop.example.evil.example",
    "https://shop.example@evil.example",
    "https://shop.example, https://evil.example",
  ]) {
    const { status, headers } = await new WidgetVisit(server, embed, randomUUID(), origin).ask("Hello");
    expect([origin, status, headers.get("access-control-allow-origin")]).toEqual([origin, 401, null]);
  }
});

test("an embed for everybody admits every page, and requests of no page", async () => {
  const embed = await chatting({ allowedOrigins: ["*"] });
  for (const origin of [null, "null", "https://anywhere.example"]) {
    expect((await new WidgetVisit(server, embed, randomUUID(), origin).ask("Hello")).status).toBe(200);
  }
  const nobodys = await chatting({ allowedOrigins: [] });
  expect((await new WidgetVisit(server, nobodys).ask("Hello")).status).toBe(401);
});

test("preflights, answers and refusals may be read by the pages that are admitted, and by no others", async () => {
  const embed = await chatting({ maxChatsPerDay: 1 });
  const preflight = (origin: string, path: string) =>
    fetch(`${server.url}/api/embed/${embed.uuid}/${path}`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });
  const admitted = await preflight(page, "stream-chat");
  expect([admitted.status, ...headersOf(admitted.headers)]).toEqual([204, page, "POST", "Origin"]);
  expect(admitted.headers.get("access-control-allow-headers")).toContain("content-type");
  expect(headersOf((await preflight(page, randomUUID())).headers)).toEqual([page, "GET, DELETE", "Origin"]);
  const foreign = await preflight("https://evil.example", "stream-chat");
  expect([foreign.status, ...headersOf(foreign.headers)]).toEqual([204, null, null, "Origin"]);
  const refused = await new WidgetVisit(server, embed, randomUUID(), "https://evil.example").ask("Hello");
  expect([refused.status, refused.headers.get("x-ratelimit-limit")]).toEqual([401, expect.stringMatching(/^\d+$/)]);

  const visit = new WidgetVisit(server, embed);
  const answers = [await visit.ask("Hello"), await visit.ask("Hello again"), await visit.ask(""), await visit.forget()];
  expect(answers.map(({ status }) => status)).toEqual([200, 429, 400, 200]);
  for (const { headers } of answers) {
    expect(headers.get("access-control-allow-origin")).toBe(page);
    expect(headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
});

function headersOf(headers: Headers): (string | null)[] {
  return ["access-control-allow-origin", "access-control-allow-methods", "vary"].map((name) => headers.get(name));
}

test("what is not there, or turned off, says so", async () => {
  const embed = await chatting();
  await update(embed, { enabled: false });
  const disabled = await new WidgetVisit(server, embed).ask("Hello");
  expect([disabled.status, (disabled.body as WidgetEvent).type]).toEqual([503, "abort"]);
  for (const uuid of [randomUUID(), "no-uuid", "%00"]) {
    const unknown = await new WidgetVisit(server, { uuid }).ask("Hello");
    expect([unknown.status, unknown.text]).toEqual([404, "Not Found"]);
  }
});

test("sessions are checked, and questions need words", async () => {
  const embed = await chatting();
  for (const sessionId of ["", "short", "a b c d e f g h", "../../etc/passwd", "x".repeat(129), 7, null, ["a"]]) {
    const answer = await new WidgetVisit(server, embed).ask("Hello", { sessionId });
    expect([answer.status, answer.body]).toMatchObject([404, { type: "abort", error: "Invalid session ID." }]);
  }
  expect((await new WidgetVisit(server, embed).send("short")).status).toBe(404);
  for (const message of ["", null, 7, undefined]) {
    const answer = await new WidgetVisit(server, embed).ask("", { message });
    expect([answer.status, answer.body]).toMatchObject([400, { error: "Message is empty." }]);
  }
});

test("prompt, model and temperature are the visitor's to choose where the embed permits it, and ignored elsewhere", async () => {
  const choice = { prompt: "You are a walrus.", model: "another-model", temperature: "1.5" };
  await new WidgetVisit(server, await chatting()).answer("not permitted", choice);
  expect(asked("not permitted")).toMatchObject({ model: "test-model" });
  expect(JSON.stringify(asked("not permitted"))).not.toContain("walrus");
  expect(asked("not permitted").temperature).not.toBe(1.5);

  const free = await chatting({ allowPromptOverride: true, allowModelOverride: true, allowTemperatureOverride: true });
  await new WidgetVisit(server, free).answer("is permitted", choice);
  expect(asked("is permitted")).toMatchObject({ model: "another-model", temperature: 1.5 });
  expect(JSON.stringify(asked("is permitted").messages?.[0])).toContain("walrus");

  const some = await chatting({ allowTemperatureOverride: true });
  await new WidgetVisit(server, some).answer("partly permitted", choice);
  expect(asked("partly permitted")).toMatchObject({ model: "test-model", temperature: 1.5 });
});

test("settings that the page leaves empty are none, and those that are not valid are told by their own names", async () => {
  const free = await chatting({ allowPromptOverride: true, allowModelOverride: true, allowTemperatureOverride: true });
  const visit = new WidgetVisit(server, free);
  // As a script tag with empty attributes has them.
  await visit.answer("left empty", { username: "", prompt: "", model: "", temperature: "" });
  expect(asked("left empty")).toMatchObject({ model: "test-model" });
  expect(JSON.stringify(asked("left empty").messages?.[0])).toContain("You are a seal.");
  for (const [field, value] of Object.entries({
    prompt: "p".repeat(100_001),
    model: "m".repeat(201),
    temperature: 2.1,
    username: "a\0b",
  })) {
    const refused = await visit.ask("Hello", { [field]: value });
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { type: "abort", error: expect.stringContaining(field) },
    ]);
  }
});

test("an answer that is running ends when its embed is disabled", async () => {
  const embed = await chatting();
  const answer = new WidgetVisit(server, embed).ask("running [[HOLD]]");
  while (!upstream.requests.some(({ body }) => JSON.stringify(body.messages?.at(-1)).includes("running"))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await update(embed, { enabled: false });
  const events = eventsIn((await answer).text) as WidgetEvent[];
  expect(events.at(-1)).toMatchObject({ type: "abort", close: true });
});

test("a quota of the session says when it is used up, and spares other sessions", async () => {
  const embed = await chatting({ maxChatsPerSession: 2 });
  const visit = new WidgetVisit(server, embed);
  for (const message of ["one", "two"]) await visit.answer(message);
  // What was forgotten was asked all the same.
  await visit.forget();
  const refused = await visit.ask("three");
  expect([refused.status, refused.body]).toMatchObject([429, { type: "abort", error: "Rate limit exceeded" }]);
  expect((refused.body as WidgetEvent).errorMsg).toContain("2");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(80_000);
  expect(await new WidgetVisit(server, embed).answer("one")).toBe(upstream.answer);
});
