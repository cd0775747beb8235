import { execFile } from "node:child_process";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { testEnvironment } from "../support/env.js";
import { data } from "../support/graphql-client.js";
import { mutate } from "../support/people.js";
import { startProcess, temporaryFolder } from "../support/process.js";
import { serverDatabase } from "../support/server-database.js";

const cli = fileURLToPath(new URL("../../src/cli.js", import.meta.url));
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Awaited<ReturnType<typeof serverDatabase>>;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = await temporaryFolder();
  database = await serverDatabase();
  environment = { DATA_DIR: folder.path, ...database.environment };
});
afterEach(async () => {
  await database.drop();
  await folder.remove();
});

const mailUrl = "smtp://user:secret@mail.example:587";

/** Starts the server, and lets it hold a secret. */
async function buildInstance(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const server = await startProcess({ ...environment, ...more });
  await mutate(server, "updateSettings", { values: [{ name: "mailUrl", value: mailUrl }] }, "settings { name }");
  await server.stop();
}

async function isMailSet(more: Readonly<Record<string, string>> = {}): Promise<boolean | undefined> {
  const server = await startProcess({ ...environment, ...more });
  try {
    const { settings } = await data<{ settings: { name: string; isSet: boolean }[] }>(
      server,
      "{ settings { name isSet } }",
    );
    return settings.find(({ name }) => name === "mailUrl")?.isSet;
  } finally {
    await server.stop();
  }
}

const run = (...argv: readonly string[]) =>
  promisify(execFile)(process.execPath, [cli, ...argv], { env: { PATH: testEnvironment.path, ...environment } });

test("a server whose key is another refuses to start, changes nothing, and starts again with the right one", async () => {
  const keys = { right: "k".repeat(40), wrong: "w".repeat(40) };
  await buildInstance({ SECRET_KEY: keys.right });
  const before = await exported();
  await expect(startProcess({ ...environment, SECRET_KEY: keys.wrong })).rejects.toThrow(
    /ended with 1:[\s\S]*npx docent secrets reset/,
  );
  expect(await exported()).toEqual(before);
  expect(await isMailSet({ SECRET_KEY: keys.right })).toBe(true);
}, 120_000);

test("the key file is made once, readable by its owner alone, and a restored copy of it works", async () => {
  await buildInstance();
  const path = join(folder.path, "secret.key");
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe("600");
  await rename(path, `${path}.backup`);
  await writeFile(path, "another key of sufficient length, by mistake\n");
  await expect(startProcess(environment)).rejects.toThrow("SECRET_KEY");
  await rename(`${path}.backup`, path);
  expect(await isMailSet()).toBe(true);
}, 120_000);

test("with the key lost for good, reset forgets the secrets and takes the new key", async () => {
  await buildInstance();
  await rm(join(folder.path, "secret.key"));
  const { stdout } = await run("secrets", "reset");
  expect(stdout).toContain("Forgot 1 secret settings");
  expect(await isMailSet()).toBe(false);
}, 120_000);

test("a rotation puts a new key in place of the old one, and the secrets stay", async () => {
  await buildInstance();
  const path = join(folder.path, "secret.key");
  const old = await readFile(path, "utf8");
  const { stdout } = await run("secrets", "rotate");
  expect(stdout).toContain("Encrypted 1 secret settings");
  expect(await readFile(path, "utf8")).not.toBe(old);
  expect(await isMailSet()).toBe(true);
  await writeFile(path, old);
  await expect(startProcess(environment)).rejects.toThrow("SECRET_KEY");
  await expect(run("secrets", "rotate")).rejects.toThrow("SECRET_KEY");
}, 120_000);

test("a first start that has no key makes nothing, so that the next one still shows the first API key", async () => {
  const path = join(folder.path, "secret.key");
  await writeFile(path, "");
  await expect(startProcess({ ...environment, ADMIN_API_KEY: "" })).rejects.toThrow("holds no key");
  await rm(path);
  const server = await startProcess({ ...environment, ADMIN_API_KEY: "" });
  expect(server.output()).toMatch(/docent_[\w-]{43}/);
  await server.stop();
}, 120_000);

/** Every row, as a backup has it, without what running and stopping change. */
async function exported(): Promise<string[]> {
  const file = join(folder.path, "export.ndjson");
  await rm(file, { force: true });
  await run("database", "export", file);
  const lines = (await readFile(file)).toString("latin1").split("\n");
  await rm(file);
  return lines.filter((line) => !/exportedAt|last_used_at|"heartbeat/.test(line)).sort();
}
