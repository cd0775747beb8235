import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type Command, Option } from "commander";
import { NotFoundError, ValidationError } from "../errors/index.js";
import { ApiClient } from "./sync/api-client.js";
import { LibraryApi } from "./sync/library-api.js";
import { FolderSync, type SyncFailure, type SyncReport } from "./sync/sync-folder.js";

interface SyncOptions {
  readonly url: string;
  readonly key: string;
  readonly name?: string;
  readonly into?: string;
  readonly workspace?: readonly string[];
  readonly delete?: true;
  readonly wait?: true;
  readonly json?: true;
}

/** Adds `docent sync`. */
export function addSync(program: Command, print: (line: string) => void): void {
  program
    .command("sync <folder>")
    .description(
      "sends what is new or has changed in a folder of this machine to a running server, and nothing else. Names that begin with a dot, and links, are left out.",
    )
    .addOption(new Option("--url <url>", "where the server is").env("DOCENT_URL").default("http://127.0.0.1:3001"))
    .addOption(new Option("--key <key>", "an API key that may write").env("DOCENT_API_KEY").makeOptionMandatory())
    .option("--name <name>", "tells this folder's documents from others'; left out: the folder's name")
    .option("--into <folder>", "the library's folder that they come into; left out: the same as the name")
    .option("--workspace <workspace...>", "slugs or numbers of workspaces to attach them to")
    .option("--delete", "removes the documents of files that are gone")
    .option("--wait", "waits until everything was read, and says what could not be")
    .option("--json", "prints the report for programs")
    .action(async (folder: string, options: SyncOptions) => {
      const source = resolve(folder);
      const { isFolder } = await stat(source).then(
        (found) => ({ isFolder: found.isDirectory() }),
        () => ({ isFolder: false }),
      );
      if (!isFolder) throw new ValidationError(`There is no folder ${source}.`);
      const api = new LibraryApi(new ApiClient(options.url, options.key));
      const name = options.name ?? basename(source);
      const sync = new FolderSync(api, {
        source,
        name,
        folder: options.into ?? name,
        workspaceIds: await workspaceIds(api, options.workspace ?? []),
        removeMissing: options.delete === true,
      });
      const report = await sync.run();
      const unread = options.wait === true ? await sync.untilRead() : [];
      if (options.json === true) print(JSON.stringify({ ...report, unread }, null, 2));
      else for (const line of describe(report, unread)) print(line);
      if (report.failures.length > 0 || unread.length > 0) process.exitCode = 1;
    });
}

async function workspaceIds(api: LibraryApi, references: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const reference of references) {
    const id = await api.workspaceId(reference);
    if (id === null) throw new NotFoundError(`Workspace ${reference}`);
    ids.push(id);
  }
  return ids;
}

function describe(report: SyncReport, unread: readonly SyncFailure[]): string[] {
  const { files, created, updated, unchanged, removed, failures } = report;
  const lines = ({ path, reason }: SyncFailure) => `  ${path}: ${reason}`;
  return [
    `${files} files: ${created} new, ${updated} changed, ${unchanged} unchanged, ${failures.length} refused; ${removed} removed.`,
    ...failures.map(lines),
    ...(unread.length === 0 ? [] : [`${unread.length} could not be read:`, ...unread.map(lines)]),
  ];
}
