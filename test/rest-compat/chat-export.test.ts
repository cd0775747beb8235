import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { insertChats } from "../support/many-chats.js";
import { buildPerson, openToMany } from "../support/people.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

interface Row {
  readonly id: number;
  readonly workspace: string;
  readonly prompt: string;
  readonly response: string;
  readonly username: string;
  readonly rating: string;
}
interface Listed {
  readonly chats: readonly { readonly id: number; readonly prompt: string; readonly response: string }[];
  readonly hasPages: boolean;
}
const exported = "/v1/system/export-chats";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A workspace with chats, asked one after the other. */
async function buildChats(prompts: readonly string[], settings: Readonly<Record<string, unknown>> = {}) {
  const workspace = await buildWorkspace(server, settings);
  await buildDocument(server, "The lighthouse was built in 1873.", { workspaceIds: [workspace.id] });
  for (const message of prompts) await ok(server, `/v1/workspace/${workspace.slug}/chat`, { body: { message } });
  return workspace;
}

async function rowsOf(workspace: { readonly databaseId: number }, name: string): Promise<Row[]> {
  await server.database.pool.query("UPDATE workspace SET name = $2 WHERE id = $1", [workspace.databaseId, name]);
  return (await ok<Row[]>(server, `${exported}?type=json`)).filter((row) => row.workspace === name);
}

describe("the export of chats", () => {
  test("in json has a row a chat", async () => {
    const workspace = await buildChats(["When was the lighthouse built?", "And by whom?"]);
    const rows = await rowsOf(workspace, "In JSON");
    expect(rows.map(({ prompt }) => prompt)).toEqual(["When was the lighthouse built?", "And by whom?"]);
    expect(rows[0]).toMatchObject({
      id: expect.any(Number),
      response: expect.stringContaining("1873"),
      username: "unknown user",
      rating: "--",
      attachments: [],
    });
  });

  test("says what people think of answers", async () => {
    const workspace = await buildChats(["Good one?", "Bad one?"]);
    const [good, bad] = await rowsOf(workspace, "Rated");
    const { chats } = await data<{ chats: { nodes: { id: string; databaseId: number }[] } }>(
      server,
      "query ($ids: [Int!]) { chats(first: 2, filter: { databaseIds: $ids }) { nodes { id databaseId } } }",
      { ids: [good?.id, bad?.id] },
    );
    for (const { id, databaseId } of chats.nodes) {
      const rating = databaseId === good?.id ? "GOOD" : "BAD";
      const query = "mutation ($input: RateChatInput!) { rateChat(input: $input) { chat { feedback { rating } } } }";
      await data(server, query, { input: { chatId: id, rating, comment: "So it is." } });
    }
    expect((await rowsOf(workspace, "Rated")).map(({ rating }) => rating)).toEqual(["GOOD", "BAD"]);
    const { history } = await ok<{ history: { role: string; feedbackScore?: boolean | null }[] }>(
      server,
      `/v1/workspace/${workspace.slug}/chats`,
    );
    expect(history.filter(({ role }) => role === "assistant").map((one) => one.feedbackScore)).toEqual([true, false]);
  });

  test("in csv has a line a chat, and no formulas", async () => {
    await buildChats(['=cmd|"x"!A1\nnext, line']);
    const answer = await rest(server, `${exported}?type=csv`);
    expect([answer.status, answer.type]).toEqual([200, "text/csv; charset=utf-8"]);
    const lines = answer.text.trimEnd().split("\n");
    expect(lines[0]).toBe("id,workspace,prompt,response,sent_at,username,rating");
    expect(lines.at(-1)).toMatch(
      /^"\d+","Workspace \d+","'=cmd\|""x""!A1 next, line",".*","\w{3} .*","unknown user","--"$/,
    );
  });

  test("in jsonl has a conversation a workspace, and is so by default", async () => {
    await buildChats(["First?", "Second?"], { systemPrompt: "Speak like a sailor." });
    const answer = await rest(server, exported);
    expect([answer.status, answer.type]).toEqual([200, "application/jsonl; charset=utf-8"]);
    const lines = answer.text.split("\n").map((line) => JSON.parse(line) as { messages: object[] });
    const text = (words: string) => [{ type: "text", text: words }];
    expect(lines.at(-1)?.messages).toEqual([
      { role: "system", content: text("Speak like a sailor.") },
      { role: "user", content: text("First?") },
      { role: "assistant", content: [{ type: "text", text: expect.any(String) }] },
      { role: "user", content: text("Second?") },
      { role: "assistant", content: [{ type: "text", text: expect.any(String) }] },
    ]);
    expect((await rest(server, `${exported}?type=jsonl`)).text.split("\n")).toHaveLength(lines.length);
  });

  test("in jsonAlpaca has instructions with the passages that answers rest on", async () => {
    await buildChats(["When was the lighthouse built?"], { systemPrompt: "Answer briefly." });
    const rows = await ok<object[]>(server, `${exported}?type=jsonAlpaca`);
    expect(rows.at(-1)).toEqual({
      instruction: expect.stringMatching(/^Answer briefly\.\nContext:\n\[CONTEXT 0\]:\n[^]*1873/),
      input: "When was the lighthouse built?",
      output: expect.stringContaining("1873"),
    });
  });

  test("in another format is refused", async () => {
    expect(await rest(server, `${exported}?type=xml`)).toMatchObject({
      status: 400,
      text: expect.stringContaining("type"),
    });
    expect(await rest(server, exported, { authorization: null })).toMatchObject({ status: 403 });
  });

  test("of nothing is well-formed", async () => {
    const empty = await startTestServer();
    try {
      expect(await ok(empty, `${exported}?type=json`)).toEqual([]);
      expect((await rest(empty, exported)).text).toBe("");
      expect((await rest(empty, `${exported}?type=csv`)).text.trim()).toMatch(/^id,workspace/);
    } finally {
      await empty.stop();
    }
  });
});

