import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { testEnvironment } from "../support/env.js";
import { data, request } from "../support/graphql-client.js";
import { startProcess, temporaryFolder } from "../support/process.js";

const main = fileURLToPath(new URL("../../src/main.js", import.meta.url));
const cli = fileURLToPath(new URL("../../src/cli.js", import.meta.url));

function run(script: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(join(tmpdir(), "docent-test-"));
  try {
    return spawnSync(process.execPath, [script, ...args], {
      cwd,
      env: { PATH: testEnvironment.path, ...environment },
      encoding: "utf8",
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

test("faulty settings stop the start, all named at once, and no value repeated", () => {
  const { status, stderr } = run(main, [], {
    PORT: "many",
    LLM_PROVIDER: "openai",
    REDIS_URL: "secret-host",
    ADMIN_API_KEY: "tooshort",
  });
  expect(status).toBe(1);
  for (const name of ["PORT", "LLM_MODEL", "LLM_API_KEY", "REDIS_URL", "ADMIN_API_KEY"])
    expect(stderr).toContain(`${name}: `);
  for (const value of ["many", "secret-host", "tooshort"]) expect(stderr).not.toContain(value);
});

test("the first start makes a key and shows it once; the next start does not", async () => {
  const folder = await temporaryFolder();
  try {
    const environment = { DATA_DIR: folder.path, ADMIN_API_KEY: "" };
    const first = await startProcess(environment);
    const secret = /docent_[\w-]{43}/.exec(first.output())?.[0] ?? "";
    const { viewer } = await data<{ viewer: { scopes: string[] } }>(
      { url: first.url, apiKey: secret },
      "{ viewer { scopes } }",
    );
    expect(viewer.scopes).toContain("ADMIN");
    expect(await first.stop()).toBe(0);

    const second = await startProcess(environment);
    expect(second.output()).not.toContain("docent_");
    expect((await request({ url: second.url, apiKey: secret }, "{ viewer { scopes } }")).status).toBe(200);
    await second.stop();
  } finally {
    await folder.remove();
  }
}, 120_000);

test("keys are made, listed and revoked on the command line, and a running server is respected", async () => {
  const folder = await temporaryFolder();
  try {
    const environment = { DATA_DIR: folder.path };
    const server = await startProcess(environment);
    const refused = run(cli, ["keys", "list"], environment);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("in use");
    await server.stop();

    const created = run(cli, ["keys", "create", "--name", "importer", "--scope", "write"], environment);
    const secret = /docent_[\w-]{43}/.exec(created.stdout)?.[0];
    expect(secret).toBeDefined();
    const listed = run(cli, ["keys", "list"], environment);
    expect(listed.stdout).toContain("importer");
    expect(listed.stdout).not.toContain(secret);
    expect(run(cli, ["keys", "revoke", "2"], environment).stdout).toContain("is revoked");
    expect(run(cli, ["keys", "revoke", "99"], environment).status).toBe(1);
    expect(run(cli, ["migrate", "status"], environment).stdout).toMatch(/^applied\t/);
  } finally {
    await folder.remove();
  }
}, 120_000);
