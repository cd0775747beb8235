import pLimit from "p-limit";
import { startImageUpstream } from "../test/support/image-upstream.js";
import { startOpenAiUpstream } from "../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { loopbackAllowed, startSite } from "../test/support/site.js";
import { examine } from "../test/support/stored-library.js";
import { settled } from "./fuzz/consistency.js";
import { readContract } from "./fuzz/contract.js";
import { type Held, inspectable, MemoryProbe } from "./memory-probe.js";
import { openInstance, Pool } from "./fuzz/pool.js";
import { describeCounts, describeMemory, describeRun } from "./fuzz/report.js";
import { fuzz, type FuzzRun } from "./fuzz/run.js";

// Sends generated requests to every documented route, and looks for faults of the server, leaks, hangs and harm:
//
//   npm run fuzz [-- requests [seed [part of a path]]]
//
// The same seed makes the same requests. Every fault is printed with the smallest request that shows it.
const [requests = "20000", seed = "20261", only = ""] = process.argv.slice(2);
const operationsAtOnce = 8;
/** Every operation has its turn in each of them, so that the memory of one can be compared with that of another. */
const rounds = 10;
/** What the server may have grown from the middle to the end of a run: it holds what the run has written. */
const mostGrowth = 1.25;

const upstream = await startOpenAiUpstream({ tokens: 5 });
const images = await startImageUpstream();
const site = await startSite({ "/page": "<title>Ost</title><p>The lighthouse of Ost was lit in 1873.</p>" });
const folder = await temporaryFolder();
const environment = {
  DATA_DIR: folder.path,
  LLM_PROVIDER: "openai-compatible",
  LLM_MODEL: "mock-model",
  LLM_BASE_URL: upstream.baseUrl,
  LLM_API_KEY: "none",
  LLM_TIMEOUT_SECONDS: "5",
  RATE_LIMITS: "off",
  ...loopbackAllowed,
};
const { operations, resolve } = readContract();
const chosen = operations.filter(({ path }) => path.includes(only));
const print = (...lines: readonly string[]) => void process.stdout.write(`${lines.join("\n")}\n`);
let isGood = true;
const demand = (holds: boolean, said: string) => {
  print(holds ? said : `WRONG: ${said}`);
  isGood &&= holds;
};
let server = await startProcess({ ...environment, ...inspectable });
const probe = await MemoryProbe.of(server);
try {
  await openInstance(server);
  const pool = new Pool(server);
  await pool.begin(`${site.url}/page`);
  const folders = [folder.path, process.cwd()];
  const tally = { sent: 0, findings: [], byOperation: new Map() };
  const run: FuzzRun = { url: server.url, pool, folders, resolve, tally, renewedAt: 0 };
  const begin = performance.now();
  const held: Held[] = [await probe.look()];
  const each = Math.ceil(Number(requests) / rounds / chosen.length);
  for (let round = 0; round < rounds; round += 1) {
    // Without a maker of images, and with one.
    if (round === rounds / 2) await pool.drawBy(images.baseUrl);
    const limit = pLimit(operationsAtOnce);
    const first = Number(seed) + round * chosen.length * 100;
    await Promise.all(chosen.map((operation, at) => limit(() => fuzz(run, operation, each, first + at * 100))));
    held.push(await probe.look());
  }
  const seconds = ((performance.now() - begin) / 1_000).toFixed(0);
  print(`${chosen.length} operations, ${tally.sent} requests in ${seconds} s, seed ${seed}`, ...describeRun(tally));
  isGood &&= tally.findings.length === 0;
  const [middle, end] = [held[rounds / 2], held.at(-1)];
  const isFlat = (end?.resident ?? 0) <= (middle?.resident ?? 0) * mostGrowth;
  demand(isFlat, describeMemory(held));
  probe.close();

  const before = await settled(server);
  const unexpected = server
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  demand(unexpected.length === 0, [`${unexpected.length} errors in the log`, ...unexpected.slice(0, 20)].join("\n"));
  demand((await server.stop()) === 0, "the server stops");
  const contradictions = examine(environment);
  demand(contradictions.length === 0, [`docent doctor finds ${contradictions.length}`, ...contradictions].join("\n"));
  server = await startProcess(environment);
  const after = await settled(server);
  demand(describeCounts(after) === describeCounts(before), `after a restart there are ${describeCounts(after)}`);
} finally {
  // A process that is being looked at does not end.
  probe.close();
  await server.stop();
  await folder.remove();
  await Promise.all([upstream.close(), images.close(), site.stop()]);
}
if (!isGood) process.exitCode = 1;
