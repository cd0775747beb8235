import fastify from "fastify";
import type { Pool } from "pg";
import { defaultSystemPrompt } from "../../src/config/index.js";
import type { Statement } from "../../test/support/statements.js";

type Row = Readonly<Record<string, unknown>>;

/** What the hand-written routes are made of. */
export interface ByHandOptions {
  readonly pool: Pool;
  readonly apiKey: string;
  /** What our own route sends for a list, in its order. */
  readonly statements: readonly Statement[];
}

/** A server with hand-written lists of workspaces. */
export interface ByHand {
  /** Sends every statement of our own route's, that of the credential too. */
  readonly same: string;
  /** Compares the credential with a constant, and sends the list's statements alone. */
  readonly listOnly: string;
  close(): Promise<void>;
}

/** Serves the list of workspaces as somebody would write it for a single purpose: statements, an object literal, JSON. */
export async function serveByHand({ pool, apiKey, statements }: ByHandOptions): Promise<ByHand> {
  const credential = statementOn(statements, "api_key");
  const workspaces = statementOn(statements, "workspace");
  const threads = statementOn(statements, "thread");
  if (statements.length !== 3) throw new Error(`The list sent ${statements.length} statements instead of three.`);
  const rowsOf = async ({ text, values }: Statement) => (await pool.query<Row>(text, [...values])).rows;
  const list = async () => present(await rowsOf(workspaces), await rowsOf(threads));
  const app = fastify();
  app.get("/same", async (request, reply) => {
    const [key] = request.headers.authorization === `Bearer ${apiKey}` ? await rowsOf(credential) : [];
    return key === undefined ? reply.code(403).send({ error: "No." }) : list();
  });
  app.get("/list-only", async (request, reply) =>
    request.headers.authorization === `Bearer ${apiKey}` ? list() : reply.code(403).send({ error: "No." }),
  );
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { same: `${url}/same`, listOnly: `${url}/list-only`, close: () => app.close() };
}

function statementOn(statements: readonly Statement[], table: string): Statement {
  const found = statements.find(({ text }) => /\bFROM "(\w+)"/.exec(text)?.[1] === table);
  if (found === undefined) throw new Error(`The list sent no statement on ${table}.`);
  return found;
}

/** The list as AnythingLLM shows it, from rows whose columns are named as our own statements name them. */
function present(workspaces: readonly Row[], threads: readonly Row[]) {
  const byWorkspace = new Map<unknown, object[]>(workspaces.map((row) => [row["workspace_id"], []]));
  for (const { listed_workspace_id: id, listed_slug: slug, listed_name: name } of threads) {
    byWorkspace.get(id)?.push({ user_id: null, slug, name });
  }
  return {
    workspaces: workspaces.map((row) => ({
      id: row["workspace_id"],
      name: row["workspace_name"],
      slug: row["workspace_slug"],
      vectorTag: null,
      createdAt: row["workspace_created_at"],
      openAiTemp: row["workspace_temperature"],
      openAiHistory: row["workspace_history_length"],
      lastUpdatedAt: row["workspace_updated_at"],
      openAiPrompt: row["workspace_system_prompt"] ?? defaultSystemPrompt,
      similarityThreshold: row["workspace_similarity_threshold"],
      chatProvider: row["workspace_chat_provider"],
      chatModel: row["workspace_chat_model"],
      topN: row["workspace_top_n"],
      chatMode: row["workspace_chat_mode"] === "QUERY" ? "query" : "chat",
      pfpFilename: null,
      agentProvider: null,
      agentModel: null,
      queryRefusalResponse: row["workspace_refusal_text"],
      vectorSearchMode: "default",
      router_id: null,
      threads: byWorkspace.get(row["workspace_id"]),
    })),
  };
}
