import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { signingSecretContext } from "../../src/auth/embed-tokens.js";
import { assertKeyFits, openSecrets } from "../../src/secrets/key-check.js";
import { SecretBox } from "../../src/secrets/secret-box.js";
import { SecretKey } from "../../src/secrets/secret-key.js";
import { inviteCodeContext } from "../../src/services/invite.service.js";
import { SecretUpkeep } from "../../src/services/secret-upkeep.js";
import { openPassword, passwordContext } from "../../src/services/document-passwords.js";
import { settingContext } from "../../src/services/settings.service.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { temporaryFolder } from "../support/process.js";

let world: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let transactions: Transactions;
let upkeep: SecretUpkeep;

beforeEach(async () => {
  world = await createTestDatabase();
  folder = await temporaryFolder();
  transactions = new Transactions(world.database.dataSource);
  upkeep = new SecretUpkeep(transactions, new EventRecorder(transactions));
});
afterEach(async () => {
  await world.close();
  await folder.remove();
});

const documentUuid = "5f0c2a52-6a7e-4a6e-9f5c-2f0b8f2d9a11";
const [signedEmbed, openEmbed] = ["9f2f6f0e-1c34-4a0e-8b52-4a4c1d1f7a01", "9f2f6f0e-1c34-4a0e-8b52-4a4c1d1f7a02"];

/** A box with a key of its own. */
async function boxOf(name: string): Promise<SecretBox> {
  return new SecretBox(await SecretKey.load({ DATA_DIR: folder.path, SECRET_KEY: name.repeat(32).slice(0, 32) }));
}

/** A secret setting, an open invite, a sign-in, a document with a password, and an embed with a signing secret. */
async function buildSecrets(box: SecretBox): Promise<void> {
  const { pool } = world.database;
  await assertKeyFits(transactions, box);
  await pool.query("INSERT INTO setting (name, sealed) VALUES ('mailUrl', $1)", [
    box.seal('"smtp://mail.example"', settingContext("mailUrl")),
  ]);
  await pool.query("INSERT INTO setting (name, value) VALUES ('supportEmail', '\"help@example.com\"')");
  await pool.query("INSERT INTO invite (code_hash, sealed_code) VALUES ('hash-1', $1)", [
    box.seal("code-1", inviteCodeContext({ codeHash: "hash-1" })),
  ]);
  await pool.query(
    `WITH person AS (INSERT INTO app_user (username, username_key, role) VALUES ('ada', 'ada', 'admin') RETURNING id)
     INSERT INTO session (user_id, refresh_hash, expires_at) SELECT id, 'x', now() + interval '1 day' FROM person`,
  );
  await pool.query("INSERT INTO folder (name) VALUES ('shelf')");
  await pool.query(
    `INSERT INTO document (uuid, owner_id, folder, name, title, mime_type, size_bytes, content_hash, file_key, sealed_password)
     SELECT $1::uuid, id, 'shelf', 'a', 'a', 'text/plain', 1, 'a', 'a', $2 FROM app_user`,
    [documentUuid, box.seal("open sesame", passwordContext({ uuid: documentUuid }))],
  );
  await pool.query(
    `WITH asked AS (INSERT INTO workspace (name, slug) VALUES ('Pier', 'pier') RETURNING id)
     INSERT INTO embed (uuid, workspace_id, allowed_origins, sealed_secret)
     SELECT uuid, asked.id, '{*}', sealed FROM asked, (VALUES ($1::uuid, $2), ($3::uuid, NULL)) AS made(uuid, sealed)`,
    [signedEmbed, box.seal("the site's secret", signingSecretContext({ uuid: signedEmbed })), openEmbed],
  );
}

/** What the secrets are made of, and what tells of them. */
async function rows(): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of ["instance", "setting", "invite", "session", "event_log", "document", "embed"]) {
    const { rows: all } = await world.database.pool.query(`SELECT * FROM ${table} ORDER BY 1`);
    found[table] = all;
  }
  return found;
}

