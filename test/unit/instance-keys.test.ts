import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { ApiKeyScope } from "../../src/entities/index.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { InstanceKeys } from "../../src/services/instance-keys.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let world: TestDatabase;
let keys: InstanceKeys;

beforeEach(async () => {
  world = await createTestDatabase();
  const transactions = new Transactions(world.database.dataSource);
  keys = new InstanceKeys(transactions, new EventRecorder(transactions));
});
afterEach(() => world.close());

test("of several processes that start an instance for the first time, one makes the owner and the first key", async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => keys.bootstrap(undefined)));
  expect(secrets.filter((secret) => secret !== null)).toHaveLength(1);
  const { rows } = await world.database.pool.query(
    "SELECT username, username_key, role, count(api_key.id)::int AS keys FROM app_user JOIN api_key ON owner_id = app_user.id GROUP BY 1, 2, 3",
  );
  expect(rows).toEqual([{ username: "owner", username_key: "owner", role: "admin", keys: 1 }]);
});

test("whoever holds the machine makes, lists and revokes keys; each leaves an event without an actor", async () => {
  await expect(keys.create({ name: "Early", scopes: [ApiKeyScope.READ] })).rejects.toThrow("start the server once");
  await keys.bootstrap("chosen-secret-0123456789");
  const { apiKey, secret } = await keys.create({ name: " Reader ", scopes: [ApiKeyScope.READ] });
  expect(apiKey).toMatchObject({ name: "Reader", scopes: ["read"], prefix: secret.slice(0, 13) });
  const revoked = await keys.revoke(apiKey.prefix);
  expect((await keys.revoke(String(apiKey.id))).revokedAt).toEqual(revoked.revokedAt);
  expect((await keys.list()).map(({ name }) => name)).toEqual(["First key", "Reader"]);
  const { rows } = await world.database.pool.query("SELECT type, actor_id FROM event_log ORDER BY id");
  expect(rows).toEqual(
    ["apiKey.created", "apiKey.created", "apiKey.revoked"].map((type) => ({ type, actor_id: null })),
  );
});
