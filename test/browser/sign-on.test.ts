import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, chromium } from "playwright-core";
import { testEnvironment } from "../support/env.js";
import { buildPerson, openToMany } from "../support/people.js";
import { ok } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

const executablePath = testEnvironment.chromiumPath;
const present = existsSync(executablePath);

if (!present)
  process.stderr.write(`Skipped: there is no Chromium at ${executablePath} (CHROMIUM_PATH names another).\n`);

(present ? describe : describe.skip)("signing in by a link, in a real browser", () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer();
    await openToMany(server);
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function issue() {
    const person = await buildPerson(server);
    const { loginPath } = await ok<{ loginPath: string }>(server, `/v1/users/${person.databaseId}/issue-auth-token`);
    return { person, loginPath };
  }

  test("the link signs in once, leaves the address bar, and the session is a credential", async () => {
    const { person, loginPath } = await issue();
    const page = await browser.newPage();
    await page.goto(`${server.url}${loginPath}`);
    await page.getByText(`You are signed in as ${person.username}.`).waitFor();
    expect(page.url()).toBe(`${server.url}/sso/simple`);
    const token = await page.evaluate(() => localStorage.getItem("anythingllm_authToken"));
    await expect(ok(server, "/v1/auth", { authorization: `Bearer ${token ?? ""}` })).resolves.toEqual({
      authenticated: true,
    });
    await page.goto(`${server.url}${loginPath}`);
    await page.getByText(/You could not be signed in/).waitFor();
    await page.close();
  });

  test("it goes on to a path of this server, and nowhere else", async () => {
    const page = await browser.newPage();
    const { loginPath } = await issue();
    await page.goto(`${server.url}${loginPath}&redirectTo=${encodeURIComponent("/healthz")}`);
    await page.waitForURL(`${server.url}/healthz`);
    for (const target of ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]) {
      const next = await issue();
      await page.goto(`${server.url}${next.loginPath}&redirectTo=${encodeURIComponent(target)}`);
      await page.getByText(`You are signed in as ${next.person.username}.`).waitFor();
      expect(page.url()).toBe(`${server.url}/sso/simple`);
    }
    await page.close();
  });
});
