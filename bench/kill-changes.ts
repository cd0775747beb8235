import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { data, type Target } from "../test/support/graphql-client.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { examine, outcomesOf } from "../test/support/stored-library.js";
import { text } from "./ingestion/texts.js";
import { type Item, print, send, untilRead } from "./kill/batch.js";
import { randomFrom } from "./random.js";

const charactersPerDocument = 1_500;
/** So long after a start, what was removed is cleared away. */
const patienceMilliseconds = 60_000;
const copyOf = "copy of ";

/** A document as the library lists it. */
interface Listed {
  readonly id: string;
  readonly folder: string;
}

/** A change of many documents. */
interface Change {
  readonly name: string;
  readonly make: (server: Target, documentIds: readonly string[], items: readonly Item[]) => Promise<unknown>;
  /** Whether the folders that the documents stand in show that it was made whole, or not at all. */
  readonly isWhole: (folders: readonly string[], documents: number) => boolean;
}

const folderBefore = "custom-documents";

const changes: readonly Change[] = [
  {
    name: "delete",
    make: (server, documentIds) =>
      data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
        ids: documentIds,
      }),
    isWhole: (folders, documents) => folders.length === 0 || folders.length === documents,
  },
  {
    name: "move",
    make: (server, documentIds) =>
      data(server, "mutation ($input: MoveDocumentsInput!) { moveDocuments(input: $input) { documents { id } } }", {
        input: { documentIds, folder: "moved" },
      }),
    isWhole: (folders, documents) => folders.length === documents && new Set(folders).size === 1,
  },
  {
    name: "delete folder",
    make: (server) =>
      data(server, `mutation { deleteFolder(name: "${folderBefore}", withDocuments: true) { deletedDocuments } }`),
    isWhole: (folders, documents) => folders.length === 0 || folders.length === documents,
  },
  {
    name: "copy",
    make: async (server, _ids, items) => {
      await send(
        server,
        items.map(({ file, externalId }) => ({ file, externalId: `${copyOf}${externalId}` })),
      );
      await untilRead(server);
    },
    // A request takes a hundred at a time.
    isWhole: (folders) => folders.length % 100 === 0,
  },
];

/**
 * Kills the server while it deletes, moves or copies many documents, starts it again, and looks that the change was made
 * whole or not at all, that no file is left over, and that `docent doctor` finds nothing. On the embedded database.
 *
 *   npm run bench -- kill-changes [kills of each change] [documents] [seed]
 */
export async function run([kills = "5", documents = "500", seed = "1"]: readonly string[]): Promise<void> {
  const items = Array.from({ length: Number(documents) }, (_, at) => ({
    file: { name: `${at}.txt`, content: text(at, charactersPerDocument) },
    externalId: `${at}.txt`,
  }));
  const folder = await temporaryFolder();
  const random = randomFrom(Number(seed));
  try {
    const library = join(folder.path, "library");
    const listed = await withServer(library, async (server) => {
      await send(server, items);
      await untilRead(server);
      return list(server);
    });
    const ids = listed.map(({ id }) => id);
    for (const change of changes) {
      let wrong = 0;
      let milliseconds = 0;
      // The first time it is left alone, and tells how long it takes.
      for (let count = 0; count <= Number(kills); count += 1) {
        const trial = join(folder.path, `${change.name} ${count}`);
        await cp(library, trial, { recursive: true });
        const server = await startProcess({ DATA_DIR: trial, RATE_LIMITS: "off" });
        const begin = performance.now();
        const making = change.make(server, ids, items).catch(() => undefined);
        if (count === 0) await making;
        else await delay(random() * milliseconds);
        await server.kill();
        if (count === 0) milliseconds = performance.now() - begin;
        await making;
        const faults = await faultsOf(change, trial, items.length);
        for (const fault of faults) print(`  ${change.name}, kill ${count}: ${fault}`);
        if (faults.length > 0) wrong += 1;
      }
      print(`${change.name}: ${milliseconds.toFixed(0)} ms undisturbed; ${kills} kills, ${wrong} with faults`);
      if (wrong > 0) process.exitCode = 1;
    }
  } finally {
    await folder.remove();
  }
}

async function faultsOf(change: Change, library: string, documents: number): Promise<string[]> {
  const faults: string[] = [];
  await withServer(library, async (server) => {
    await untilRead(server);
    const folders = (await list(server)).map(({ folder }) => folder);
    if (!change.isWhole(folders, documents)) faults.push(`${folders.length} documents: a part of it was done`);
    // Of each document there are its original and its text.
    const needed = 2 * folders.length;
    const deadline = performance.now() + patienceMilliseconds;
    while ((await filesIn(library)) !== needed && performance.now() < deadline) await delay(100);
    const files = await filesIn(library);
    if (files !== needed) faults.push(`${files} files, not ${needed}`);
  });
  const outcomes = await outcomesOf({ DATA_DIR: library });
  for (const [path, outcome] of outcomes) {
    const original = outcomes.get(path.replace(copyOf, ""));
    if (original !== outcome) faults.push(`${path}: ${outcome}, not ${original}`);
  }
  return [...faults, ...examine({ DATA_DIR: library })];
}

async function list(server: Target): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (let after: string | null = null, isMore = true; isMore;) {
    const {
      documents,
    }: { documents: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } = await data(
      server,
      "query ($after: String) { documents(first: 100, after: $after) { nodes { id folder } pageInfo { hasNextPage endCursor } } }",
      { after },
    );
    listed.push(...documents.nodes);
    after = documents.pageInfo.endCursor;
    isMore = documents.pageInfo.hasNextPage;
  }
  return listed;
}

async function withServer<Result>(library: string, work: (server: Target) => Promise<Result>): Promise<Result> {
  const server = await startProcess({ DATA_DIR: library, RATE_LIMITS: "off" });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function filesIn(library: string): Promise<number> {
  const entries = await readdir(join(library, "files"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
