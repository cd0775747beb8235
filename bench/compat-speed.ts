import { compareLists } from "./compat-speed/lists.js";
import { compareSearches } from "./compat-speed/searches.js";
import { compareStreams } from "./compat-speed/streams.js";

const mostForLists = 2;
const mostForSearches = 1.5;
const mostForStreams = 3;

/**
 * What the REST dialects cost beside the least that could answer the same, as ratios of one run: the list of workspaces
 * and a hand-written route with the same statements, `vector-search` and GraphQL's `search`, `stream-chat` without its
 * provider client and a program that only rewrites the model's events.
 *
 *   npm run bench -- compat-speed
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
