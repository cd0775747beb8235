import { ok, rest } from "../../test/support/rest-client.js";
import { startTestServer, type TestServer } from "../../test/support/server.js";
import { type ByHand, serveByHand } from "./by-hand.js";
import { median, run } from "./processes.js";
import { statementsDuring } from "../../test/support/statements.js";

const workspaces = 10;
const threadsEach = 2;
const connections = 16;
const rounds = 5;
const secondsPerRound = 2;

/** Answers a second. */
export interface ListSpeeds {
  readonly ours: number;
  /** A hand-written route with every statement of ours, the credential's too. */
  readonly byHand: number;
  /** A hand-written route with the list's statements, and a credential that it knows by heart. */
  readonly listOnly: number;
}

/**
 * How many lists of workspaces a second our route gives, and hand-written ones that send the same statements and answer the
 * same bytes: in one process, over one pool and one database, by turns.
 */
export async function compareLists(): Promise<ListSpeeds> {
  const server = await startTestServer();
  let byHand: ByHand | null = null;
  try {
    await fill(server);
    const list = () => rest(server, "/api/v1/workspaces");
    // The first use of a minute writes down that the key was used; only the second list is like all others.
    const { text } = await list();
    const statements = await statementsDuring(server.database.pool, list);
    byHand = await serveByHand({ pool: server.database.pool, apiKey: server.apiKey, statements });
    const urls = { ours: `${server.url}/api/v1/workspaces`, byHand: byHand.same, listOnly: byHand.listOnly };
    for (const url of Object.values(urls)) await assertAnswers(url, server.apiKey, text);
    const figures = { ours: [] as number[], byHand: [] as number[], listOnly: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of ["ours", "byHand", "listOnly"] as const) {
        const speed = Number(await run("load", [urls[name], server.apiKey, connections, secondsPerRound]));
        // The first round warms all of them up.
        if (round > 0) figures[name].push(speed);
      }
    }
    return { ours: median(figures.ours), byHand: median(figures.byHand), listOnly: median(figures.listOnly) };
  } finally {
    await byHand?.close();
    await server.stop();
  }
}

async function fill(server: TestServer): Promise<void> {
  for (let at = 0; at < workspaces; at += 1) {
    const { workspace } = await ok<{ workspace: { slug: string } }>(server, "/api/v1/workspace/new", {
      body: { name: `Workspace ${at}` },
    });
    for (let thread = 0; thread < threadsEach; thread += 1) {
      await ok(server, `/api/v1/workspace/${workspace.slug}/thread/new`, { body: { name: `Thread ${thread}` } });
    }
  }
}

async function assertAnswers(url: string, key: string, expected: string): Promise<void> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  const text = await answer.text();
  if (text !== expected) throw new Error(`${url} answers ${text} instead of ${expected}`);
}
