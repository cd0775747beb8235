import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { data, upload } from "../test/support/graphql-client.js";
import { watchLatency } from "../test/support/latency.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { waitUntilRead } from "../test/support/world.js";

/**
 * Uploads real files through the API, all at once, and grades what was read. Health checks run meanwhile.
 *
 *   npm run bench -- documents [folder with expected.json] [format ...]
 */
export async function run([folder = "../shared/data/docs", ...formats]: readonly string[]): Promise<void> {
  const expectedPath = resolve(folder, "expected.json");
  if (!existsSync(expectedPath)) throw new Error(`There is no ${expectedPath}.`);
  const wanted = new Set(formats.length === 0 ? ["txt", "md", "html", "pdf", "docx"] : formats);
  const expected = (JSON.parse(readFileSync(expectedPath, "utf8")) as { file: string }[]).filter(({ file }) =>
    wanted.has(file.split("/")[0] ?? ""),
  );
  const dataDir = await temporaryFolder();
  const server = await startProcess({ DATA_DIR: dataDir.path });
  const health = watchLatency(`${server.url}/healthz`);
  const begin = performance.now();
  const results = Object.fromEntries(
    await Promise.all(expected.map(async ({ file }) => [file, await read(join(folder, file))] as const)),
  );
  const seconds = (performance.now() - begin) / 1_000;
  const latency = await health.stop();
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
  process.stdout.write(
    `${expected.length} files in ${seconds.toFixed(1)} s; /healthz ${latency.count} times, ${latency.failures} failures, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms, max ${latency.max.toFixed(1)} ms\n`,
  );

  async function read(path: string): Promise<{ ok: boolean; text?: string; error?: string; pages?: number | null }> {
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
