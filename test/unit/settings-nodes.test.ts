import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Viewer } from "../../src/auth/viewer.js";
import { readSettings } from "../../src/config/index.js";
import { Transactions } from "../../src/database/transaction.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { createLogger } from "../../src/observability/logger.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
import { SecretBox } from "../../src/secrets/secret-box.js";
import { SecretKey } from "../../src/secrets/secret-key.js";
import { settingCatalogue, type SettingDefinition, settingNames } from "../../src/services/setting-catalogue.js";
import { SettingsService } from "../../src/services/settings.service.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

/** All that the service looks at. */
const administrator = {
  user: { id: 1, username: "ada" },
  credential: { kind: "session", session: { id: 1 } },
  origin: { address: null, correlationId: null },
} as unknown as Viewer;

let world: TestDatabase;
let running: SettingsService[];
let box: SecretBox;

beforeEach(async () => {
  world = await createTestDatabase();
  running = [];
  box = new SecretBox(await SecretKey.load({ DATA_DIR: "unused", SECRET_KEY: "s".repeat(32) }));
});
afterEach(async () => {
  for (const service of running) await service.stop();
  await world.close();
});

async function startNode(
  environment: Readonly<Record<string, string>> = {},
  pubsub = new InProcessPubSub(),
): Promise<SettingsService> {
  const transactions = new Transactions(world.database.dataSource);
  const service = new SettingsService({
    transactions,
    box,
    pubsub,
    events: new EventRecorder(transactions),
    logger: createLogger("silent"),
    environment: readSettings(environment),
  });
  await service.start();
  running.push(service);
  return service;
}

const change = (service: SettingsService, values: Readonly<Record<string, unknown>>, reset: readonly string[] = []) =>
  service.update(administrator, { values: Object.entries(values).map(([name, value]) => ({ name, value })), reset });

async function eventCount(): Promise<number | undefined> {
  const { rows } = await world.database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM event_log");
  return rows[0]?.count;
}

test("every default keeps its own rule, and is what the environment gives when it says nothing", () => {
  const environment = readSettings({});
  for (const name of settingNames) {
    const { rule, standard, environment: variable }: SettingDefinition = settingCatalogue[name];
    expect({ name, isValid: rule.safeParse(standard).success }).toEqual({ name, isValid: true });
    const value = variable === null ? standard : (environment[variable] ?? null);
    expect({ name, value }).toEqual({ name, value: standard });
  }
});

test("a change on one node holds on the others", async () => {
  const pubsub = new InProcessPubSub();
  const [one, other] = [await startNode({}, pubsub), await startNode({}, pubsub)];
  await change(one, { registrationOpen: true, chatApiKey: "a key" });
  await other.stop();
  expect(other.get("registrationOpen")).toBe(true);
  expect(other.get("chatApiKey")).toBe("a key");
});

test("changes at once on two nodes are all kept", async () => {
  const pubsub = new InProcessPubSub();
  const [one, other] = [await startNode({}, pubsub), await startNode({}, pubsub)];
  await Promise.all(
    settingNames
      .filter((name) => name.startsWith("passwordRequire"))
      .map((name, index) => change(index % 2 === 0 ? one : other, { [name]: true })),
  );
  for (const service of [one, other]) {
    await service.stop();
    expect(service.get("passwordRequireDigit") && service.get("passwordRequireSymbol")).toBe(true);
    expect(service.get("passwordRequireLowercase") && service.get("passwordRequireUppercase")).toBe(true);
  }
});

test("what is stored wins over the environment, null included, and a reset gives way to it again", async () => {
  const service = await startNode({ LLM_API_KEY: "from the environment", LLM_CONTEXT_WINDOW: "4096" });
  const source = () => service.list().find(({ name }) => name === "chatContextWindow")?.source;
  expect([service.get("chatContextWindow"), source()]).toEqual([4_096, "environment"]);
  await change(service, { chatContextWindow: 8_192, chatApiKey: null });
  expect([service.get("chatContextWindow"), source()]).toEqual([8_192, "database"]);
  expect(service.get("chatApiKey")).toBeNull();
  await change(service, {}, ["chatContextWindow", "chatApiKey"]);
  expect([service.get("chatContextWindow"), source()]).toEqual([4_096, "environment"]);
  expect(service.get("chatApiKey")).toBe("from the environment");
});

test("a change that changes nothing leaves no event", async () => {
  const service = await startNode();
  await change(service, { supportEmail: "help@example.com", chatApiKey: "a key" });
  const before = await eventCount();
  await change(service, { supportEmail: "help@example.com", chatApiKey: "a key" }, ["mailFrom"]);
  expect(await eventCount()).toBe(before);
});

