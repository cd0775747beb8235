import { compareLists } from "./compat-speed/lists.js";
import { compareSearches } from "./compat-speed/searches.js";
import { compareStreams } from "./compat-speed/streams.js";

const mostForLists = 2;
const mostForSearches = 1.5;
const mostForStreams = 3;

/**
 * What the REST dialects cost beside the least that could answer the same, as ratios of one run; by turns, and in medians.
 *
 * - The list of workspaces and hand-written routes in the same process, over the same pool, with the same answer to the
 *   byte: one sends the same statements, that of the credential too; the other, told for comparison, only the list's.
 * - `vector-search` and GraphQL's `search` over HTTP for the same fields.
 * - `stream-chat` and a program that reads the model's events and writes AnythingLLM's. The processor time of the whole
 *   server counts, that of the embedded database and of beginning and storing an answer too, without what the provider
 *   client takes in a process of its own.
 *
 *   npm run bench -- compat-speed
 *
 * Where TEST_DATABASE_URL is set, the lists are read from a database of that server.
 */
export async function run(): Promise<void> {
  const lists = await compareLists();
  const speed = (answers: number) => `${answers.toFixed(0)}/s`;
  print(
    `workspaces: ${speed(lists.ours)}, by hand with the same statements ${speed(lists.byHand)}`,
    lists.byHand / lists.ours,
    mostForLists,
  );
  print(
    `workspaces: by hand without the credential's statement ${speed(lists.listOnly)}`,
    lists.listOnly / lists.ours,
    null,
  );
  const searches = await compareSearches();
  print(
    `vector-search: ${searches.rest.toFixed(2)} ms, GraphQL search ${searches.graphql.toFixed(2)} ms`,
    searches.rest / searches.graphql,
    mostForSearches,
  );
  const { server, providerClient, rewriting } = await compareStreams();
  print(
    `stream-chat: ${server.toFixed(1)} µs a token, of which the provider client ${providerClient.toFixed(1)}; rewriting ${rewriting.toFixed(1)}`,
    (server - providerClient) / rewriting,
    mostForStreams,
  );
}

/** @param most null where the ratio is told alone */
function print(figures: string, ratio: number, most: number | null): void {
  const goal = most === null ? "" : ` (at most ${most})`;
  process.stdout.write(`${figures}; ratio ${ratio.toFixed(2)}${goal}\n`);
  if (most !== null && ratio > most) process.exitCode = 1;
}
