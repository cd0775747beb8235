import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request, socketClient, type Target } from "../support/graphql-client.js";
import { startModelServer } from "../support/model-server.js";
import type { OpenAiUpstream } from "../support/openai-upstream.js";
import { buildPerson, codeOf, openToMany, type Person } from "../support/people.js";
import type { TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace, type ChatEvent, eventFields } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
let admin: Person;

beforeAll(async () => {
  ({ server, upstream } = await startModelServer());
  admin = await openToMany(server);
});
afterAll(() => server.stop());

describe("deleting a user", () => {
  const remove = (userId: string, chats: string, by = server as { url: string; apiKey: string }) =>
    request(by, `mutation ($userId: ID!) { deleteUser(userId: $userId, chats: ${chats}) { deletedUserId } }`, {
      userId,
    });

  /** A member who has a thread, a chat in it, and a document. */
  async function buildBusyPerson(role = "MANAGER") {
    const person = await buildPerson(server, { role });
    const workspace = await buildWorkspace(server);
    const document = await buildDocument(person, "Owls hunt at night.", { workspaceIds: [workspace.id] });
    const { rows } = await server.database.pool.query<{ id: number }>(
      "INSERT INTO thread (workspace_id, user_id, slug, name) VALUES ($1, $2, gen_random_uuid()::text, 'Owls') RETURNING id",
      [workspace.databaseId, person.databaseId],
    );
    const { started } = await ask(person, { workspaceId: workspace.id, message: "When do owls hunt?" });
    return { person, workspace, document, threadId: rows[0]?.id, chatId: started?.chatId };
  }

  async function rowsOf(table: string, column: string, value: unknown): Promise<Record<string, unknown>[]> {
    const found = await server.database.pool.query<Record<string, unknown>>(
      `SELECT * FROM "${table}" WHERE "${column}" = $1`,
      [value],
    );
    return found.rows;
  }

  test("keeps the chats without a name, and passes documents and threads on", async () => {
    const { person, document, threadId, chatId } = await buildBusyPerson();
    expect((await remove(person.id, "KEEP")).data).toEqual({ deleteUser: { deletedUserId: person.id } });
    expect((await rowsOf("document", "uuid", document.uuid))[0]).toMatchObject({ owner_id: admin.databaseId });
    expect((await rowsOf("thread", "id", threadId))[0]).toMatchObject({ user_id: admin.databaseId });
    const kept = await data<{ node: { prompt: string } | null }>(
      server,
      "query ($id: ID!) { node(id: $id) { ... on Chat { prompt } } }",
      { id: chatId },
    );
    expect(kept.node).toEqual({ prompt: "When do owls hunt?" });
    expect(await rowsOf("chat", "user_id", person.databaseId)).toEqual([]);
    expect(await rowsOf("api_key", "owner_id", person.databaseId)).toEqual([]);
    expect((await request(person, "{ viewer { credential } }")).status).toBe(401);
  });

  test("leaves the heir's own names for documents alone", async () => {
    const person = await buildPerson(server, { role: "MANAGER" });
    const upsert = (by: Target, externalId: string, text: string) =>
      buildDocument(by, text, { externalId }).then(({ uuid }) => uuid);
    const kept = await upsert(server, "handbook", "The heir's handbook.");
    const passed = await upsert(person, "handbook", "Another handbook.");
    const named = await upsert(person, "tides", "Tide tables.");
    expect((await remove(person.id, "KEEP")).data).toEqual({ deleteUser: { deletedUserId: person.id } });
    expect((await rowsOf("document", "uuid", kept))[0]).toMatchObject({ external_id: "handbook" });
    expect((await rowsOf("document", "uuid", passed))[0]).toMatchObject({ external_id: null });
    expect((await rowsOf("document", "uuid", named))[0]).toMatchObject({
      external_id: "tides",
      owner_id: admin.databaseId,
    });
  });

  test("takes chats and threads along on request", async () => {
    const { person, document, threadId, chatId } = await buildBusyPerson();
    await remove(person.id, "PURGE");
    expect(await rowsOf("thread", "id", threadId)).toEqual([]);
    expect(
      (await data<{ node: unknown }>(server, "query ($id: ID!) { node(id: $id) { id } }", { id: chatId })).node,
    ).toBeNull();
    expect((await rowsOf("document", "uuid", document.uuid))[0]).toMatchObject({ owner_id: admin.databaseId });
  });

  test("stops the answers that are being written when they go too", async () => {
    const person = await buildPerson(server, { role: "MANAGER" });
    const workspace = await buildWorkspace(server);
    const sent = await data<{ sendChat: { chat: { id: string } } }>(
      person,
      "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
      { input: { workspaceId: workspace.id, message: "[[HOLD]]" } },
    );
    const reader = socketClient(server);
    const events = reader.iterate<{ chatStream: ChatEvent }>({
      query: `subscription ($id: ID!) { chatStream(chatId: $id) { ${eventFields} } }`,
      variables: { id: sent.sendChat.chat.id },
    });
    let last = (await events.next()).value as { data?: { chatStream: ChatEvent } | null | undefined } | undefined;
    expect(last?.data?.chatStream.__typename).toBe("ChatStarted");
    await remove(person.id, "PURGE");
    for await (const result of events) last = result;
    expect(last?.data?.chatStream).toMatchObject({ __typename: "ChatFinished", status: "STOPPED" });
    await reader.dispose();
    await upstream.requests.at(-1)?.closed;
  });

  test("passes the documents of an administrator who deletes themselves to another", async () => {
    const { person, document } = await buildBusyPerson("ADMIN");
    expect((await remove(person.id, "KEEP", person)).data).toEqual({ deleteUser: { deletedUserId: person.id } });
    expect((await rowsOf("document", "uuid", document.uuid))[0]).toMatchObject({ owner_id: admin.databaseId });
  });

  test("tells nothing of users who do not exist", async () => {
    expect(codeOf(await remove("VXNlcjo5OTk5OTk", "KEEP"))).toBe("NOT_FOUND");
  });
});
