import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { insertChats } from "../support/many-chats.js";
import { buildPerson, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildWorkspace } from "../support/world.js";

interface Page {
  readonly nodes: readonly { readonly id: string; readonly databaseId: number; readonly prompt: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly totalCount: number;
}
const chatsQuery = `query ($first: Int, $last: Int, $skip: Int, $filter: ChatFilterInput) {
  chats(first: $first, last: $last, skip: $skip, filter: $filter) {
    nodes { id databaseId prompt } pageInfo { hasNextPage hasPreviousPage } totalCount
  }
}`;
const sessionsQuery = `query ($workspaceId: ID!, $first: Int!, $after: String) {
  chatSessions(workspaceId: $workspaceId, first: $first, after: $after) {
    nodes { sessionId chatCount startedAt lastChatAt } pageInfo { hasNextPage endCursor } totalCount
  }
}`;
const deleteMutation = "mutation ($input: DeleteChatsInput!) { deleteChats(input: $input) { deletedCount } }";
const renameMutation = "mutation ($input: RenameChatSessionInput!) { renameChatSession(input: $input) { chatCount } }";
const rateMutation =
  "mutation ($input: RateChatInput!) { rateChat(input: $input) { chat { feedback { rating comment ratedAt } } } }";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function list(variables: Readonly<Record<string, unknown>>, target = server): Promise<Page> {
  return (await data<{ chats: Page }>(target, chatsQuery, variables)).chats;
}

interface Sessions {
  readonly chatSessions: {
    readonly nodes: readonly { readonly sessionId: string; readonly chatCount: number }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly totalCount: number;
  };
}

describe("chats over all workspaces", () => {
  test("are paged by number from either end", async () => {
    const own = await startTestServer();
    try {
      const { databaseId } = await buildWorkspace(own);
      await insertChats(own, databaseId, 25);
      const newest = await list({ last: 10, skip: 10 }, own);
      expect(newest.nodes.map(({ prompt }) => prompt)).toEqual(
        Array.from({ length: 10 }, (_, index) => `Question ${index + 6}`),
      );
      expect([newest.pageInfo, newest.totalCount]).toEqual([{ hasNextPage: true, hasPreviousPage: true }, 25]);
      const oldest = await list({ first: 10, skip: 20 }, own);
      expect(oldest.nodes).toHaveLength(5);
      expect(oldest.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
      const refused = await request(own, chatsQuery, { first: 1, skip: -1 });
      expect(refused.errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", field: "skip" } });
    } finally {
      await own.stop();
    }
  });

  test("are narrowed by time, by number, and by whether they were answered", async () => {
    const workspace = await buildWorkspace(server);
    await ask(server, { workspaceId: workspace.id, message: "When?" });
    const [chat] = (await list({ last: 1 })).nodes;
    const databaseIds = [chat?.databaseId];
    const future = new Date(Date.now() + 60_000).toISOString();
    const count = async (filter: object) => (await list({ first: 5, filter: { databaseIds, ...filter } })).nodes.length;
    expect(await count({})).toBe(1);
    expect(await count({ answered: true, fromEmbed: false, to: future })).toBe(1);
    expect(await count({ answered: false })).toBe(0);
    expect(await count({ fromEmbed: true })).toBe(0);
    expect(await count({ from: future })).toBe(0);
  });
});

describe("sessions", () => {
  test("are listed by when they began, without those of other workspaces", async () => {
    const workspace = await buildWorkspace(server);
    const workspaceId = workspace.id;
    for (const sessionId of ["b", "a", "b", undefined]) await ask(server, { workspaceId, message: "Hello", sessionId });
    const other = await buildWorkspace(server);
    await ask(server, { workspaceId: other.id, message: "Hello", sessionId: "c" });
    const first = (await data<Sessions>(server, sessionsQuery, { workspaceId, first: 1 })).chatSessions;
    expect(first).toMatchObject({ nodes: [{ sessionId: "b", chatCount: 2 }], totalCount: 2 });
    const after = first.pageInfo.endCursor;
    const second = (await data<Sessions>(server, sessionsQuery, { workspaceId, first: 1, after })).chatSessions;
    expect(second).toMatchObject({ nodes: [{ sessionId: "a", chatCount: 1 }], pageInfo: { hasNextPage: false } });
  });

  test("get another key, and go on under it", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    await ask(server, { workspaceId, message: "One", sessionId: "old" });
    await ask(server, { workspaceId, message: "Two", sessionId: "taken" });
    const rename = (sessionId: string, newSessionId: string) =>
      request(server, renameMutation, { input: { workspaceId, sessionId, newSessionId } });
    expect((await rename("old", "taken")).errors?.[0]).toMatchObject({ extensions: { code: "CONFLICT" } });
    expect((await rename("old", "new")).data).toEqual({ renameChatSession: { chatCount: 1 } });
    expect((await rename("old", "newer")).data).toEqual({ renameChatSession: { chatCount: 0 } });
    const { chatSessions } = await data<Sessions>(server, sessionsQuery, { workspaceId, first: 5 });
    expect(chatSessions.nodes.map(({ sessionId }) => sessionId)).toEqual(["new", "taken"]);
  });
});

describe("deletion", () => {
  test("takes a session, or what is named, and nothing when one name is unknown", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    for (const sessionId of ["s", "s", undefined, undefined])
      await ask(server, { workspaceId, message: "Hello", sessionId });
    const remove = (input: object) => request(server, deleteMutation, { input: { workspaceId, ...input } });
    expect((await remove({ sessionId: "s" })).data).toEqual({ deleteChats: { deletedCount: 2 } });
    const [chat] = (await list({ last: 1 })).nodes;
    const unknown = Buffer.from("Chat:2000000000").toString("base64url");
    expect((await remove({ chatIds: [chat?.id, unknown] })).errors?.[0]).toMatchObject({
      extensions: { code: "NOT_FOUND", field: "chatIds.1" },
    });
    expect((await remove({ chatIds: [chat?.id] })).data).toEqual({ deleteChats: { deletedCount: 1 } });
    expect((await remove({ chatIds: [] })).data).toEqual({ deleteChats: { deletedCount: 0 } });
    expect((await remove({})).data).toEqual({ deleteChats: { deletedCount: 1 } });
  });

  test("of many takes them in batches", async () => {
    const { id: workspaceId, databaseId } = await buildWorkspace(server);
    await insertChats(server, databaseId, 12_000, 1);
    const { deleteChats } = await data<{ deleteChats: { deletedCount: number } }>(server, deleteMutation, {
      input: { workspaceId },
    });
    expect(deleteChats.deletedCount).toBe(12_000);
  });

  test("takes people their own chats alone", async () => {
    const many = await startTestServer();
    try {
      await openToMany(many);
      const person = await buildPerson(many, { role: "DEFAULT" });
      const workspace = await buildWorkspace(many);
      const workspaceId = workspace.id;
      await data(
        many,
        "mutation ($input: WorkspaceMembersInput!) { addWorkspaceMembers(input: $input) { workspace { id } } }",
        { input: { workspaceId, userIds: [person.id] } },
      );
      await ask(many, { workspaceId, message: "The administrator's" });
      await ask(many, { workspaceId, message: "In the person's name", userId: person.id });
      await ask(person, { workspaceId, message: "The person's" });
      const { deleteChats } = await data<{ deleteChats: { deletedCount: number } }>(person, deleteMutation, {
        input: { workspaceId },
      });
      expect(deleteChats.deletedCount).toBe(2);
      expect((await list({ first: 9 }, many)).nodes.map(({ prompt }) => prompt)).toEqual(["The administrator's"]);
    } finally {
      await many.stop();
    }
  });
});

test("an answer is rated, rated again, and what was said taken back", async () => {
  const { id: workspaceId } = await buildWorkspace(server);
  const { started } = await ask(server, { workspaceId, message: "Any good?" });
  const rate = async (input: object) =>
    (
      await data<{ rateChat: { chat: { feedback: object | null } } }>(server, rateMutation, {
        input: { chatId: started?.chatId, ...input },
      })
    ).rateChat.chat.feedback;
  expect(await rate({ rating: "GOOD" })).toMatchObject({ rating: "GOOD", comment: null });
  expect(await rate({ rating: "BAD", comment: "It is wrong." })).toMatchObject({
    rating: "BAD",
    comment: "It is wrong.",
  });
  expect(await rate({ rating: null })).toBeNull();
});
