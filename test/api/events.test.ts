import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request, type Target } from "../support/graphql-client.js";
import { insertEvents, settled } from "../support/events.js";
import { buildPerson, codeOf, fieldOf, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

interface Event {
  readonly id: string;
  readonly databaseId: number;
  readonly type: string;
  readonly actor: { readonly id: string } | null;
  readonly actorName: string | null;
  readonly credential: string | null;
  readonly address: string | null;
  readonly correlationId: string | null;
  readonly workspace: { readonly id: string } | null;
  readonly subjectType: string | null;
  readonly subjectId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

const query = `query ($filter: EventFilterInput) { eventLogs(last: 100, filter: $filter) {
  totalCount nodes {
    id databaseId type actor { id } actorName credential address correlationId workspace { id } subjectType subjectId data
  }
} }`;

async function events(filter: Readonly<Record<string, unknown>> = {}): Promise<readonly Event[]> {
  await settled(server.database);
  const answer = await data<{ eventLogs: { nodes: readonly Event[] } }>(server, query, { filter });
  return answer.eventLogs.nodes;
}

const typesIn = async (workspaceId: string) => (await events({ workspaceId })).map(({ type }) => type);

const run = (text: string) => data<Record<string, never>>(server, `mutation { ${text} }`);

async function fetchLines(parameters: string, target: Target = server) {
  await settled(server.database);
  const response = await fetch(`${target.url}/api/events.ndjson${parameters}`, {
    headers: { authorization: `Bearer ${target.apiKey}` },
  });
  const text = await response.text();
  return {
    response,
    text,
    lines: () =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Event),
  };
}

describe("the event log", () => {
  test("tells who did what to what, with which credential, from where, in which request", async () => {
    const manager = await buildPerson(server, { role: "MANAGER" });
    const workspace = await buildWorkspace(manager, { name: "Ledger" });
    const [created] = await events({ workspaceId: workspace.id });
    expect(created).toMatchObject({
      type: "workspace.created",
      actor: { id: manager.id },
      actorName: manager.username,
      credential: expect.stringMatching(/^apiKey:\d+$/),
      address: expect.stringMatching(/127\.0\.0\.1|::1/),
      correlationId: expect.stringMatching(/^[\da-f-]{36}$/),
      workspace: { id: workspace.id },
      subjectType: "Workspace",
      subjectId: workspace.databaseId,
      data: { name: "Ledger", slug: workspace.slug },
    });
    expect(await events({ actorId: manager.id, types: ["workspace.created"] })).toEqual([created]);
    expect(await events({ actorId: admin.id, workspaceId: workspace.id })).toEqual([]);
    const again = await data<{ node: { id: string } }>(server, "query ($id: ID!) { node(id: $id) { id } }", {
      id: created?.id,
    });
    expect(again.node.id).toBe(created?.id);
  });

  test("tells what a change changed, and nothing of what changed nothing", async () => {
    const workspace = await buildWorkspace(server, { name: "Before" });
    const update = (input: object) =>
      mutate(server, "updateWorkspace", { workspaceId: workspace.id, ...input }, "workspace { id }");
    await update({ name: "After", topN: 7, systemPrompt: "p".repeat(5_000) });
    await update({ name: "After", topN: 7 });
    const changed = await events({ workspaceId: workspace.id, types: ["workspace.updated"] });
    expect(changed.map((event) => event.data["changes"])).toEqual([
      {
        name: { from: "Before", to: "After" },
        topN: { from: 4, to: 7 },
        systemPrompt: { from: null, to: `${"p".repeat(199)}…` },
      },
    ]);
  });

  test("has every step of a workspace's life, and none of the words that were said", async () => {
    const workspace = await buildWorkspace(server);
    const document = await buildDocument(server, "The canary-text sings at dawn.", { workspaceIds: [workspace.id] });
    const place = `workspaceId: "${workspace.id}", documentId: "${document.id}"`;
    const places = `workspaceId: "${workspace.id}", documentIds: ["${document.id}"]`;
    await run(`pinDocument(input: { ${place}, pinned: true }) { attachment { pinned } }`);
    await run(`pinDocument(input: { ${place}, pinned: true }) { attachment { pinned } }`);
    await run(`detachDocuments(input: { ${places} }) { changed { id } }`);
    await run(`detachDocuments(input: { ${places} }) { changed { id } }`);
    await run(`attachDocuments(input: { ${places} }) { changed { id } }`);
    const thread = await mutate<{ thread: { id: string } }>(
      server,
      "createThread",
      { workspaceId: workspace.id, name: "First" },
      "thread { id }",
    );
    const threadId = thread.data?.["createThread"]?.thread.id ?? "";
    await run(`updateThread(input: { threadId: "${threadId}", name: "Second" }) { thread { id } }`);
    await ask(server, {
      workspaceId: workspace.id,
      threadId,
      message: "canary-question?",
      sessionId: "canary-session",
    });
    const conversation = `workspaceId: "${workspace.id}", threadId: "${threadId}", sessionId: "canary-session"`;
    await run(`resetConversation(input: { ${conversation} }) { forgottenCount }`);
    await run(`resetConversation(input: { ${conversation} }) { forgottenCount }`);
    await run(`deleteThread(threadId: "${threadId}") { deletedThreadId }`);
    const embed = await mutate<{ embed: { id: string } }>(
      server,
      "createEmbed",
      { workspaceId: workspace.id, allowedOrigins: ["https://a.example"] },
      "embed { id }",
    );
    const embedId = embed.data?.["createEmbed"]?.embed.id ?? "";
    await run(`updateEmbed(input: { embedId: "${embedId}", enabled: false }) { embed { id } }`);
    await run(`deleteEmbed(embedId: "${embedId}") { deletedEmbedId }`);
    await run(`deleteWorkspace(workspaceId: "${workspace.id}") { deletedWorkspaceId }`);
    await run(`deleteDocuments(documentIds: ["${document.id}"]) { deletedDocumentIds }`);
    expect(await typesIn(workspace.id)).toEqual([
      "workspace.created",
      "workspace.documentPinned",
      "workspace.documentsDetached",
      "workspace.documentsAttached",
      "thread.created",
      "thread.updated",
      "chat.created",
      "conversation.reset",
      "thread.deleted",
      "embed.created",
      "embed.updated",
      "embed.deleted",
      "workspace.deleted",
    ]);
    const [last] = (await events({ workspaceId: workspace.id })).slice(-1);
    expect(last).toMatchObject({ workspace: null, data: { slug: workspace.slug } });
    const ofDocuments = await events({ subjectType: "Document" });
    expect(ofDocuments.map(({ type, actorName }) => [type, actorName])).toEqual([
      ["document.created", admin.username],
      ["document.processed", null],
      ["document.deleted", admin.username],
    ]);
    expect(JSON.stringify(await events())).not.toContain("canary");
  });

  test("keeps the name of a user who is gone", async () => {
    const person = await buildPerson(server, { role: "MANAGER" });
    const workspace = await buildWorkspace(person);
    await run(`deleteUser(userId: "${person.id}", chats: PURGE) { deletedUserId }`);
    const [event] = await events({ actorId: person.id, workspaceId: workspace.id });
    expect(event).toMatchObject({ actor: null, actorName: person.username });
  });

  test("has what was refused, however often, once", async () => {
    const person = await buildPerson(server);
    const attempts = Array.from({ length: 10 }, () =>
      mutate(person, "createWorkspace", { name: "No" }, "workspace { id }"),
    );
    for (const answer of await Promise.all(attempts)) expect(codeOf(answer)).toBe("FORBIDDEN");
    const own = "{ viewer { user { workspaces(first: 1) { nodes { id } } } } }";
    expect(codeOf(await request(person, own))).toBeUndefined();
    expect(await events({ actorId: person.id })).toMatchObject([
      { type: "access.denied", data: { field: "Mutation.createWorkspace", reason: "This needs the manager role." } },
    ]);
  });

  test("has no event of a change that failed", async () => {
    const workspace = await buildWorkspace(server);
    const input = { workspaceId: workspace.id, slug: "twice" };
    await mutate(server, "createThread", input, "thread { id }");
    expect(codeOf(await mutate(server, "createThread", input, "thread { id }"))).toBe("CONFLICT");
    expect(await typesIn(workspace.id)).toEqual(["workspace.created", "thread.created"]);
  });

  test("is for administrators, and refuses filters that it does not know", async () => {
    const manager = await buildPerson(server, { role: "MANAGER" });
    expect(codeOf(await request(manager, query))).toBe("FORBIDDEN");
    const [event] = await events();
    const node = await request<{ node: unknown }>(manager, "query ($id: ID!) { node(id: $id) { id } }", {
      id: event?.id,
    });
    expect(node.data).toEqual({ node: null });
    const unknownType = await request(server, query, { filter: { types: ["user.created", "user.exploded"] } });
    expect([codeOf(unknownType), fieldOf(unknownType)]).toEqual(["BAD_USER_INPUT", "filter.types.1"]);
    const unknownSubject = await request(server, query, { filter: { subjectType: "Cat" } });
    expect([codeOf(unknownSubject), fieldOf(unknownSubject)]).toEqual(["BAD_USER_INPUT", "filter.subjectType"]);
  });

  test("is narrowed to a span of time", async () => {
    const before = new Date();
    const workspace = await buildWorkspace(server);
    const [event] = await events({ workspaceId: workspace.id });
    const ids = async (filter: object) => (await events({ workspaceId: workspace.id, ...filter })).map(({ id }) => id);
    expect(await ids({ from: before.toISOString() })).toEqual([event?.id]);
    expect(await ids({ to: before.toISOString() })).toEqual([]);
  });
});

describe("the export of the event log", () => {
  test("is a line of JSON for each event, and tells of itself", async () => {
    const workspace = await buildWorkspace(server);
    const { response, lines } = await fetchLines(`?workspaceId=${workspace.databaseId}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const [event] = await events({ workspaceId: workspace.id });
    expect(lines()).toMatchObject([
      { id: event?.id, type: "workspace.created", actorId: admin.databaseId, workspaceId: workspace.databaseId },
    ]);
    const [exported] = (await events({ types: ["events.exported"] })).slice(-1);
    expect(exported).toMatchObject({
      actorName: admin.username,
      data: { filter: { workspaceId: workspace.databaseId } },
    });
  });

  test("is narrowed by type, user and time", async () => {
    const manager = await buildPerson(server, { role: "MANAGER" });
    await buildWorkspace(manager);
    const from = `userId=${manager.databaseId}&type=workspace.created&type=thread.created&from=2020-01-01`;
    expect((await fetchLines(`?${from}`)).lines()).toMatchObject([{ actorName: manager.username }]);
    expect((await fetchLines(`?${from}&to=2020-01-02T00:00:00Z`)).text).toBe("");
  });

  test("has tens of thousands of events, each once", async () => {
    await insertEvents(server, 20_000, "settings.updated");
    const { lines } = await fetchLines("?type=settings.updated");
    expect(new Set(lines().map(({ databaseId }) => databaseId)).size).toBe(20_000);
  });

  test.each([
    ["type=user.exploded", "type.0"],
    ["from=yesterday", "from"],
    ["userId=0", "userId"],
    ["user=1", "user"],
  ])("refuses ?%s", async (parameters, field) => {
    const { response, text } = await fetchLines(`?${parameters}`);
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  test("is refused without a credential, and without the permission", async () => {
    const person = await buildPerson(server, { role: "MANAGER" });
    const forbidden = await fetchLines("", person);
    expect([forbidden.response.status, JSON.parse(forbidden.text)]).toMatchObject([403, { code: "FORBIDDEN" }]);
    expect(await events({ actorId: person.id })).toMatchObject([
      { type: "access.denied", data: { field: "events.ndjson" } },
    ]);
    const none = await fetch(`${server.url}/api/events.ndjson`);
    expect([none.status, await none.json()]).toMatchObject([401, { code: "UNAUTHENTICATED" }]);
    const head = await fetch(`${server.url}/api/events.ndjson`, { method: "HEAD" });
    expect(head.status).toBe(405);
  });
});
