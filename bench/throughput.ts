import { readdir, readFile } from "node:fs/promises";
import { data, sendFiles, upload } from "../test/support/graphql-client.js";
import { watchLatency } from "../test/support/latency.js";
import { type ServerProcess, startProcess, temporaryFolder } from "../test/support/process.js";
import { measureLimit } from "./ingestion/bulk-limit.js";
import { text } from "./ingestion/texts.js";

const filesPerRequest = 500;
const smallCharacters = 1_500;
const mebibyte = 1_048_576;

/**
 * Reads many small documents and a few large ones through the API, and compares chunks per second with what the built-in
 * model and bulk inserts of the same rows manage alone. Memory and health checks are watched meanwhile.
 *
 *   npm run bench -- throughput [small documents] [large documents] [MB of each large one]
 */
export async function run([small = "10000", large = "2", megabytes = "100"]: readonly string[]): Promise<void> {
  const dataDir = await temporaryFolder();
  const emptyDir = await temporaryFolder();
  try {
    const largeTexts = Array.from({ length: Number(large) }, (_, at) =>
      text(1_000_000 + at, Number(megabytes) * 1_000_000),
    );
    const smallTexts = Array.from({ length: Number(small) }, (_, at) => text(at, smallCharacters));
    const server = await startProcess({ DATA_DIR: dataDir.path, RATE_LIMITS: "off" });
    const health = watchLatency(`${server.url}/healthz`, 50);
    const memory = watchMemory(server.pid);
    const begin = performance.now();
    for (const [at, content] of largeTexts.entries()) {
      const answer = await upload(server, { name: `large-${at}.txt`, content });
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    }
    for (let at = 0; at < smallTexts.length; at += filesPerRequest) {
      await uploadSmall(server, at, smallTexts.slice(at, at + filesPerRequest));
    }
    const uploaded = (performance.now() - begin) / 1_000;
    await untilAllRead(server);
    const seconds = (performance.now() - begin) / 1_000;
    const latency = await health.stop();
    const { peakServer, peakWorkers, series } = memory.stop();
    await server.stop();
    const limit = await measureLimit(dataDir.path, emptyDir.path);
    const achieved = limit.chunks / seconds;
    const best = limit.chunks / limit.seconds;
    print(`${small} small documents and ${large} of ${megabytes} MB: ${limit.chunks} chunks`);
    print(`uploaded in ${uploaded.toFixed(1)} s, all read in ${seconds.toFixed(1)} s: ${achieved.toFixed(0)} chunks/s`);
    print(`limit: ${limit.seconds.toFixed(1)} s, ${best.toFixed(0)} chunks/s; ratio ${(achieved / best).toFixed(2)}`);
    print(
      `memory of the server, MiB, over time: ${series.join(" ")}; peak ${peakServer}, workers' peak ${peakWorkers}`,
    );
    print(
      `/healthz ${latency.count} times, ${latency.failures} failures, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms, max ${latency.max.toFixed(1)} ms`,
    );
  } finally {
    await dataDir.remove();
    await emptyDir.remove();
  }
}

async function uploadSmall(server: ServerProcess, from: number, texts: readonly string[]): Promise<void> {
  const items = texts.map(() => ({ file: null }));
  const files = Object.fromEntries(
    texts.map((content, index) => [
      `variables.input.items.${index}.file`,
      { name: `small-${from + index}.txt`, content },
    ]),
  );
  const query =
    "mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { error { message } } } }";
  const answer = await sendFiles<{ uploadDocuments: { results: { error: { message: string } | null }[] } }>(
    server,
    query,
    { items },
    files,
  );
  const failed = answer.data?.uploadDocuments.results.find(({ error }) => error !== null);
  if (answer.errors !== undefined || failed !== undefined) throw new Error(JSON.stringify(answer.errors ?? failed));
}

async function untilAllRead(server: ServerProcess): Promise<void> {
  for (;;) {
    const { ingestionSummary: now } = await data<{ ingestionSummary: Record<string, number> }>(
      server,
      "{ ingestionSummary { queued parsing embedding ready failed documentsPerSecond } }",
    );
    if ((now["failed"] ?? 0) > 0) throw new Error(`${now["failed"]} documents failed.`);
    if ((now["queued"] ?? 0) + (now["parsing"] ?? 0) + (now["embedding"] ?? 0) === 0) return;
    process.stderr.write(`${JSON.stringify(now)}\n`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Samples the resident memory of the server and of the processes that it started, in MiB; on Linux. */
function watchMemory(pid: number): { stop(): { peakServer: number; peakWorkers: number; series: number[] } } {
  const samples: number[] = [];
  let peakWorkers = 0;
  const timer = setInterval(() => {
    void (async () => {
      samples.push(await residentMebibytes(pid));
      let workers = 0;
      for (const child of await childrenOf(pid)) workers += await residentMebibytes(child);
      peakWorkers = Math.max(peakWorkers, workers);
    })();
  }, 500);
  return {
    stop: () => {
      clearInterval(timer);
      const step = Math.max(1, Math.floor(samples.length / 12));
      return { peakServer: Math.max(...samples), peakWorkers, series: samples.filter((_, at) => at % step === 0) };
    },
  };
}

async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  return Math.round((Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024) / mebibyte);
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, "latin1").catch(() => "")),
  );
  return lists
    .flatMap((list) => list.trim().split(/\s+/))
    .filter((id) => id !== "")
    .map(Number);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
