import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { buildKey, codeOf, fieldOf, goodPassword, mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;

const instanceQuery = "{ instance { version multiUserMode registrationOpen supportEmail } }";
const enable = (username: string, password = goodPassword) =>
  mutate<{ instance: { multiUserMode: boolean } }>(
    server,
    "enableMultiUserMode",
    { username, password },
    "user { username role } instance { multiUserMode }",
  );

const facts = {
  version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  registrationOpen: false,
  supportEmail: null,
};

describe("opening an instance to many users", () => {
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  test("makes the owner the first administrator, whose things stay theirs", async () => {
    const workspace = await buildWorkspace(server);
    const before = await data<{ viewer: { user: { id: string } } }>(server, "{ viewer { user { id username } } }");
    const answer = await enable("Ada");
    expect(answer.data).toEqual({
      enableMultiUserMode: { user: { username: "Ada", role: "ADMIN" }, instance: { multiUserMode: true } },
    });
    const after = await data<{ viewer: { user: { id: string; username: string } }; workspaces: { nodes: unknown[] } }>(
      server,
      "{ viewer { user { id username } } workspaces(first: 1) { nodes { id } } }",
    );
    expect(after.viewer.user).toEqual({ id: before.viewer.user.id, username: "Ada" });
    expect(after.workspaces.nodes).toEqual([{ id: workspace.id }]);
    const { data: shown } = await request(server, instanceQuery, {}, null);
    expect(shown).toEqual({ instance: { ...facts, multiUserMode: true } });
  });

  test("happens once, however many ask at once", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => enable(`admin-${index}`)));
    const codes = answers.map((answer) => codeOf(answer) ?? "OK");
    expect(codes.filter((code) => code === "OK")).toHaveLength(1);
    expect(codes.filter((code) => code === "CONFLICT")).toHaveLength(49);
    const winner = codes.indexOf("OK");
    const { rows } = await server.database.pool.query("SELECT username, role FROM app_user");
    expect(rows).toEqual([{ username: `admin-${winner}`, role: "admin" }]);
    expect(codeOf(await enable("late"))).toBe("CONFLICT");
  });
});

describe("an instance that was not opened", () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test("says so to anybody", async () => {
    const { data: shown } = await request(server, instanceQuery, {}, null);
    expect(shown).toEqual({ instance: { ...facts, multiUserMode: false } });
  });

  test("stays so without a name and a password by the rules", async () => {
    for (const [username, password, field] of [
      ["a", goodPassword, "username"],
      [" ada", goodPassword, "username"],
      ["ada", "short", "password"],
    ] as const) {
      const answer = await enable(username, password);
      expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
    }
    expect(await data(server, "{ instance { multiUserMode } }")).toEqual({ instance: { multiUserMode: false } });
  });

  test("is opened by nobody without the admin scope", async () => {
    const { rows } = await server.database.pool.query<{ id: number }>("SELECT id FROM app_user");
    const key = await buildKey(server, rows[0]?.id ?? 0, { scopes: ["write"] });
    const answer = await mutate(key, "enableMultiUserMode", { username: "eve", password: goodPassword }, "user { id }");
    expect(codeOf(answer)).toBe("FORBIDDEN");
  });

  test("has its owner as the only user, and nobody can be added", async () => {
    const { users } = await data<{ users: { nodes: { id: string; username: string }[] } }>(
      server,
      "{ users(first: 10) { nodes { id username } } }",
    );
    expect(users.nodes.map(({ username }) => username)).toEqual(["owner"]);
    const workspace = await buildWorkspace(server);
    const ownerId = users.nodes[0]?.id ?? "";
    const answers = [
      await mutate(server, "createUser", { username: "early" }, "user { id }"),
      await mutate(server, "updateUser", { userId: ownerId, bio: "me" }, "user { id }"),
      await request(server, `mutation { deleteUser(userId: "${ownerId}", chats: KEEP) { deletedUserId } }`),
      await mutate(server, "createInvite", {}, "invite { id }"),
      await mutate(server, "addWorkspaceMembers", { workspaceId: workspace.id, userIds: [ownerId] }, "added { id }"),
      await mutate(server, "registerUser", { username: "early", password: goodPassword }, "user { id }", null),
    ];
    expect(answers.map(codeOf)).toEqual(Array.from(answers, () => "MULTI_USER_MODE_REQUIRED"));
  });
});
