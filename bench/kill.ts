import { spawnSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { migrations } from "../migrations/index.js";
import { openDatabase } from "../src/database/data-source.js";
import { entities } from "../src/entities/index.js";
import { createLogger } from "../src/observability/logger.js";
import { data, type FileToSend, sendFiles } from "../test/support/graphql-client.js";
import { type ServerProcess, startProcess, temporaryFolder } from "../test/support/process.js";
import { mixedFiles } from "./ingestion/mixed-files.js";
import { randomFrom } from "./random.js";

const filesPerRequest = 100;
const program = fileURLToPath(new URL("../src/main.js", import.meta.url)).replace(/main\.js$/, "cli.js");

/** What became of a document: its status, the code of its failure, and a hash of its chunks. */
type Outcomes = ReadonlyMap<string, string>;

/**
 * Kills the server again and again, at random moments while it takes and reads a batch of files of mixed formats, and
 * compares what is there in the end with a run that nobody disturbed; then has `docent doctor` look for orphans.
 *
 *   npm run bench -- kill [kills] [files] [seed]
 */
export async function run([kills = "50", count = "500", seed = "1"]: readonly string[]): Promise<void> {
  const files = mixedFiles(Number(count));
  const calm = await temporaryFolder();
  const rough = await temporaryFolder();
  try {
    const begin = performance.now();
    const expected = await undisturbed(calm.path, files);
    const seconds = (performance.now() - begin) / 1_000;
    print(`undisturbed: ${expected.size} documents in ${seconds.toFixed(0)} s`);
    const { outcomes, killed } = await disturbed(rough.path, files, Number(kills), randomFrom(Number(seed)), seconds);
    let wrong = 0;
    for (const [name, outcome] of expected) {
      if (outcomes.get(name) === outcome) continue;
      wrong += 1;
      print(`  ${name}: ${outcomes.get(name) ?? "missing"}, not ${outcome}`);
    }
    const extra = [...outcomes.keys()].filter((name) => !expected.has(name));
    print(`killed ${killed} times: ${outcomes.size} documents, ${wrong} differ, ${extra.length} too many`);
    print(doctor(rough.path));
  } finally {
    await calm.remove();
    await rough.remove();
  }
}

async function undisturbed(dataDir: string, files: readonly FileToSend[]): Promise<Outcomes> {
  const server = await startProcess({ DATA_DIR: dataDir });
  await send(server, files);
  while ((await unfinished(server)) > 0) await delay(200);
  await server.stop();
  return outcomesOf(dataDir);
}

async function disturbed(
  dataDir: string,
  files: readonly FileToSend[],
  kills: number,
  random: () => number,
  seconds: number,
): Promise<{ outcomes: Outcomes; killed: number }> {
  let isSent = false;
  let killed = 0;
  for (; killed < kills; killed += 1) {
    const server = await startProcess({ DATA_DIR: dataDir });
    const end = delay(random() * Math.min(3_000, (seconds * 1_000) / 4)).then(() => server.kill());
    if (!isSent) {
      isSent = await send(server, files).then(
        () => true,
        () => false,
      );
    } else if ((await unfinished(server).catch(() => 1)) === 0) {
      // All is read before enough kills: again, then.
      await reprocessAll(server).catch(() => undefined);
    }
    await end;
  }
  const server = await startProcess({ DATA_DIR: dataDir });
  await send(server, files);
  while ((await unfinished(server)) > 0) await delay(200);
  await server.stop();
  return { outcomes: await outcomesOf(dataDir), killed };
}

/** Sends all files under names of their own, so that sending them again changes nothing. */
async function send(server: ServerProcess, files: readonly FileToSend[]): Promise<void> {
  for (let at = 0; at < files.length; at += filesPerRequest) {
    const slice = files.slice(at, at + filesPerRequest);
    const items = slice.map(({ name }) => ({ file: null, externalId: name }));
    const parts = Object.fromEntries(slice.map((file, index) => [`variables.input.items.${index}.file`, file]));
    const query =
      "mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { outcome error { message } } } }";
    const answer = await sendFiles(server, query, { items }, parts);
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  }
}

async function unfinished(server: ServerProcess): Promise<number> {
  const { ingestionSummary: now } = await data<{ ingestionSummary: Record<string, number> }>(
    server,
    "{ ingestionSummary { queued parsing embedding } }",
  );
  return (now["queued"] ?? 0) + (now["parsing"] ?? 0) + (now["embedding"] ?? 0);
}

async function reprocessAll(server: ServerProcess): Promise<void> {
  await data(server, "mutation { reembedDocuments(input: { force: true }) { queued } }");
}

async function outcomesOf(dataDir: string): Promise<Outcomes> {
  const database = await openDatabase({
    dataDir,
    poolSize: 2,
    logger: createLogger("fatal"),
    entities,
    migrations,
    onFatal: () => undefined,
  });
  const { rows } = await database.pool.query<{ path: string; outcome: string }>(
    `WITH RECURSIVE named AS (
       SELECT id, name AS path FROM document WHERE parent_id IS NULL
       UNION ALL SELECT d.id, named.path || '/' || d.part_path FROM document d JOIN named ON d.parent_id = named.id
     )
     SELECT path, d.status || coalesce(' ' || d.failure_code, '') || ' ' || d.chunk_count || ' ' ||
       coalesce((SELECT md5(string_agg(c.text, '|' ORDER BY c.position)) FROM chunk c
                 WHERE c.document_id = d.id AND c.generation = d.generation), '') AS outcome
     FROM named JOIN document d USING (id) ORDER BY path`,
  );
  await database.close();
  return new Map(rows.map(({ path, outcome }) => [path, outcome]));
}

function doctor(dataDir: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, "doctor", "--all"], {
    env: { DATA_DIR: dataDir, PATH: process.execPath },
    encoding: "utf8",
  });
  return `docent doctor --all: exit code ${status}\n${stdout}${stderr}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
