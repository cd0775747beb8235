import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { residentBytesWithPrograms } from "../src/ingestion/process/memory-watch.js";
import { inFolder } from "../test/support/documents.js";
import { data, upload } from "../test/support/graphql-client.js";
import { hostileFiles } from "../test/support/hostile-files.js";
import { hostileNames } from "../test/support/hostile-texts.js";
import { type ServerProcess, startProcess } from "../test/support/process.js";

interface Measured {
  readonly outcome: string;
  readonly seconds: number;
  /** Highest resident memory of the server and its parsers while the file, and what is in it, was read, in MiB. */
  readonly memory: number;
}

interface ReadState {
  readonly status: string;
  readonly chunkCount: number;
  readonly failure: { readonly code: string } | null;
}

const mebibyte = 1_048_576;
const longestShown = 60;

/**
 * Sends files and names that are made to harm to a started server, one at a time, and prints what its users are told,
 * after how long, and how much memory all of it took; after each the server must still answer.
 *
 *   npm run bench -- hostile-api [part of the names ...]
 */
export async function run(wanted: readonly string[]): Promise<void> {
  await inFolder(async (folder) => {
    const server = await startProcess({ DATA_DIR: join(folder, "data"), RATE_LIMITS: "off" });
    try {
      const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((part) => name.includes(part));
      let slowest = 0;
      for (const { name, path } of (await hostileFiles(join(folder, "files"))).filter((file) => isWanted(file.name))) {
        slowest = Math.max(slowest, show(name, await measure(server, name, await readFile(path))));
      }
      for (const name of hostileNames.filter(isWanted)) {
        show(JSON.stringify(name), await measure(server, name, `Tides rise ${name.length}.`));
      }
      process.stdout.write(`slowest ${slowest} s\n`);
    } finally {
      await server.stop();
    }
  });
}

function show(name: string, { outcome, seconds, memory }: Measured): number {
  process.stdout.write(`| ${name.slice(0, longestShown)} | ${outcome} | ${seconds} s | ${memory} MiB |\n`);
  return seconds;
}

async function measure(server: ServerProcess, name: string, content: string | Uint8Array): Promise<Measured> {
  let memory = 0;
  const watch = setInterval(() => {
    void residentBytesWithPrograms(server.pid).then((bytes) => (memory = Math.max(memory, bytes ?? 0)));
  }, 50);
  const begin = performance.now();
  try {
    const outcome = await outcomeOf(server, name, content);
    const seconds = Math.round((performance.now() - begin) / 100) / 10;
    await untilIdle(server);
    return { outcome, seconds, memory: Math.round(memory / mebibyte) };
  } finally {
    clearInterval(watch);
  }
}

async function outcomeOf(server: ServerProcess, name: string, content: string | Uint8Array): Promise<string> {
  const answer = await upload(server, { name, content });
  const id = answer.data?.uploadDocument.document.id;
  if (id === undefined) return `refused: ${JSON.stringify(answer.errors?.[0]?.extensions?.["code"] ?? answer.status)}`;
  for (;;) {
    const query = "query ($id: ID!) { document(by: { id: $id }) { status chunkCount failure { code } } }";
    const { document } = await data<{ document: ReadState }>(server, query, { id });
    if (document.status === "FAILED") return document.failure?.code ?? "FAILED without a code";
    if (document.status === "READY") return `read: ${document.chunkCount} chunks`;
    await delay(50);
  }
}

/** What was found inside of the file is read too. */
async function untilIdle(server: ServerProcess): Promise<void> {
  for (;;) {
    const query = "{ ingestionSummary { queued parsing embedding } }";
    const { ingestionSummary } = await data<{ ingestionSummary: Readonly<Record<string, number>> }>(server, query);
    if (Object.values(ingestionSummary).every((count) => count === 0)) return;
    await delay(100);
  }
}
