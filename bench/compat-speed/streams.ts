import pLimit from "p-limit";
import { startOpenAiUpstream } from "../../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../../test/support/process.js";
import { ok, send } from "../../test/support/rest-client.js";
import { processorTime, run, serve } from "./processes.js";

const tokens = 200;
const answers = 128;
const atOnce = 16;
const pauseMilliseconds = 5;

/** Processor time of a token in microseconds. */
export interface StreamCosts {
  readonly server: number;
  readonly providerClient: number;
  readonly rewriting: number;
}

/** What a streamed token costs the server, the provider client in it alone, and a program that only rewrites events. */
export async function compareStreams(): Promise<StreamCosts> {
  const upstream = await startOpenAiUpstream({ tokens, delayMilliseconds: pauseMilliseconds });
  try {
    return {
      server: await costOfServer(upstream.baseUrl),
      providerClient: perToken(Number(await run("provider-client", [upstream.baseUrl, answers, atOnce]))),
      rewriting: await costOfRewriting(upstream.baseUrl),
    };
  } finally {
    await upstream.close();
  }
}

async function costOfServer(baseUrl: string): Promise<number> {
  const folder = await temporaryFolder();
  const server = await startProcess({
    DATA_DIR: folder.path,
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "mock-model",
    LLM_BASE_URL: baseUrl,
    LLM_API_KEY: "none",
    RATE_LIMITS: "off",
  });
  try {
    const { workspace } = await ok<{ workspace: { slug: string } }>(server, "/api/v1/workspace/new", {
      body: { name: "Streams" },
    });
    let sessions = 0;
    return await costOf(server.pid, async () => {
      sessions += 1;
      const body = { message: "Hello", mode: "chat", sessionId: `session-${sessions}` };
      const response = await send(server, `/api/v1/workspace/${workspace.slug}/stream-chat`, { body });
      const text = await response.text();
      if (!text.includes("finalizeResponseStream")) throw new Error(text.slice(0, 500));
    });
  } finally {
    await server.stop();
    await folder.remove();
  }
}

async function costOfRewriting(baseUrl: string): Promise<number> {
  const server = await serve("rewriting-server", [baseUrl]);
  try {
    return await costOf(server.pid, async () => {
      const response = await fetch(server.url, { method: "POST", body: "{}" });
      await response.text();
    });
  } finally {
    await server.stop();
  }
}

async function costOf(pid: number, ask: () => Promise<void>): Promise<number> {
  await askFor(atOnce, ask);
  const before = await processorTime(pid);
  await askFor(answers, ask);
  return perToken((await processorTime(pid)) - before);
}

async function askFor(count: number, ask: () => Promise<void>): Promise<void> {
  const limit = pLimit(atOnce);
  await Promise.all(Array.from({ length: count }, () => limit(ask)));
}

function perToken(milliseconds: number): number {
  return (milliseconds * 1_000) / (answers * tokens);
}
