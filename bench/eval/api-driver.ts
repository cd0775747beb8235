import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import type { DataSet, Span } from "./data-set.js";
import type { EvaluationDriver, LoadedSet } from "./driver.js";

const main = fileURLToPath(new URL("../../src/main.js", import.meta.url));
const apiKey = "evaluation-key-0123456789";
const startSeconds = 120;
const uploadsAtOnce = 4;

interface Hit {
  readonly document: { readonly id: string };
  readonly characterStart: number;
  readonly characterEnd: number;
}

/** Uploads and searches through the GraphQL API of a server that is started for it, with default settings. */
export class ApiDriver implements EvaluationDriver {
  private constructor(
    private readonly server: ChildProcess,
    private readonly url: string,
    private readonly folder: string,
  ) {}

  /** @param databaseUrl Postgres to use; left out: the embedded database. */
  static async open(databaseUrl?: string): Promise<ApiDriver> {
    const folder = await mkdtemp(join(tmpdir(), "docent-eval-"));
    const port = await freePort();
    const server = spawn(process.execPath, [main], {
      env: {
        PORT: String(port),
        DATA_DIR: folder,
        ADMIN_API_KEY: apiKey,
        RATE_LIMITS: "off",
        LOG_LEVEL: "error",
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const driver = new ApiDriver(server, `http://127.0.0.1:${port}`, folder);
    await driver.untilReady();
    return driver;
  }

  async load(set: DataSet): Promise<LoadedSet> {
    const { createWorkspace } = await this.ask<{ createWorkspace: { workspace: { id: string } } }>(
      "mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { workspace { id } } }",
      { input: { name: `${set.name} ${Date.now()}` } },
    );
    const workspaceId = createWorkspace.workspace.id;
    const names = new Map<string, string>();
    const limit = pLimit(uploadsAtOnce);
    await Promise.all(
      set.documents.map(({ id, title, text }) =>
        limit(async () => {
          const { createTextDocument } = await this.ask<{ createTextDocument: { document: { id: string } } }>(
            "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }",
            { input: { title: title.trim().slice(0, 500) || id, text, workspaceIds: [workspaceId] } },
          );
          names.set(createTextDocument.document.id, id);
        }),
      ),
    );
    await this.untilIngested(workspaceId);
    const search = async (query: string, input: Readonly<Record<string, unknown>>): Promise<Hit[]> =>
      (
        await this.ask<{ search: { hits: Hit[] } }>(
          "query ($input: SearchInput!) { search(input: $input) { hits { document { id } characterStart characterEnd } } }",
          { input: { workspaceId, query: query.slice(0, 10_000), ...input } },
        )
      ).search.hits;
    const nameOf = (hit: Hit): string => names.get(hit.document.id) ?? "";
    return {
      chunks: null,
      searchDocuments: async (query) => (await search(query, { topN: 10, groupBy: "DOCUMENT" })).map(nameOf),
      searchPassages: async (query, count): Promise<Span[]> =>
        (await search(query, { topN: count, groupBy: "CHUNK" })).map((hit) => ({
          documentId: nameOf(hit),
          start: hit.characterStart,
          end: hit.characterEnd,
        })),
    };
  }

  async close(): Promise<void> {
    if (this.server.exitCode === null) {
      const ended = once(this.server, "exit");
      this.server.kill("SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ask<Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { readonly data?: Data | null; readonly errors?: unknown };
    if (answer.errors !== undefined || answer.data === undefined || answer.data === null) {
      throw new Error(`The server answered ${response.status}: ${JSON.stringify(answer.errors)}`);
    }
    return answer.data;
  }

  private async untilIngested(workspaceId: string): Promise<void> {
    const count = async (status: readonly string[]): Promise<number> => {
      const { documents } = await this.ask<{ documents: { edges: unknown[] } }>(
        "query ($filter: DocumentFilterInput) { documents(first: 1, filter: $filter) { edges { cursor } } }",
        { filter: { workspaceId, status } },
      );
      return documents.edges.length;
    };
    while ((await count(["QUEUED", "PARSING", "EMBEDDING"])) > 0) await delay(250);
    if ((await count(["FAILED"])) > 0) throw new Error("A document of the collection failed.");
  }

  private async untilReady(): Promise<void> {
    for (const deadline = Date.now() + startSeconds * 1_000; Date.now() < deadline; await delay(100)) {
      if (this.server.exitCode !== null) throw new Error(`The server ended with ${this.server.exitCode}.`);
      const isReady = await fetch(`${this.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
    }
    await this.close();
    throw new Error(`The server was not ready within ${startSeconds} s.`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No port was free.");
  return address.port;
}
