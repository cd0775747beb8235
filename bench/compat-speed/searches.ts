import { print } from "graphql";
import { SearchOperation } from "../../src/generated/operations.js";
import { data, type Target } from "../../test/support/graphql-client.js";
import { startProcess, temporaryFolder } from "../../test/support/process.js";
import { ok } from "../../test/support/rest-client.js";
import { text } from "../ingestion/texts.js";
import { median } from "./processes.js";

const documents = 20;
const charactersEach = 20_000;
const searches = 300;
const warmUps = 30;

/** What the REST route asks the schema for, sent as a GraphQL user would. */
const query = print(SearchOperation);

/**
 * Milliseconds of a `vector-search` and of a GraphQL `search` for the same passages, by turns on one server, each first
 * every other time. The route finds the workspace by its slug besides; a GraphQL user has the id.
 */
export async function compareSearches(): Promise<{ readonly rest: number; readonly graphql: number }> {
  const folder = await temporaryFolder();
  const server = await startProcess({ DATA_DIR: folder.path, RATE_LIMITS: "off" });
  try {
    const { workspace } = await ok<{ workspace: { slug: string } }>(server, "/api/v1/workspace/new", {
      body: { name: "Library" },
    });
    for (let at = 0; at < documents; at += 1) {
      const body = {
        textContent: text(at, charactersEach),
        addToWorkspaces: workspace.slug,
        metadata: { title: `Document ${at}` },
      };
      await ok(server, "/api/v1/document/raw-text", { body });
    }
    const found = await data<{ workspace: { id: string } }>(
      server,
      "query ($slug: String!) { workspace(by: { slug: $slug }) { id } }",
      { slug: workspace.slug },
    );
    const figures: { rest: number[]; graphql: number[] } = { rest: [], graphql: [] };
    for (let at = 0; at < warmUps + searches; at += 1) {
      const words = text(at, 60);
      const order = at % 2 === 0 ? (["rest", "graphql"] as const) : (["graphql", "rest"] as const);
      for (const way of order) {
        const milliseconds = await time(() =>
          way === "rest"
            ? searchByRest(server, workspace.slug, words)
            : searchByGraphql(server, found.workspace.id, words),
        );
        if (at >= warmUps) figures[way].push(milliseconds);
      }
    }
    return { rest: median(figures.rest), graphql: median(figures.graphql) };
  } finally {
    await server.stop();
    await folder.remove();
  }
}

async function searchByRest(server: Target, slug: string, words: string): Promise<void> {
  const path = `/api/v1/workspace/${slug}/vector-search`;
  const { results } = await ok<{ results: unknown[] }>(server, path, {
    body: { query: words, topN: 4, scoreThreshold: 0 },
  });
  if (results.length === 0) throw new Error("Nothing was found.");
}

async function searchByGraphql(server: Target, workspaceId: string, words: string): Promise<void> {
  const input = { workspaceId, query: words, topN: 4, groupBy: "CHUNK", similarityThreshold: 0 };
  const { search } = await data<{ search: { hits: unknown[] } }>(server, query, { input });
  if (search.hits.length === 0) throw new Error("Nothing was found.");
}

async function time(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
