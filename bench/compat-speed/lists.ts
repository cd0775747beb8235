import fastify from "fastify";
import type { ClientBase } from "pg";
import { defaultPrompt } from "../../src/rest-compat/anythingllm/present/workspace.js";
import { ok, rest } from "../../test/support/rest-client.js";
import { startTestServer, type TestServer } from "../../test/support/server.js";
import { median, run } from "./processes.js";

const workspaces = 10;
const threadsEach = 2;
const connections = 16;
const rounds = 5;
const secondsPerRound = 2;

type Row = Readonly<Record<string, unknown>>;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * How many times as many answers a second a hand-written route gives as the list of workspaces does. It sends the same
 * statements on the same database and makes the same JSON.
 */
export async function compareLists(): Promise<{ readonly ours: number; readonly byHand: number }> {
  const server = await startTestServer();
  try {
    for (let at = 0; at < workspaces; at += 1) {
      const { workspace } = await ok<{ workspace: { slug: string } }>(server, "/api/v1/workspace/new", {
        body: { name: `Workspace ${at}` },
      });
      for (let thread = 0; thread < threadsEach; thread += 1) {
        await ok(server, `/api/v1/workspace/${workspace.slug}/thread/new`, { body: { name: `Thread ${thread}` } });
      }
    }
    const byHand = await handWritten(server);
    const figures: { ours: number[]; byHand: number[] } = { ours: [], byHand: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const ours = await load(`${server.url}/api/v1/workspaces`, server.apiKey);
      const other = await load(`${byHand.url}/workspaces`, server.apiKey);
      // The first round warms both up.
      if (round === 0) continue;
      figures.ours.push(ours);
      figures.byHand.push(other);
    }
    await byHand.close();
    return { ours: median(figures.ours), byHand: median(figures.byHand) };
  } finally {
    await server.stop();
  }
}

async function load(url: string, key: string): Promise<number> {
  return Number(await run("load", [url, key, connections, secondsPerRound]));
}

/** A route in a few lines, with the statements that our own route was seen to send. */
async function handWritten(server: TestServer): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { pool } = server.database;
  const expected = await rest(server, "/api/v1/workspaces");
  const statements = await statementsDuring(server, () => rest(server, "/api/v1/workspaces"));
  const samples: Row[][] = [];
  for (const { text, values } of statements) samples.push((await pool.query<Row>(text, [...values])).rows);
  const lists = sourceOf(samples, "top_n");
  const threads = sourceOf(samples, "workspace_id");
  const app = fastify();
  app.get("/workspaces", async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${server.apiKey}`) return reply.code(403).send({ error: "No." });
    const rows: Row[][] = [];
    for (const { text, values } of statements) rows.push((await pool.query<Row>(text, [...values])).rows);
    return present(rows[lists.at] ?? [], lists.prefix, rows[threads.at] ?? [], threads.prefix);
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const answer = await fetch(`${url}/workspaces`, { headers: { authorization: `Bearer ${server.apiKey}` } });
  const { workspaces: given } = (await answer.json()) as ReturnType<typeof present>;
  if (given.length !== workspaces || given.some((workspace) => workspace.threads.length !== threadsEach)) {
    throw new Error(`The hand-written route does not answer ${expected.text}.`);
  }
  return { url, close: () => app.close() };
}

/** Which statement brings rows with such a column, and what stands before the names of its columns. */
function sourceOf(
  samples: readonly (readonly Row[])[],
  column: string,
): { readonly at: number; readonly prefix: string } {
  const at = samples.findIndex(([row]) => Object.keys(row ?? {}).some((key) => key.endsWith(column)));
  const key = Object.keys(samples[at]?.[0] ?? {}).find((name) => name.endsWith(column));
  if (key === undefined) throw new Error(`No statement brings ${column}.`);
  return { at, prefix: key.slice(0, -column.length) };
}

/** The list as AnythingLLM shows it. */
function present(lists: readonly Row[], own: string, threads: readonly Row[], theirs: string) {
  return {
    workspaces: lists.map((row) => ({
      id: row[`${own}id`],
      name: row[`${own}name`],
      slug: row[`${own}slug`],
      vectorTag: null,
      createdAt: row[`${own}created_at`],
      openAiTemp: row[`${own}temperature`],
      openAiHistory: row[`${own}history_length`],
      lastUpdatedAt: row[`${own}updated_at`],
      openAiPrompt: row[`${own}system_prompt`] ?? defaultPrompt,
      similarityThreshold: row[`${own}similarity_threshold`],
      chatProvider: row[`${own}chat_provider`],
      chatModel: row[`${own}chat_model`],
      topN: row[`${own}top_n`],
      chatMode: String(row[`${own}chat_mode`]).toLowerCase(),
      pfpFilename: null,
      agentProvider: null,
      agentModel: null,
      queryRefusalResponse: row[`${own}refusal_text`],
      vectorSearchMode: "default",
      router_id: null,
      threads: threads
        .filter((thread) => thread[`${theirs}workspace_id`] === row[`${own}id`])
        .map((thread) => ({ user_id: null, slug: thread[`${theirs}slug`], name: thread[`${theirs}name`] })),
    })),
  };
}

async function statementsDuring(server: TestServer, work: () => Promise<unknown>): Promise<Statement[]> {
  const client = await server.database.pool.connect();
  client.release();
  const prototype = Object.getPrototypeOf(client) as ClientBase;
  const original = Object.getOwnPropertyDescriptor(prototype, "query");
  if (original === undefined) throw new Error("The driver's clients have no query method of their own.");
  const send = original.value as (...sent: unknown[]) => unknown;
  const statements: Statement[] = [];
  const recording = function (this: ClientBase, ...sent: unknown[]): unknown {
    const [statement, given] = sent;
    const isText = typeof statement === "string";
    const text = isText ? statement : (statement as Statement).text;
    const values = isText
      ? Array.isArray(given)
        ? (given as unknown[])
        : []
      : ((statement as Statement).values ?? []);
    if (/^\s*(?:SELECT|WITH)\b/i.test(text)) statements.push({ text, values });
    return send.apply(this, sent);
  };
  Object.defineProperty(prototype, "query", { ...original, value: recording });
  try {
    await work();
  } finally {
    Object.defineProperty(prototype, "query", original);
  }
  return statements;
}
