import { setTimeout as delay } from "node:timers/promises";
import { data, type FileToSend, sendFiles, type Target } from "../../test/support/graphql-client.js";
import { temporaryFolder } from "../../test/support/process.js";
import { serverDatabase } from "../../test/support/server-database.js";
import type { StoredLibrary } from "../../test/support/stored-library.js";

const filesPerRequest = 100;

/** A file, and under which external id it is sent. */
export interface Item {
  readonly file: FileToSend;
  readonly externalId: string;
}

/** Does work on a new library, embedded or on TEST_DATABASE_URL, and removes that. */
export async function inLibrary<Result>(work: (library: StoredLibrary) => Promise<Result>): Promise<Result> {
  const folder = await temporaryFolder();
  const database = await serverDatabase();
  try {
    return await work({ DATA_DIR: folder.path, ...database.environment });
  } finally {
    await database.drop();
    await folder.remove();
  }
}

/** Sends all files, a hundred at a time; those that were taken before change nothing. */
export async function send(server: Target, items: readonly Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += filesPerRequest) {
    const slice = items.slice(at, at + filesPerRequest);
    const input = { items: slice.map(({ externalId }) => ({ file: null, externalId })) };
    const parts = Object.fromEntries(slice.map(({ file }, index) => [`variables.input.items.${index}.file`, file]));
    const query =
      "mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { outcome error { message } } } }";
    const answer = await sendFiles(server, query, input, parts);
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  }
}

/** Resolves once no document waits, or is being read. */
export async function untilRead(server: Target): Promise<void> {
  while ((await unfinished(server)) > 0) await delay(200);
}

/** How many documents wait, or are being read. */
export async function unfinished(server: Target): Promise<number> {
  const { ingestionSummary: now } = await data<{ ingestionSummary: Record<string, number> }>(
    server,
    "{ ingestionSummary { queued parsing embedding } }",
  );
  return (now["queued"] ?? 0) + (now["parsing"] ?? 0) + (now["embedding"] ?? 0);
}

/** Writes a line for whoever runs the benchmark. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
