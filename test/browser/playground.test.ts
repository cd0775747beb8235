import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { testEnvironment } from "../support/env.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

const executablePath = testEnvironment.chromiumPath;
const present = existsSync(executablePath);
const picture = fileURLToPath(new URL("../../../docs/images/playground.png", import.meta.url));

if (!present)
  process.stderr.write(`Skipped: there is no Chromium at ${executablePath} (CHROMIUM_PATH names another).\n`);

(present ? describe : describe.skip)("the playground in a real browser", () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer();
    browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function openPlayground(query: string, variables: object): Promise<{ page: Page; foreign: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1360, height: 820 }, deviceScaleFactor: 1 });
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
    });
    // What GraphiQL keeps of its active tab, as if the visitor had typed it.
    const typed = {
      "graphiql:query": query,
      "graphiql:variables": JSON.stringify(variables, null, 2),
      "graphiql:headers": JSON.stringify({ authorization: `Bearer ${server.apiKey}` }),
      "graphiql:shouldPersistHeaders": "true",
    };
    await page.addInitScript((entries) => {
      for (const [name, value] of Object.entries(entries)) localStorage.setItem(name, value);
    }, typed);
    await page.goto(`${server.url}/graphql`);
    return { page, foreign };
  }

  test("runs a subscription to its end, without a request to anywhere else", async () => {
    const { id } = await buildWorkspace(server, { name: "Cape Verity" });
    await buildDocument(
      server,
      "The lighthouse at Cape Verity was lit in 1874. Its lamp is visible for 23 nautical miles.",
      {
        title: "Lighthouse",
        workspaceIds: [id],
      },
    );
    const query = `subscription Ask($workspaceId: ID!, $message: String!) {
  sendAndStreamChat(
    input: { workspaceId: $workspaceId, message: $message, idempotencyKey: "first" }
  ) {
    ... on ChatStarted { citations { number title text score } }
    ... on ChatDelta { offset text }
    ... on ChatFinished { status textLength metrics { duration model } }
  }
}`;
    const { page, foreign } = await openPlayground(query, { workspaceId: id, message: "When was the lighthouse lit?" });
    await page.getByRole("button", { name: /execute query/i }).click();
    await page.getByText("COMPLETED").first().waitFor({ timeout: 30_000 });
    await page.screenshot({ path: picture });
    expect(foreign).toEqual([]);
  }, 120_000);
});
