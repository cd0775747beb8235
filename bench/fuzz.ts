import { readFile } from "node:fs/promises";
import pLimit from "p-limit";
import { startOpenAiUpstream } from "../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { readContract } from "./fuzz/contract.js";
import { openInstance, Pool } from "./fuzz/pool.js";
import { fuzz, type Tally } from "./fuzz/run.js";

// Sends generated requests to every documented route, and looks for faults of the server, leaks and hangs:
//
//   npm run fuzz [-- requests [seed [part of a path]]]
//
// The same seed makes the same requests. Every fault is printed with the smallest request that shows it.
const [requests = "20000", seed = "20261", only = ""] = process.argv.slice(2);
const operationsAtOnce = 8;
/** What the server may have grown from the middle to the end of a run. */
const mostGrowth = 1.25;

const upstream = await startOpenAiUpstream({ tokens: 5 });
const folder = await temporaryFolder();
const server = await startProcess({
  DATA_DIR: folder.path,
  LLM_PROVIDER: "openai-compatible",
  LLM_MODEL: "mock-model",
  LLM_BASE_URL: upstream.baseUrl,
  LLM_API_KEY: "none",
  LLM_TIMEOUT_SECONDS: "5",
  // Without a maker of images the route about them answers 500, as recorded.
  IMAGE_PROVIDER: "openai-compatible",
  IMAGE_MODEL: "mock-image",
  IMAGE_BASE_URL: upstream.baseUrl,
  IMAGE_API_KEY: "none",
  RATE_LIMITS: "off",
});
try {
  await openInstance(server);
  const pool = new Pool(server);
  await pool.renew();
  const { operations, resolve } = readContract();
  const chosen = operations.filter(({ path }) => path.includes(only));
  const each = Math.ceil(Number(requests) / chosen.length);
  const tally: Tally = { sent: 0, statuses: new Map(), findings: [], byOperation: new Map() };
  const run = { target: server, pool, folders: [folder.path, process.cwd()], resolve, tally };
  const begin = performance.now();
  // In two halves, so that the memory of the second can be compared with that of the first: same load, twice.
  const memory = [await residentMebibytes(server.pid)];
  for (const half of [0, 1]) {
    const limit = pLimit(operationsAtOnce);
    const tasks = chosen.map((operation, at) =>
      limit(() => fuzz(run, operation, Math.ceil(each / 2), Number(seed) + (half * chosen.length + at) * 100)),
    );
    await Promise.all(tasks);
    memory.push(await residentMebibytes(server.pid));
  }
  const seconds = (performance.now() - begin) / 1_000;
  print(tally, `${chosen.length} operations, ${tally.sent} requests in ${seconds.toFixed(0)} s, seed ${seed}`);
  const [, middle = 0, end = 0] = memory;
  process.stdout.write(`memory at the start, in the middle and at the end: ${memory.join(", ")} MiB\n`);
  const isAlive = await fetch(`${server.url}/readyz`).then((response) => response.ok);
  process.stdout.write(`${tally.findings.length} faults; the server is ${isAlive ? "ready" : "not ready"}\n`);
  if (tally.findings.length > 0 || !isAlive || end > middle * mostGrowth) process.exitCode = 1;
} finally {
  await server.stop();
  await folder.remove();
  await upstream.close();
}

function print({ statuses, findings, byOperation }: Tally, title: string): void {
  const counts = (of: ReadonlyMap<number, number>) =>
    [...of]
      .sort(([one], [other]) => one - other)
      .map(([status, count]) => `${status}: ${count}`)
      .join("  ");
  const lines = [...byOperation]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, of]) => `  ${name}  ${counts(of)}`);
  process.stdout.write(`${[title, ...lines, `in all  ${counts(statuses)}`].join("\n")}\n`);
  for (const { what, command } of findings) process.stdout.write(`\n${what}\n  ${command}\n`);
}

/** Resident memory of a process in MiB; on Linux. */
async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024);
}
