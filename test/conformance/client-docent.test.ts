import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildModel } from "../support/models.js";
import { ask, buildWorkspace } from "../support/world.js";

let server: TestServer;
let model: string;
beforeAll(async () => {
  server = await startTestServer();
  model = await buildModel(server, { chatProvider: "builtin" });
  const values = [
    { name: "chatProvider", value: "openai-compatible" },
    { name: "chatModel", value: model },
    { name: "chatBaseUrl", value: `${server.url}/v1/openai` },
    { name: "chatApiKey", value: server.apiKey },
  ];
  const set = await mutate(server, "updateSettings", { values }, "__typename");
  if (set.errors !== undefined) throw new Error(JSON.stringify(set.errors));
});
afterAll(() => server.stop());

test("a workspace whose model is another workspace of this server answers from the other's documents", async () => {
  const { id } = await buildWorkspace(server);
  const { text, events, finished } = await ask(server, {
    workspaceId: id,
    message: "Who was the keeper of the lighthouse?",
  });
  expect(text).toContain("Ada Moreau");
  expect(finished).toMatchObject({ __typename: "ChatFinished", status: "COMPLETED" });
  expect(events.length).toBeGreaterThan(2);
});

test("what goes wrong with the other workspace's own model is told on", async () => {
  const inner = await buildWorkspace(server, { chatProvider: "ollama", chatModel: "nobody-serves-it" });
  const { id } = await buildWorkspace(server, { chatModel: inner.slug });
  const { finished } = await ask(server, { workspaceId: id, message: "Who?" });
  expect(finished).toMatchObject({
    status: "FAILED",
    error: { code: "UPSTREAM_ERROR", message: expect.stringMatching(/cannot be reached|does not have the model/) },
  });
});

test("a model that it does not have is a fault of the model, told as such", async () => {
  const { id } = await buildWorkspace(server, { chatModel: "nobody-there" });
  const { finished } = await ask(server, { workspaceId: id, message: "Who?" });
  expect(finished).toMatchObject({ status: "FAILED", error: { code: "UPSTREAM_MODEL_NOT_FOUND" } });
});
