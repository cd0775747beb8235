import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ApiClient } from "../src/cli/sync/api-client.js";
import { LibraryApi } from "../src/cli/sync/library-api.js";
import { FolderSync, type SyncReport } from "../src/cli/sync/sync-folder.js";
import { data, type Target } from "../test/support/graphql-client.js";
import { startOpenAiUpstream } from "../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { text } from "./ingestion/texts.js";

const charactersPerFile = 2_000;

/**
 * Brings a folder into the library as `docent sync` does, once as it is new, once unchanged, and once with a few files
 * changed; with the built-in model, and with one whose texts are counted.
 *
 *   npm run bench -- resync [files] [changed files]
 */
export async function run([files = "1000", changed = "10"]: readonly string[]): Promise<void> {
  await measure("built-in model", Number(files), Number(changed), {}, null);
  const upstream = await startOpenAiUpstream();
  try {
    const environment = {
      EMBEDDING_PROVIDER: "openai-compatible",
      EMBEDDING_MODEL: "a-model",
      EMBEDDING_BASE_URL: upstream.baseUrl,
    };
    const embedded = (): number =>
      upstream.requests.reduce((sum, { body: { input } }) => sum + (Array.isArray(input) ? input.length : 1), 0);
    await measure("model behind an API", Number(files), Number(changed), environment, embedded);
  } finally {
    await upstream.close();
  }
}

async function measure(
  title: string,
  files: number,
  changed: number,
  environment: Readonly<Record<string, string>>,
  embedded: (() => number) | null,
): Promise<void> {
  const [folder, dataDir] = [await temporaryFolder(), await temporaryFolder()];
  await writeFiles(folder.path, 0, files, 0);
  const server = await startProcess({ DATA_DIR: dataDir.path, RATE_LIMITS: "off", ...environment });
  try {
    process.stdout.write(`${title}\n`);
    const first = await timed(server, folder.path, "new", embedded);
    const again = await timed(server, folder.path, "unchanged", embedded);
    await writeFiles(folder.path, 0, changed, 1);
    await timed(server, folder.path, `${changed} changed`, embedded);
    process.stdout.write(`unchanged takes ${((again / first) * 100).toFixed(1)} % of the first time\n`);
  } finally {
    await server.stop();
    await folder.remove();
    await dataDir.remove();
  }
}

/** Writes files in folders of a hundred. */
async function writeFiles(folder: string, from: number, to: number, version: number): Promise<void> {
  for (let at = from; at < to; at += 1) {
    const location = join(folder, `part-${Math.floor(at / 100)}`, `file-${at}.txt`);
    await mkdir(dirname(location), { recursive: true });
    await writeFile(location, text(at + version * 1_000_000, charactersPerFile));
  }
}

/** Syncs once, waits until all is read, prints what happened, and returns the seconds. */
async function timed(server: Target, source: string, title: string, embedded: (() => number) | null): Promise<number> {
  const [readBefore, embeddedBefore] = [await readings(server), embedded?.() ?? 0];
  const api = new LibraryApi(new ApiClient(server.url, server.apiKey));
  const sync = new FolderSync(api, { source, name: "bench", folder: "bench", workspaceIds: [], removeMissing: true });
  const begin = performance.now();
  const report = await sync.run();
  const failures = [...report.failures, ...(await sync.untilRead())];
  const seconds = (performance.now() - begin) / 1_000;
  if (failures.length > 0) throw new Error(JSON.stringify(failures.slice(0, 3)));
  const texts = embedded === null ? "" : `, ${embedded() - embeddedBefore} texts embedded`;
  const read = (await readings(server)) - readBefore;
  process.stdout.write(
    `  ${title.padEnd(12)} ${seconds.toFixed(2).padStart(7)} s  ${outcomes(report)}; ${read} read${texts}\n`,
  );
  return seconds;
}

/** How many times documents were read, or could not be. */
async function readings(server: Target): Promise<number> {
  const { eventLogs } = await data<{ eventLogs: { totalCount: number } }>(
    server,
    '{ eventLogs(first: 1, filter: { types: ["document.processed"] }) { totalCount } }',
  );
  return eventLogs.totalCount;
}

function outcomes({ created, updated, unchanged, removed }: SyncReport): string {
  return `${created} new, ${updated} changed, ${unchanged} unchanged, ${removed} removed`;
}
