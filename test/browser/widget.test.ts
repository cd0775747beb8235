import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildEmbed } from "../support/embeds.js";
import { testEnvironment } from "../support/env.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

const executablePath = testEnvironment.chromiumPath;
const present = existsSync(executablePath);
if (!present)
  process.stderr.write(`Skipped: there is no Chromium at ${executablePath} (CHROMIUM_PATH names another).\n`);

/** What the page's script keeps of the chat. */
interface Seen {
  readonly events: readonly { readonly type: string; readonly textResponse: string | null; readonly close: boolean }[];
  readonly failure: string | null;
}

/** A page whose script asks and reads as the AnythingLLM widget does: by fetch-event-source, and by plain fetch. */
const html = `<!doctype html><title>A shop</title><script type="module">
  import { fetchEventSource } from "/library/index.js";
  window.widget = {
    async ask(base, sessionId, message) {
      const seen = { events: [], failure: null };
      const leaving = new AbortController();
      await fetchEventSource(base + "/stream-chat", {
        method: "POST",
        body: JSON.stringify({ message, sessionId, username: null, prompt: null, model: null, temperature: null }),
        signal: leaving.signal,
        openWhenHidden: true,
        async onopen(response) {
          if (response.ok) return;
          seen.events.push(await response.json());
          leaving.abort();
          throw new Error("refused");
        },
        onmessage: ({ data }) => seen.events.push(JSON.parse(data)),
        onerror(error) {
          seen.failure = String(error.message ?? error);
          leaving.abort();
          throw error;
        },
      });
      return seen;
    },
    history: async (base, sessionId) => (await (await fetch(base + "/" + sessionId)).json()).history,
    reset: async (base, sessionId) => (await fetch(base + "/" + sessionId, { method: "DELETE" })).ok,
  };
  window.isReady = true;
</script>`;

/** Serves that page, and the library that it uses, as a site of its own. */
async function startSite(): Promise<{ readonly origin: string; close(): void }> {
  const require = createRequire(import.meta.url);
  const library = join(dirname(require.resolve("@microsoft/fetch-event-source/package.json")), "lib", "esm");
  const site: Server = createServer((request, response) => {
    const [, name] = /^\/library\/(\w+)(?:\.js)?$/.exec(request.url ?? "") ?? [];
    if (name === undefined) {
      response.writeHead(200, { "content-type": "text/html" }).end(html);
      return;
    }
    readFile(join(library, `${name}.js`)).then(
      (script) => response.writeHead(200, { "content-type": "text/javascript" }).end(script),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`, close: () => void site.close() };
}

(present ? describe : describe.skip)("the chat widget of another site, in a real browser", () => {
  let upstream: OpenAiUpstream;
  let server: TestServer;
  let browser: Browser;
  let shop: Awaited<ReturnType<typeof startSite>>;
  let stranger: Awaited<ReturnType<typeof startSite>>;
  let base: string;

  beforeAll(async () => {
    upstream = await startOpenAiUpstream({ delayMilliseconds: 5 });
    server = await startTestServer({
      LLM_PROVIDER: "openai-compatible",
      LLM_MODEL: "test-model",
      LLM_BASE_URL: upstream.baseUrl,
    });
    [shop, stranger] = [await startSite(), await startSite()];
    const { id } = await buildWorkspace(server);
    await buildDocument(server, "The shop opens at nine.", { workspaceIds: [id] });
    const embed = await buildEmbed(server, id, { chatMode: "CHAT", allowedOrigins: [shop.origin], maxChatsPerDay: 2 });
    base = `${server.url}/api/embed/${embed.uuid}`;
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    shop?.close();
    stranger?.close();
    await server?.stop();
    await upstream?.close();
  });

  async function visit(origin: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.waitForFunction("window.isReady === true");
    return page;
  }
  const call = (page: Page, method: "ask" | "history" | "reset", ...given: readonly string[]): Promise<unknown> =>
    page.evaluate(`window.widget.${method}(...${JSON.stringify([base, ...given])})`);
  const ask = async (page: Page, session: string, message: string) =>
    (await call(page, "ask", session, message)) as Seen;

  test("a page of an allowed origin chats, streams, reads its history and resets it", async () => {
    const page = await visit(shop.origin);
    const session = "6f1f9f3e-4f3e-4b57-8a43-0c3a3b0c9d21";
    const { events, failure } = await ask(page, session, "When do you open?");
    expect(failure).toBeNull();
    expect(events.length).toBeGreaterThan(2);
    expect(events.map(({ textResponse }) => textResponse).join("")).toBe(upstream.answer);
    expect(events.at(-1)).toMatchObject({ type: "textResponseChunk", close: true });
    expect(await call(page, "history", session)).toMatchObject([
      { role: "user", content: "When do you open?" },
      { role: "assistant", content: upstream.answer },
    ]);
    expect(await call(page, "reset", session)).toBe(true);
    expect(await call(page, "history", session)).toEqual([]);

    await ask(page, session, "And on Sundays?");
    const refused = await ask(page, session, "And on Mondays?");
    expect(refused.events).toMatchObject([{ type: "abort", close: true, error: "Rate limit exceeded" }]);
  }, 60_000);

  test("a page of another origin is refused before the model is asked", async () => {
    const page = await visit(stranger.origin);
    const before = upstream.requests.length;
    const { events, failure } = await ask(page, "0b6d7c55-1a2f-4d6e-9c1b-7a8f9e0d1c2b", "When do you open?");
    expect(events).toEqual([]);
    expect(failure).not.toBeNull();
    expect(upstream.requests.length).toBe(before);
  }, 60_000);
});