describe("the administrators' list", () => {
  test("has the newest twenty chats a page", async () => {
    const { slug } = await buildChats(["Newest?"]);
    const page = await ok<Listed>(server, "/v1/admin/workspace-chats", { body: {} });
    expect(page.chats[0]).toMatchObject({ prompt: "Newest?", workspace: { slug }, user: { username: "unknown user" } });
    expect(JSON.parse(page.chats[0]?.response ?? "")).toMatchObject({ text: expect.any(String), type: "chat" });

    const many = await startTestServer();
    try {
      const workspace = await buildWorkspace(many);
      await insertChats(many, workspace.databaseId, 45);
      const pages = await Promise.all(
        [0, 1, 2, "3"].map((offset) => ok<Listed>(many, "/v1/admin/workspace-chats", { body: { offset } })),
      );
      expect(pages.map(({ chats }) => chats.length)).toEqual([20, 20, 5, 0]);
      expect(pages.map(({ hasPages }) => hasPages)).toEqual([true, true, false, false]);
      const ids = pages.flatMap(({ chats }) => chats.map(({ id }) => id));
      expect(ids).toEqual([...ids].sort((one, other) => other - one));
    } finally {
      await many.stop();
    }
  });

  test("shows people their own", async () => {
    const many = await startTestServer();
    try {
      await openToMany(many);
      const person = await buildPerson(many, { role: "DEFAULT" });
      const workspace = await buildWorkspace(many);
      await insertChats(many, workspace.databaseId, 3);
      expect(await ok<Listed>(person, "/v1/admin/workspace-chats", { body: {} })).toEqual({
        chats: [],
        hasPages: false,
      });
      expect(await ok(person, `${exported}?type=json`)).toEqual([]);
      expect(await ok<Row[]>(many, `${exported}?type=json`)).toHaveLength(3);
    } finally {
      await many.stop();
    }
  });
});
