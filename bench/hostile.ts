import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { residentBytesWithPrograms } from "../src/ingestion/process/memory-watch.js";
import { defaultParserLimits, ParserPool } from "../src/ingestion/process/parser-pool.js";
import { createLogger } from "../src/observability/logger.js";
import { inFolder } from "../test/support/documents.js";
import { hostileFiles } from "../test/support/hostile-files.js";

interface Measured {
  readonly file: string;
  readonly outcome: string;
  readonly seconds: number;
  /** Highest resident memory of the process that read it, beyond that of an idle one, in MiB. */
  readonly extra: number;
}

/**
 * Reads files that are made to harm, each in a new parser process with the usual limits, and prints what became of
 * it, how long that took, and how much memory.
 *
 *   npm run bench -- hostile [part of the names ...]
 */
export async function run(wanted: readonly string[]): Promise<void> {
  await inFolder(async (folder) => {
    const rows: Measured[] = [];
    const files = await hostileFiles(join(folder, "files"));
    for (const file of files.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))) {
      const partsPath = join(folder, `parts-${rows.length}`);
      await mkdir(partsPath);
      const measured = await measure({ ...file, partsPath });
      process.stdout.write(`${measured.file}: ${measured.outcome}\n  ${measured.seconds} s, ${measured.extra} MiB\n`);
      rows.push(measured);
    }
    const left = (await readdir(folder)).filter((name) => name !== "files" && !name.startsWith("parts-"));
    const slowest = rows.reduce((most, { seconds }) => Math.max(most, seconds), 0);
    const largest = rows.reduce((most, row) => Math.max(most, row.extra), 0);
    process.stdout.write(
      `${rows.length} files; slowest ${slowest} s; largest ${largest} MiB extra; written elsewhere: ${left.length} files\n`,
    );
  });
}

async function measure(file: { name: string; path: string; partsPath: string }): Promise<Measured> {
  const pool = new ParserPool({ size: 1, limits: defaultParserLimits, logger: createLogger("silent") });
  const first = `${file.partsPath}-first`;
  await writeFile(first, "Tides rise and fall.");
  await pool.run({ path: first, name: "first.txt" }, () => Promise.resolve());
  const [pid = 0] = pool.processIds;
  const idle = (await residentBytesWithPrograms(pid)) ?? 0;
  let peak = idle;
  const watch = setInterval(() => {
    void residentBytesWithPrograms(pid).then((bytes) => (peak = Math.max(peak, bytes ?? 0)));
  }, 10);
  const begin = performance.now();
  const outcome = await pool
    .run({ path: file.path, name: file.name, partsPath: file.partsPath }, () => Promise.resolve())
    .then(
      ({ format, chunks, parts }) => `read as ${format}: ${chunks} chunks, ${parts.length} parts`,
      (error: Error & { code?: string }) => `${error.code ?? error.name}: ${error.message}`,
    );
  const seconds = Math.round((performance.now() - begin) / 10) / 100;
  clearInterval(watch);
  await pool.close();
  return { file: file.name, outcome: outcome.slice(0, 100), seconds, extra: Math.round((peak - idle) / 1_048_576) };
}
