import pLimit from "p-limit";
import { startOpenAiUpstream } from "../../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../../test/support/process.js";
import { ok, send } from "../../test/support/rest-client.js";
import { median, processorTime, serve, work } from "./processes.js";

const tokens = 200;
const pauseMilliseconds = 5;
const atOnce = 16;
const warmUpAnswers = 96;
const answers = 64;
const rounds = 3;

/** Processor time of a token in microseconds, all of an answer's costs shared out among its tokens. */
export interface StreamCosts {
  readonly server: number;
  readonly providerClient: number;
  readonly rewriting: number;
}

/** A program that can be asked for answers, in a process of its own. */
interface Program {
  readonly pid: number;
  /** Has it give so many answers, some of them at once. */
  answer(count: number): Promise<void>;
  stop(): Promise<unknown>;
}

/**
 * What a streamed token costs the server (its embedded database included), the provider client in it alone, and a program
 * that only rewrites events; by turns, with the same model.
 */
export async function compareStreams(): Promise<StreamCosts> {
  const upstream = await startOpenAiUpstream({ tokens, delayMilliseconds: pauseMilliseconds });
  const programs: Program[] = [];
  try {
    for (const start of [startServer, startProviderClient, startRewriting])
      programs.push(await start(upstream.baseUrl));
    for (const program of programs) await program.answer(warmUpAnswers);
    const figures = programs.map(() => [] as number[]);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, program] of programs.entries()) figures[at]?.push(await costOf(program));
    }
    const [server = Number.NaN, providerClient = Number.NaN, rewriting = Number.NaN] = figures.map(median);
    return { server, providerClient, rewriting };
  } finally {
    for (const program of programs) await program.stop();
    await upstream.close();
  }
}

async function costOf(program: Program): Promise<number> {
  const before = await processorTime(program.pid);
  await program.answer(answers);
  return (((await processorTime(program.pid)) - before) * 1_000) / (answers * tokens);
}

async function startServer(baseUrl: string): Promise<Program> {
  const folder = await temporaryFolder();
  const server = await startProcess({
    DATA_DIR: folder.path,
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "mock-model",
    LLM_BASE_URL: baseUrl,
    LLM_API_KEY: "none",
    RATE_LIMITS: "off",
  });
  const { workspace } = await ok<{ workspace: { slug: string } }>(server, "/api/v1/workspace/new", {
    body: { name: "Streams" },
  });
  let sessions = 0;
  const ask = async () => {
    sessions += 1;
    const body = { message: "Hello", mode: "chat", sessionId: `session-${sessions}` };
    const response = await send(server, `/api/v1/workspace/${workspace.slug}/stream-chat`, { body });
    const text = await response.text();
    if (!text.includes("finalizeResponseStream")) throw new Error(text.slice(0, 500));
  };
  const stop = async () => {
    await server.stop();
    await folder.remove();
  };
  return { pid: server.pid, answer: (count) => askFor(count, ask), stop };
}

async function startProviderClient(baseUrl: string): Promise<Program> {
  const { pid, run, stop } = await work("provider-client", [baseUrl, atOnce]);
  return { pid, answer: run, stop };
}

async function startRewriting(baseUrl: string): Promise<Program> {
  const { url, pid, stop } = await serve("rewriting-server", [baseUrl]);
  const ask = async () => {
    const response = await fetch(url, { method: "POST", body: "{}" });
    await response.text();
  };
  return { pid, answer: (count) => askFor(count, ask), stop };
}

async function askFor(count: number, ask: () => Promise<void>): Promise<void> {
  const limit = pLimit(atOnce);
  await Promise.all(Array.from({ length: count }, () => limit(ask)));
}
