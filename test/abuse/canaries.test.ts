import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";
import { Canaries, readEverything } from "./support/canaries.js";
import { type EchoingUpstream, startEchoingUpstream } from "./support/echoing-upstream.js";
import { misuse } from "./support/misuse.js";
import { SecretsInUse } from "./support/secrets-in-use.js";
import { snapshot } from "./support/snapshot.js";

const canaries = new Canaries();
const secretKey = canaries.plant("the secret key", "canary-secret-key-abcdefghijklmnopqrstuvw");
let upstream: EchoingUpstream;
let server: TestServer;
const lines: string[] = [];
const prints: string[] = [];

beforeAll(async () => {
  upstream = await startEchoingUpstream();
  const log = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  for (const method of ["log", "warn", "error", "info", "debug"] as const) {
    jest.spyOn(console, method).mockImplementation((...given: unknown[]) => {
      prints.push(given.map(String).join(" "));
    });
  }
  server = await startTestServer(
    {
      LOG_LEVEL: "trace",
      SECRET_KEY: secretKey,
      LLM_PROVIDER: "openai-compatible",
      LLM_MODEL: "test-model",
      LLM_BASE_URL: upstream.baseUrl,
      LLM_API_KEY: canaries.plant("the environment's provider key", "canary-environment-provider-key-4711"),
    },
    log,
  );
  canaries.plant("the first key", server.apiKey);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await server.stop();
  await upstream.close();
});

const models = "mutation ($i: TestProviderInput!) { testProvider(input: $i) { ok error { code message } } }";

/** Asks models whose server repeats the key that it got, by every way that there is. */
async function askModels(): Promise<void> {
  const { id: workspaceId, slug } = await buildWorkspace(server);
  await buildDocument(server, "Some text.", { workspaceIds: [workspaceId] });
  const message = "Hello?";
  await canaries.graphql(server, "mutation ($i: SendChatInput!) { sendChat(input: $i) { chat { id } } }", {
    i: { workspaceId, message },
  });
  await canaries.http(server, `/v1/workspace/${slug}/chat`, { message });
  await canaries.http(server, `/v1/workspace/${slug}/stream-chat`, { message });
  await canaries.http(server, "/v1/openai/chat/completions", {
    model: slug,
    messages: [{ role: "user", content: message }],
  });
  const apiKey = canaries.plant("a tried key", "canary-tried-provider-key-9999");
  const { baseUrl } = upstream;
  for (const kind of ["CHAT", "EMBEDDING"]) {
    await canaries.graphql(server, models, { i: { kind } });
    const tried = { kind, provider: "openai-compatible", model: "m", baseUrl, apiKey };
    await canaries.graphql(server, models, { i: tried });
  }
}

test("no secret is in any answer but the one that shows it, nor in a log line, an event, an error or a row", async () => {
  const secrets = new SecretsInUse(server, canaries);
  await secrets.make();
  for (const [name, secret] of Object.entries({ ...secrets.all, "the secret key": secretKey })) {
    await misuse(canaries, server, name, secret);
  }
  await askModels();
  await secrets.useUp();
  for (const query of readEverything()) await canaries.graphql(server, query);
  await canaries.http(server, "/api/events.ndjson");
  // What is done after an answer, such as sending messages, leaves its lines soon.
  await delay(300);

  // The keys were used, or their absence would prove nothing.
  for (const key of ["canary-stored-provider-key-0815", "canary-tried-provider-key-9999"]) {
    expect(upstream.keys).toContain(`Bearer ${key}`);
  }
  expect([lines.length > 100, canaries.heard.length > 400]).toEqual([true, true]);
  canaries.hear("the standard output", prints.join("\n"));
  for (const line of lines) canaries.hear("the log", line);
  for (const [table, rows] of Object.entries(await snapshot(server.database))) {
    canaries.hear(`the table ${table}`, rows.join("\n"));
  }
  expect(canaries.leaks()).toEqual([]);
}, 180_000);
