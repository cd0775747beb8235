import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { watchMemoryOf } from "../test/support/memory.js";
import { data, upload } from "../test/support/graphql-client.js";
import { watchLatency } from "../test/support/latency.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { waitUntilRead } from "../test/support/world.js";

interface Result {
  readonly ok: boolean;
  readonly text?: string;
  readonly error?: string;
  readonly pages?: number | null;
}

/**
 * Uploads real files through the API, all at once, and grades what was read. Health checks run meanwhile.
 *
 *   npm run bench -- documents [folder with expected.json] [format ...]
 */
export async function run([folder = "../shared/data/docs", ...formats]: readonly string[]): Promise<void> {
  const expectedPath = resolve(folder, "expected.json");
  if (!existsSync(expectedPath)) throw new Error(`There is no ${expectedPath}.`);
  const expected = (JSON.parse(readFileSync(expectedPath, "utf8")) as { file: string }[]).filter(
    ({ file }) => formats.length === 0 || formats.includes(formatOf(file)),
  );
  const dataDir = await temporaryFolder();
  const server = await startProcess({ DATA_DIR: dataDir.path });
  const memory = watchMemoryOf(server.pid);
  const health = watchLatency(`${server.url}/healthz`);
  const begin = performance.now();
  const results = Object.fromEntries(
    await Promise.all(expected.map(async ({ file }) => [file, await read(join(folder, file))] as const)),
  );
  const seconds = (performance.now() - begin) / 1_000;
  const latency = await health.stop();
  const used = memory.stop();
  await server.stop();
  await dataDir.remove();

  const expectedFile = join(tmpdir(), `docent-expected-${process.pid}.json`);
  const resultFile = join(tmpdir(), `docent-results-${process.pid}.json`);
  writeFileSync(expectedFile, JSON.stringify(expected));
  writeFileSync(resultFile, JSON.stringify(results));
  const graded = spawnSync("python3", [resolve(folder, "../scripts/check_expected.py"), expectedFile, resultFile], {
    encoding: "utf8",
  });
  process.stdout.write(`${graded.stdout}${graded.stderr}`);
  console.table(tableOf(expected, results, graded.stdout));
  process.stdout.write(
    `${expected.length} files in ${seconds.toFixed(1)} s; /healthz ${latency.count} times, ${latency.failures} failures, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms, max ${latency.max.toFixed(1)} ms\n`,
  );
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;
  process.stdout.write(
    `Peak memory: server ${mebibytes(used.process)}, largest worker ${mebibytes(used.child)}, workers together ${mebibytes(used.children)}\n`,
  );

  async function read(path: string): Promise<Result> {
    const answer = await upload(server, { name: basename(path), content: readFileSync(path) });
    const id = answer.data?.uploadDocument.document.id;
    if (id === undefined) return { ok: false, error: answer.errors?.[0]?.message ?? "no answer" };
    const last = await waitUntilRead(server, id);
    if (last?.status !== "READY") return { ok: false, error: `${last?.failure?.code}: ${last?.failure?.message}` };
    const { node } = await data<{ node: { text: string; pages: number | null } }>(
      server,
      "query ($id: ID!) { node(id: $id) { ... on Document { text(maximumLength: 10000000) pages } } }",
      { id },
    );
    return { ok: true, ...node };
  }
}

function formatOf(file: string): string {
  return file.split("/")[0] ?? "";
}

/** One row for each format: how many files, how many were read, and how many are not as they should be. */
function tableOf(
  expected: readonly { readonly file: string }[],
  results: Readonly<Record<string, Result>>,
  graded: string,
): Record<string, Record<string, number>> {
  const rows: Record<string, { files: number; read: number; refused: number; FAIL: number; SOFT: number }> = {};
  for (const { file } of expected) {
    const row = (rows[formatOf(file)] ??= { files: 0, read: 0, refused: 0, FAIL: 0, SOFT: 0 });
    row.files += 1;
    row[results[file]?.ok === true ? "read" : "refused"] += 1;
    if (graded.includes(`FAIL ${file} `)) row.FAIL += 1;
    if (graded.includes(`SOFT ${file} `)) row.SOFT += 1;
  }
  return rows;
}
