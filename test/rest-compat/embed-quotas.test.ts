import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildEmbed, WidgetVisit } from "../support/embeds.js";
import { data } from "../support/graphql-client.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import type { RestAnswer } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
let workspaceId: string;

beforeAll(async () => {
  upstream = await startOpenAiUpstream();
  server = await startTestServer({
    // As they are unless somebody changes them: all visitors of the test come from one address.
    RATE_LIMITS: "on",
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "test-model",
    LLM_BASE_URL: upstream.baseUrl,
  });
  ({ id: workspaceId } = await buildWorkspace(server));
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

const statuses = (answers: readonly RestAnswer[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

test("a thousand questions at once get exactly as many answers as the day's quota has", async () => {
  const embed = await buildEmbed(server, workspaceId, { chatMode: "CHAT", maxChatsPerDay: 100 });
  const before = upstream.requests.length;
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, () => new WidgetVisit(server, embed).ask("When do you open?")),
  );
  expect(statuses(answers)).toEqual({ 200: 100, 429: 900 });
  expect(upstream.requests.length - before).toBe(100);
}, 120_000);

test("the same within one session's quota", async () => {
  const embed = await buildEmbed(server, workspaceId, { chatMode: "CHAT", maxChatsPerSession: 100 });
  const visit = new WidgetVisit(server, embed);
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => visit.ask("When do you open?")));
  expect(statuses(answers)).toEqual({ 200: 100, 429: 900 });
}, 120_000);

test("administrators may limit what comes from one address", async () => {
  const embed = await buildEmbed(server, workspaceId);
  const set = (value: number | null) =>
    data(server, "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { settings { name } } }", {
      input: { values: [{ name: "widgetRequestsPerMinute", value }] },
    });
  await set(3);
  const answers: RestAnswer[] = [];
  for (let count = 0; count < 4; count++) {
    const sessionId = randomUUID();
    answers.push(await new WidgetVisit(server, embed, sessionId).send(sessionId));
  }
  expect(statuses(answers)).toEqual({ 200: 3, 429: 1 });
  expect(answers.at(-1)?.body).toMatchObject({ type: "abort", error: "Rate limit exceeded" });
  await set(null);
});