test("of many first starts at once with different keys, one has its key known, and the others refuse", async () => {
  const boxes = await Promise.all(["a", "b", "c", "d"].map(boxOf));
  const outcomes = await Promise.allSettled(boxes.map((box) => assertKeyFits(transactions, box)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  expect(refusals).toEqual(Array(3).fill(expect.objectContaining({ code: "SECRET_KEY_MISMATCH" })));
});

test("a first start makes the key's file; a later one without it says that it is missing, and makes none", async () => {
  const { box } = await openSecrets({ DATA_DIR: folder.path }, transactions);
  await assertKeyFits(transactions, box);
  await openSecrets({ DATA_DIR: folder.path }, transactions);
  const elsewhere = await temporaryFolder();
  try {
    const opened = openSecrets({ DATA_DIR: elsewhere.path }, transactions);
    await expect(opened).rejects.toMatchObject({ code: "SECRET_KEY_MISSING" });
    expect(await readdir(elsewhere.path)).toEqual([]);
  } finally {
    await elsewhere.remove();
  }
});

test("reset forgets what the lost key had encrypted, and nothing else", async () => {
  await buildSecrets(await boxOf("lost"));
  const present = await boxOf("present");
  expect(await upkeep.reset(present)).toEqual({ settings: 1, invites: 1, documents: 1, embeds: 1 });
  const after = await rows();
  expect(after["setting"]).toMatchObject([{ name: "supportEmail" }]);
  expect(after["invite"]).toMatchObject([{ status: "disabled", sealed_code: "" }]);
  expect(after["session"]).toMatchObject([{ revoked_at: expect.any(Date) }]);
  expect(after["document"]).toMatchObject([{ sealed_password: null }]);
  // Without its secret an embed would admit everybody.
  expect(after["embed"]).toMatchObject([
    { uuid: signedEmbed, enabled: false, sealed_secret: null },
    { uuid: openEmbed, enabled: true, sealed_secret: null },
  ]);
  expect(after["event_log"]).toMatchObject([
    { type: "secrets.reset", data: { settings: 1, invites: 1, documents: 1, embeds: 1 } },
  ]);
  await assertKeyFits(transactions, present);
});

test("reset with the right key is refused: nothing is lost", async () => {
  const box = await boxOf("right");
  await buildSecrets(box);
  const before = await rows();
  await expect(upkeep.reset(box)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await rows()).toEqual(before);
});

test("after a rotation everything opens with the new key, and nothing with the old one", async () => {
  const [old, next] = await Promise.all([boxOf("old"), boxOf("next")]);
  await buildSecrets(old);
  expect(await upkeep.rotate(old, next)).toEqual({ settings: 1, invites: 1, documents: 1, embeds: 1 });
  const after = await rows();
  const sealed = (after["setting"] as { name: string; sealed: string }[]).find(
    ({ name }) => name === "mailUrl",
  )?.sealed;
  const code = (after["invite"] as { sealed_code: string }[])[0]?.sealed_code;
  expect(next.open(sealed ?? "", settingContext("mailUrl"))).toBe('"smtp://mail.example"');
  expect(next.open(code ?? "", inviteCodeContext({ codeHash: "hash-1" }))).toBe("code-1");
  const [document] = after["document"] as { uuid: string; sealed_password: string }[];
  expect(openPassword(next, { uuid: documentUuid, sealedPassword: document?.sealed_password ?? "" })).toBe(
    "open sesame",
  );
  const [signed, open] = after["embed"] as { sealed_secret: string | null; enabled: boolean }[];
  const signedContext = signingSecretContext({ uuid: signedEmbed });
  expect(next.open(signed?.sealed_secret ?? "", signedContext)).toBe("the site's secret");
  expect(() => old.open(signed?.sealed_secret ?? "", signedContext)).toThrow();
  expect([signed?.enabled, open]).toMatchObject([true, { enabled: true, sealed_secret: null }]);
  expect(after["session"]).toMatchObject([{ revoked_at: expect.any(Date) }]);
  expect(after["event_log"]).toMatchObject([{ type: "secrets.rotated" }]);
  await assertKeyFits(transactions, next);
  await expect(assertKeyFits(transactions, old)).rejects.toMatchObject({ code: "SECRET_KEY_MISMATCH" });
});

test("a rotation from a wrong key, or over a value that cannot be read, changes nothing", async () => {
  const [old, next, wrong] = await Promise.all([boxOf("old"), boxOf("next"), boxOf("wrong")]);
  await buildSecrets(old);
  const before = await rows();
  await expect(upkeep.rotate(wrong, next)).rejects.toMatchObject({ code: "SECRET_KEY_MISMATCH" });
  expect(await rows()).toEqual(before);
  await world.database.pool.query("INSERT INTO setting (name, sealed) VALUES ('chatApiKey', 'v1.AAAA')");
  const damaged = await rows();
  await expect(upkeep.rotate(old, next)).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
  expect(await rows()).toEqual(damaged);
});
