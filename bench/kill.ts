import { data, type FileToSend, type Target } from "../test/support/graphql-client.js";
import { examine, outcomesOf, type StoredLibrary } from "../test/support/stored-library.js";
import { mixedFiles } from "./ingestion/mixed-files.js";
import { inLibrary, type Item, print, send, unfinished, untilRead } from "./kill/batch.js";
import { Nodes, startsOf } from "./kill/nodes.js";
import { randomFrom } from "./random.js";

/** One file in so many is sent twice, under two external ids: the second is copied from the first, if that was read. */
const filesPerTwin = 10;
const longestLifeMilliseconds = 3_000;

/**
 * Kills the server again and again, at random moments while it takes and reads a batch of files of mixed formats, and
 * compares what is there in the end with a run that nobody disturbed; then has `docent doctor` look for orphans. With
 * TEST_DATABASE_URL two servers share that Postgres, and one of them is killed at a time; there, files of an upload that
 * was cut short are left for a day.
 *
 *   npm run bench -- kill [kills] [files] [seed]
 */
export async function run([kills = "50", count = "500", seed = "1"]: readonly string[]): Promise<void> {
  const items = itemsOf(mixedFiles(Number(count)));
  const calm = await inLibrary((library) => undisturbed(library, items));
  const ready = [...calm.values()].filter((outcome) => outcome.startsWith("ready ")).length;
  print(`undisturbed: ${ready} documents are READY, ${calm.size - ready} FAILED`);
  await inLibrary(async (library) => {
    const nodes = new Nodes(library, randomFrom(Number(seed)));
    await disturb(nodes, items, Number(kills), randomFrom(Number(seed) + 1));
    const outcomes = await outcomesOf(library);
    const wrong = [...calm].filter(([path, outcome]) => outcomes.get(path) !== outcome);
    for (const [path, outcome] of wrong) print(`  ${path}: ${outcomes.get(path) ?? "missing"}, not ${outcome}`);
    const extra = [...outcomes.keys()].filter((path) => !calm.has(path));
    for (const path of extra) print(`  ${path}: too many`);
    print(`${outcomes.size} documents, ${wrong.length} differ, ${extra.length} too many; ${startsOf(nodes)}`);
    const faults = examine(library);
    for (const fault of faults) print(`  ${fault}`);
    print(`docent doctor --all finds ${faults.length} faults`);
    if (wrong.length + extra.length + faults.length > 0) process.exitCode = 1;
  });
}

function itemsOf(files: readonly FileToSend[]): Item[] {
  const twins = files.filter((_, at) => at % filesPerTwin === 0);
  return [
    ...files.map((file) => ({ file, externalId: file.name })),
    ...twins.map((file) => ({ file, externalId: `twin of ${file.name}` })),
  ];
}

/** The outcomes when nothing happens. */
async function undisturbed(library: StoredLibrary, items: readonly Item[]): Promise<ReadonlyMap<string, string>> {
  const nodes = new Nodes(library, Math.random);
  const begin = performance.now();
  const server = await nodes.start();
  await send(server, items);
  await untilRead(server);
  await nodes.stop();
  print(`read in ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
  return outcomesOf(library);
}

async function disturb(nodes: Nodes, items: readonly Item[], kills: number, random: () => number): Promise<void> {
  let isSent = false;
  let rounds = 0;
  while (nodes.kills < kills) {
    const server = await nodes.start();
    const killed = nodes.kill(random() * longestLifeMilliseconds);
    if (!isSent) {
      isSent = await send(server, items).then(
        () => true,
        () => false,
      );
    } else if ((await unfinished(server).catch(() => 1)) === 0) {
      // All is read before enough kills: again, then.
      await readAgain(server).catch(() => undefined);
      rounds += 1;
    }
    await killed;
  }
  const server = await nodes.start();
  const left = await unfinished(server);
  await send(server, items);
  await untilRead(server);
  print(`killed ${nodes.kills} times; ${left} documents were left then, after all had been read ${rounds} times`);
  await nodes.stop();
}

async function readAgain(server: Target): Promise<void> {
  await data(server, "mutation { reembedDocuments(input: { force: true }) { queued } }");
}
