import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { watchMemoryOf } from "../test/support/memory.js";
import { type Answer, data, sendFiles } from "../test/support/graphql-client.js";
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
 * Uploads real files through the API in one request, and grades what was read. Health checks run meanwhile.
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
  const stored = await uploadAll(expected.map(({ file }) => file));
  const storedSeconds = (performance.now() - begin) / 1_000;
  const results = Object.fromEntries(
    await Promise.all(expected.map(async ({ file }, at) => [file, await resultOf(stored[at])] as const)),
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
  process.stdout.write(tableOf(expected, results, graded.stdout));
  process.stdout.write(
    `${expected.length} files stored in ${storedSeconds.toFixed(1)} s, read in ${seconds.toFixed(1)} s; /healthz ${latency.count} times, ${latency.failures} failures, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms, max ${latency.max.toFixed(1)} ms\n`,
  );
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;
  process.stdout.write(
    `Peak memory: server ${mebibytes(used.process)}, largest worker ${mebibytes(used.child)}, workers together ${mebibytes(used.children)}\n`,
  );

  /** All files in one request. */
  async function uploadAll(files: readonly string[]): Promise<readonly Taken[]> {
    const answer: Answer<{ uploadDocuments: { results: Taken[] } }> = await sendFiles(
      server,
      "mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { document { id } error { code message } } } }",
      { items: files.map((path) => ({ file: null, path })) },
      Object.fromEntries(
        files.map((file, at) => {
          const content = readFileSync(join(folder, file));
          return [`variables.input.items.${at}.file`, { name: basename(file), content }];
        }),
      ),
    );
    if (answer.errors !== undefined || answer.data === null) throw new Error(JSON.stringify(answer.errors));
    return answer.data.uploadDocuments.results;
  }

  async function resultOf(taken: Taken | undefined): Promise<Result> {
    const id = taken?.document?.id;
    if (id === undefined) return { ok: false, error: taken?.error?.message ?? "no answer" };
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

interface Taken {
  readonly document: { readonly id: string } | null;
  readonly error: { readonly message: string } | null;
}

function formatOf(file: string): string {
  return file.split("/")[0] ?? "";
}

/** One line for each format: how many files, how many were read, and how many are not as they should be. */
function tableOf(
  expected: readonly { readonly file: string }[],
  results: Readonly<Record<string, Result>>,
  graded: string,
): string {
  const rows = new Map<string, number[]>();
  for (const { file } of expected) {
    const row = rows.get(formatOf(file)) ?? [0, 0, 0, 0, 0];
    const isRead = results[file]?.ok === true;
    const marks = [true, isRead, !isRead, graded.includes(`FAIL ${file} `), graded.includes(`SOFT ${file} `)];
    rows.set(
      formatOf(file),
      row.map((count, at) => count + Number(marks[at])),
    );
  }
  const heads = ["files", "read", "refused", "FAIL", "SOFT"];
  const line = (cells: readonly (string | number)[]) => `${cells.map((cell) => String(cell).padStart(9)).join("")}\n`;
  return line(["format", ...heads]) + [...rows].map(([format, counts]) => line([format, ...counts])).join("");
}
