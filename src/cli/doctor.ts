import type { Command } from "commander";
import { loadSettings } from "../config/index.js";
import type { Database } from "../database/data-source.js";
import { migrateUp } from "../database/migrate.js";
import { Transactions } from "../database/transaction.js";
import { createLogger } from "../observability/logger.js";
import { JobQueue } from "../queue/job-queue.js";
import { ChunkIndex } from "../retrieval/index.js";
import type { Report } from "../services/doctor/check.js";
import { Doctor } from "../services/doctor/doctor.js";
import { openStorage } from "../storage/open-storage.js";

/** What a command needs of the program around it. */
export interface CommandParts {
  /** Opens the database, and closes it whatever happens. */
  readonly withDatabase: (work: (database: Database) => Promise<void>) => Promise<void>;
  readonly print: (line: string) => void;
}

/** So many of the things that one check found are shown. */
const mostShown = 20;

/** Adds `docent doctor`. */
export function addDoctor(program: Command, { withDatabase, print }: CommandParts): void {
  program
    .command("doctor")
    .description(
      "looks for what contradicts itself in the library: rows, files, search index and queue. With the embedded database, stop the server first.",
    )
    .option("--repair", "repairs what is found")
    .option("--all", "also takes what is younger than an hour for abandoned; stop every server first")
    .option("--json", "prints everything that is found, for programs")
    .action(async (options: { repair?: true; all?: true; json?: true }) => {
      await withDatabase(async (database) => {
        const reports = await examine(database, { repair: options.repair === true, all: options.all === true });
        if (options.json === true) print(JSON.stringify(reports, null, 2));
        else for (const line of describe(reports)) print(line);
        if (reports.some(({ found, isRepaired }) => found.length > 0 && !isRepaired)) process.exitCode = 1;
      });
    });
}

async function examine(
  { dataSource, pool, kind }: Database,
  options: { readonly repair: boolean; readonly all: boolean },
): Promise<Report[]> {
  const logger = createLogger("error");
  await migrateUp(dataSource);
  const transactions = new Transactions(dataSource);
  const queue = new JobQueue(pool, transactions, logger);
  await queue.migrate();
  const { files } = await openStorage(loadSettings(), logger);
  try {
    const index = new ChunkIndex(transactions);
    return await new Doctor({ transactions, files, index, queue, isAlone: kind === "embedded" }).examine(options);
  } finally {
    await files.close();
  }
}

/** The reports as lines for people: a table, then what was found. */
function describe(reports: readonly Report[]): string[] {
  const width = Math.max(...reports.map(({ title }) => title.length));
  const table = reports.map(({ title, found, isRepaired }) => {
    const count = String(found.length).padStart(8);
    return `${title.padEnd(width)}${count}${isRepaired ? "  repaired" : ""}`;
  });
  const details = reports.flatMap(({ title, found }) => {
    if (found.length === 0) return [];
    const shown = found.slice(0, mostShown).map((line) => `  ${line}`);
    const rest = found.length - shown.length;
    return ["", `${title}:`, ...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])];
  });
  return [...table, ...details, "", verdict(reports)];
}

function verdict(reports: readonly Report[]): string {
  const wrong = reports.filter(({ found }) => found.length > 0);
  if (wrong.length === 0) return "Everything is in order.";
  if (wrong.every(({ isRepaired }) => isRepaired)) return "Repaired. What has to be read again is read by the server.";
  return "Run `docent doctor --repair` to repair this.";
}