test("a key is not sent on to another provider or address: it has to be given anew", async () => {
  const service = await startNode();
  const first = { chatProvider: "openai-compatible", chatModel: "m", chatBaseUrl: "https://one.example/v1" };
  await change(service, { ...first, chatApiKey: "of the first" });
  await expect(change(service, { chatBaseUrl: "https://other.example/v1" })).rejects.toThrow(
    /^chatApiKey: must be given/,
  );
  await expect(change(service, { chatProvider: "openai" }, ["chatBaseUrl"])).rejects.toThrow("chatApiKey");
  await change(service, { chatModel: "another" });
  await change(service, { chatProvider: "builtin" });
  await change(service, { chatBaseUrl: "https://other.example/v1" });
  await expect(change(service, { chatProvider: "openai-compatible" })).rejects.toThrow("chatApiKey");
  await change(service, { chatProvider: "openai-compatible", chatApiKey: null });
  expect(service.get("chatApiKey")).toBeNull();
});

test("nor is the key of a second vendor, whom workspaces may name", async () => {
  const service = await startNode();
  await change(service, { compatibleBaseUrl: "https://one.example/v1", compatibleApiKey: "of the first" });
  const elsewhere = { compatibleBaseUrl: "https://other.example/v1" };
  await expect(change(service, elsewhere)).rejects.toThrow(/^compatibleApiKey: must be given anew/);
  await change(service, {}, ["compatibleBaseUrl"]);
  await expect(change(service, elsewhere)).rejects.toThrow(/^compatibleApiKey: must be given anew/);
  await change(service, { ...elsewhere, compatibleApiKey: "of the other" });
  expect(service.get("compatibleApiKey")).toBe("of the other");
});

test("nor is the environment's key sent to an address that the environment does not name", async () => {
  const service = await startNode({
    EMBEDDING_PROVIDER: "openai-compatible",
    EMBEDDING_MODEL: "m",
    EMBEDDING_BASE_URL: "https://one.example/v1",
    EMBEDDING_API_KEY: "of the environment",
  });
  const elsewhere = { embeddingBaseUrl: "https://other.example/v1" };
  await expect(change(service, elsewhere)).rejects.toThrow(/^embeddingApiKey: must be given anew/);
  await change(service, { ...elsewhere, embeddingApiKey: "of the other" });
  await expect(change(service, {}, ["embeddingApiKey"])).rejects.toThrow("embeddingApiKey");
  await change(service, {}, ["embeddingApiKey", "embeddingBaseUrl"]);
  expect(service.get("embeddingApiKey")).toBe("of the environment");
});

test("values that cannot be stored, shown or sent are refused by name, and not repeated", async () => {
  const service = await startNode();
  const canary = "canary-7d3f";
  const faulty = {
    chatBaseUrl: `https://user:${canary}@models.example/v1`,
    chatApiKey: `${canary}\r\nx-header: 1`,
    mailFrom: `\ud800${canary}`,
    mailUrl: `http://${canary}`,
    chatProvider: canary,
    eventRetentionDays: canary,
    supportEmail: { $ne: canary },
  };
  const refused = await change(service, faulty).catch((error: unknown) => error);
  const message = refused instanceof Error ? refused.message : "";
  for (const name of Object.keys(faulty)) expect(message).toContain(`${name}: `);
  expect(message).not.toContain(canary);
  expect(message).toContain("must be one of builtin, openai");
  expect(await eventCount()).toBe(0);
});

test("a stored value that cannot be used is left aside until it is set anew or reset", async () => {
  await world.database.pool.query(
    "INSERT INTO setting (name, sealed) VALUES ('chatApiKey', 'v1.AAAA'), ('mailUrl', 'x')",
  );
  await world.database.pool.query("INSERT INTO setting (name, value) VALUES ('passwordMinimumLength', '3')");
  const service = await startNode({ LLM_API_KEY: "from the environment" });
  expect(service.get("chatApiKey")).toBe("from the environment");
  expect(service.get("mailUrl")).toBeNull();
  expect(service.get("passwordMinimumLength")).toBe(8);
  await change(service, { chatApiKey: "set anew" }, ["mailUrl"]);
  expect(service.get("chatApiKey")).toBe("set anew");
  const { rows } = await world.database.pool.query("SELECT name FROM setting ORDER BY name");
  expect(rows).toEqual([{ name: "chatApiKey" }, { name: "passwordMinimumLength" }]);
});
