import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "../src/database/data-source.js";
import { createLogger } from "../src/observability/logger.js";
import { watchMemoryOf } from "../test/support/memory.js";
import { insertChats } from "../test/support/many-chats.js";
import { type ServerProcess, startProcess, temporaryFolder } from "../test/support/process.js";
import { buildWorkspace } from "../test/support/world.js";
import { inspectable, MemoryProbe } from "./memory-probe.js";

const formats = ["csv", "json", "jsonl", "jsonAlpaca"] as const;
const workspaces = 10;
const answerBytes = 900;
/** What an export may take beside what the server holds anyway: as long as it lasts, and of that what is not garbage. */
const mostResidentMebibytes = 200;
const mostHeldMebibytes = 30;
/** The garbage is collected, and what is left measured, whenever so many bytes came. */
const bytesBetweenLooks = 25_000_000;
/** How long a slow reader rests. */
const restMilliseconds = 10_000;
/** Of a processor, once the reader has gone. */
const mostIdleShare = 0.2;

/**
 * Exports many chats in every format, and prints the chats per second, the server's resident memory before, at its highest
 * and after, and what it holds meanwhile beside garbage; then the same for a reader that rests after its first megabyte,
 * and what the server still does when one goes away there. The first export warms the server up, and counts for nothing.
 *
 *   npm run bench -- export [chats]
 */
export async function run([given = "100000"]: readonly string[]): Promise<void> {
  const chats = Number(given);
  const folder = await temporaryFolder();
  const environment = { DATA_DIR: folder.path };
  await fill(environment, chats);
  const server = await startProcess({ ...environment, ...inspectable });
  const probe = await MemoryProbe.of(server);
  try {
    for await (const _ of await ask(server, "csv"));
    for (const format of formats) await measure(server, probe, format, chats, 0);
    // The others are made by the same two ways.
    for (const format of ["json", "jsonl"]) await measure(server, probe, format, chats, restMilliseconds);
    await leave(server);
  } finally {
    // A process that is being looked at does not end.
    probe.close();
    await server.stop();
    await folder.remove();
  }
}

async function fill(environment: { readonly DATA_DIR: string }, chats: number): Promise<void> {
  const server = await startProcess(environment);
  const ids: number[] = [];
  for (let at = 0; at < workspaces; at += 1) ids.push((await buildWorkspace(server)).databaseId);
  await server.stop();
  const logger = createLogger("silent");
  const database = await openDatabase({ dataDir: environment.DATA_DIR, logger, entities: [], migrations: [] });
  for (const id of ids) await insertChats({ database }, id, chats / workspaces, answerBytes);
  await database.close();
}

/** @param rest how long the reader rests after its first megabyte, in milliseconds */
async function measure(
  server: ServerProcess,
  probe: MemoryProbe,
  format: string,
  chats: number,
  rest: number,
): Promise<void> {
  const { heap } = await probe.look();
  const before = await residentMebibytes(server.pid);
  const memory = watchMemoryOf(server.pid);
  const begin = performance.now();
  const response = await ask(server, format);
  let bytes = 0;
  let asked = 0;
  let held = heap;
  let away = 0;
  let nextLook = rest === 0 ? bytesBetweenLooks : 1_000_000;
  let tail = "";
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    // A mark at the end of a piece goes on in the next one.
    const text = tail + piece.toString("latin1");
    asked += text.split(mark).length - 1;
    tail = text.slice(1 - mark.length);
    if (bytes < nextLook) continue;
    nextLook = bytes + bytesBetweenLooks;
    const pause = performance.now();
    if (bytes < bytesBetweenLooks) await delay(rest);
    held = Math.max(held, (await probe.look()).heap);
    away += performance.now() - pause;
  }
  const seconds = (performance.now() - begin - away) / 1_000;
  const peak = Math.round(memory.stop().process / 2 ** 20);
  const isWhole = asked === chats && response.complete;
  print(
    [
      `${rest === 0 ? "" : `after a rest of ${rest / 1_000} s: `}${format}: ${isWhole ? "whole" : `${asked} of ${chats} chats`}`,
      `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${(chats / seconds).toFixed(0)} chats/s`,
      `resident MiB before ${before}, at most ${peak}, after ${await residentMebibytes(server.pid)}`,
      `JavaScript's without garbage ${heap}, at most ${held}`,
    ].join("; "),
  );
  if (!isWhole || peak > before + mostResidentMebibytes || held > heap + mostHeldMebibytes) process.exitCode = 1;
}

/** Every chat has it once, in its question. */
const mark = "Question ";

async function leave(server: ServerProcess): Promise<void> {
  const response = await ask(server, "json");
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > 1_000_000) break;
  }
  // Leaving the loop has closed the connection; what was being read may still end.
  await delay(1_000);
  const seconds = 3;
  const before = await processorSeconds(server.pid);
  await delay(seconds * 1_000);
  const share = ((await processorSeconds(server.pid)) - before) / seconds;
  print(`a second after a reader left, the server uses ${(share * 100).toFixed(0)} % of a processor`);
  if (share > mostIdleShare) process.exitCode = 1;
}

async function ask({ url, apiKey }: ServerProcess, format: string): Promise<IncomingMessage> {
  const options = { headers: { authorization: `Bearer ${apiKey}` }, agent: false };
  const [response] = (await once(get(`${url}/v1/system/export-chats?type=${format}`, options), "response")) as [
    IncomingMessage,
  ];
  if (response.statusCode !== 200) throw new Error(`${format}: ${response.statusCode}`);
  return response;
}

/** On Linux. */
async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "latin1");
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024);
}

/** What a process has used so far; of a hundred ticks a second, as Linux counts them. */
async function processorSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "latin1")).split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
