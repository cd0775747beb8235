import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ LLM_PROVIDER: "ollama", LLM_MODEL: "small", LLM_BASE_URL: "http://127.0.0.1:9" });
});
afterAll(() => server.stop());

interface Refused {
  readonly name: string;
  readonly message: string;
}

async function update(values: Readonly<Record<string, unknown>>, reset: readonly string[] = []): Promise<Refused[]> {
  const given = Object.entries(values).map(([name, value]) => ({ name, value }));
  const answer = await mutate<{ refused: Refused[] }>(
    server,
    "updateSettings",
    { values: given, reset, skipRefused: true },
    "refused { name message }",
  );
  return answer.data?.["updateSettings"]?.refused ?? [];
}
async function valueOf(name: string): Promise<unknown> {
  const { settings } = await data<{ settings: { name: string; value: unknown }[] }>(
    server,
    "{ settings { name value } }",
  );
  return settings.find((one) => one.name === name)?.value;
}

test("what is refused is left out with its reason, and the rest is changed", async () => {
  const refused = await update({ supportEmail: "help@example.com", passwordMinimumLength: 3, nothing: 1 });
  expect(refused).toEqual([
    { name: "nothing", message: "there is no such setting" },
    { name: "passwordMinimumLength", message: "must be at least 8" },
  ]);
  expect([await valueOf("supportEmail"), await valueOf("passwordMinimumLength")]).toEqual(["help@example.com", 8]);
});

test("a provider, its address and its key are refused together, so that no key goes to another address", async () => {
  const refused = await update({
    chatProvider: "openai-compatible",
    chatBaseUrl: "not an address",
    chatModel: "large",
    chatApiKey: "a secret for that address",
    publicUrl: "https://docent.example",
  });
  expect(refused.map(({ name }) => name).sort()).toEqual(["chatApiKey", "chatBaseUrl", "chatModel", "chatProvider"]);
  expect(refused.find(({ name }) => name === "chatModel")?.message).toBe(
    "is left as it is, since chatBaseUrl is refused",
  );
  expect([await valueOf("chatProvider"), await valueOf("chatModel"), await valueOf("publicUrl")]).toEqual([
    "ollama",
    "small",
    "https://docent.example",
  ]);
});

test("a provider without what it needs is refused, with the name of what is missing", async () => {
  const refused = await update({ chatProvider: "anthropic", eventRetentionDays: 30 });
  expect(refused).toContainEqual({ name: "chatApiKey", message: "is required with chatProvider anthropic" });
  expect(refused.map(({ name }) => name)).toContain("chatProvider");
  expect([await valueOf("chatProvider"), await valueOf("eventRetentionDays")]).toEqual(["ollama", 30]);
});

test("a name that is given twice changes nothing, a reset among refusals holds", async () => {
  await update({ supportEmail: "help@example.com" });
  const refused = await update({ mailFrom: "help@example.com", watchMinimumSeconds: 1 }, ["mailFrom", "supportEmail"]);
  expect(refused.map(({ name }) => name)).toEqual(["mailFrom", "watchMinimumSeconds"]);
  expect([await valueOf("mailFrom"), await valueOf("supportEmail")]).toEqual([null, null]);
});
