import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { buildKey, goodPassword, openToMany, type Person } from "../support/people.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

interface Done {
  readonly success: boolean;
  readonly error: string | null;
}
interface User {
  readonly id: number;
  readonly username: string;
  readonly [key: string]: unknown;
}
interface Invite {
  readonly id: number;
  readonly code: string | null;
  readonly status: string;
  readonly claimedBy: unknown;
  readonly workspaceIds: string;
}

describe("with many users", () => {
  let server: TestServer;
  let admin: Person;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer();
    admin = await openToMany(server);
  });
  afterAll(() => server.stop());

  async function newUser(values: Readonly<Record<string, unknown>> = {}): Promise<User> {
    count += 1;
    const body = { username: `sample-sam-${count}`, password: goodPassword, ...values };
    const { user, error } = await ok<{ user: User; error: null }>(server, "/v1/admin/users/new", { body });
    expect(error).toBeNull();
    return user;
  }

  test("a user is made, listed, changed, suspended and deleted", async () => {
    const user = await newUser({ role: "manager", dailyMessageLimit: 5, bio: "Counts ships." });
    expect(user).toMatchObject({ role: "manager", suspended: 0, dailyMessageLimit: 5, bio: "Counts ships." });
    expect((await newUser())["role"]).toBe("default");

    const changes = { username: "sam-renamed", role: "default", dailyMessageLimit: null };
    await expect(ok<Done>(server, `/v1/admin/users/${user.id}`, { body: changes })).resolves.toEqual({
      success: true,
      error: null,
    });
    const { users } = await ok<{ users: User[] }>(server, "/v1/admin/users");
    expect(users.find(({ id }) => id === user.id)).toMatchObject({ ...changes, bio: "Counts ships." });
    const { users: brief } = await ok<{ users: User[] }>(server, "/v1/users");
    expect(brief.find(({ id }) => id === user.id)).toEqual({ id: user.id, username: "sam-renamed", role: "default" });

    const { apiKey } = await buildKey(server, user.id);
    for (const [suspended, status] of [
      [1, 403],
      ["false", 200],
    ] as const) {
      await ok<Done>(server, `/v1/admin/users/${user.id}`, { body: { suspended } });
      const answer = await rest(server, "/v1/auth", { authorization: `Bearer ${apiKey}` });
      expect([suspended, answer.status]).toEqual([suspended, status]);
    }

    await expect(ok<Done>(server, `/v1/admin/users/${user.id}`, { method: "DELETE" })).resolves.toMatchObject({
      success: true,
    });
    const again = await rest(server, `/v1/admin/users/${user.id}`, { method: "DELETE" });
    expect([again.status, again.body]).toEqual([404, { success: false, error: "User not found." }]);
  });

  test("what a new user lacks, or has twice, is said in the shape of the route", async () => {
    const { username } = await newUser();
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [{}, /username/],
      [{ username: "somebody-new" }, /password/],
      [{ username: "docs-example", password: "hunter2" }, /password.*8 characters/],
      [{ username: "a", password: goodPassword }, /username/],
      [{ username: "Ada Lovelace", password: goodPassword }, /^Username must only contain lowercase letters/],
      [
        { username: "somebody-new", password: goodPassword, role: "emperor" },
        /Allowed roles are: default, admin, mana/,
      ],
      [{ username, password: goodPassword }, /^A user with that username already exists$/],
    ];
    for (const [body, message] of cases) {
      const answer = await rest(server, "/v1/admin/users/new", { body });
      expect([answer.status, answer.body]).toEqual([400, { user: null, error: expect.stringMatching(message) }]);
    }
  });

  test("a change that is refused answers 200 with the reason, and the last administrator stays", async () => {
    const { id } = await newUser();
    const cases: readonly (readonly [string | number, unknown, RegExp])[] = [
      [id, {}, /^No valid updates applied\.$/],
      [id, { role: "emperor" }, /Invalid role/],
      [id, { password: "short" }, /password/],
      [id, { username: admin.username }, /username/],
      [id, { username: "Ada Lovelace" }, /^Username must only contain lowercase letters/],
      ["abc", { username: "xx-yy" }, /^User not found\.$/],
      [999_999_999_999, { username: "xx-yy" }, /^User not found\.$/],
      [admin.databaseId, { role: "default" }, /last active administrator/],
      [admin.databaseId, { suspended: true }, /last active administrator/],
    ];
    for (const [user, body, message] of cases) {
      const answer = await ok<Done>(server, `/v1/admin/users/${user}`, { body });
      expect(answer).toEqual({ success: false, error: expect.stringMatching(message) });
    }
    await expect(ok<Done>(server, `/v1/admin/users/${admin.databaseId}`, { method: "DELETE" })).resolves.toEqual({
      success: false,
      error: expect.stringMatching(/last active administrator/),
    });
  });

  test("an invite is made for workspaces, claimed, and cannot be taken back then", async () => {
    const { databaseId, slug } = await buildWorkspace(server);
    const { invite, error } = await ok<{ invite: Invite; error: string }>(server, "/v1/admin/invite/new", {
      body: { workspaceIds: [databaseId, slug, 999_999, "abc"] },
    });
    expect(invite).toMatchObject({ status: "pending", claimedBy: null, workspaceIds: `[${databaseId}]` });
    expect(error).toBe("Unknown workspaces: 999999, abc.");

    await data(
      { url: server.url, apiKey: invite.code ?? "" },
      "mutation ($input: RegistrationInput!) { claimInvite(input: $input) { user { id } } }",
      { input: { username: "invited-ada", password: goodPassword } },
    );
    const { invites } = await ok<{ invites: Invite[] }>(server, "/v1/admin/invites");
    expect(invites.find(({ id }) => id === invite.id)).toMatchObject({
      code: null,
      status: "claimed",
      claimedBy: { username: "invited-ada" },
    });
    const { users } = await ok<{ users: User[] }>(server, `/v1/admin/workspaces/${databaseId}/users`);
    expect(users).toMatchObject([{ username: "invited-ada", role: "default" }]);
    const taken = await rest(server, `/v1/admin/invite/${invite.id}`, { method: "DELETE" });
    expect([taken.status, (taken.body as Done).success]).toEqual([409, false]);
  });

  test("an invite is taken back once and again; others are unknown", async () => {
    const { invite, error } = await ok<{ invite: Invite; error: null }>(server, "/v1/admin/invite/new", {
      method: "POST",
    });
    expect([error, invite.workspaceIds]).toEqual([null, "[]"]);
    for (const _time of ["once", "again"]) {
      await expect(ok(server, `/v1/admin/invite/${invite.id}`, { method: "DELETE" })).resolves.toEqual({
        success: true,
        error: null,
      });
    }
    const unknown = await rest(server, "/v1/admin/invite/999999", { method: "DELETE" });
    expect([unknown.status, unknown.body]).toEqual([404, { success: false, error: "Invite not found." }]);
    const word = await rest(server, "/v1/admin/invite/abc", { method: "DELETE" });
    expect([word.status, word.body]).toEqual([400, { success: false, error: "Invalid invite id" }]);
  });

  test("members are added, replaced and listed; users who are unknown are named", async () => {
    const { databaseId, slug } = await buildWorkspace(server);
    const [ada, bo] = [await newUser(), await newUser()];
    const manage = (body: unknown) => rest(server, `/v1/admin/workspaces/${slug}/manage-users`, { body });
    const memberIds = (answer: unknown) =>
      (answer as { users: { userId: number }[] }).users.map(({ userId }) => userId);

    const added = await manage({ userIds: [ada.id, String(bo.id), 999_999] });
    expect(added.body).toMatchObject({ success: true, error: "Unknown users: 999999." });
    expect(memberIds(added.body)).toEqual([ada.id, bo.id]);
    const again = await manage({ userIds: [bo.id], reset: false });
    expect([memberIds(again.body), (again.body as Done).error]).toEqual([[ada.id, bo.id], null]);
    expect(memberIds((await manage({ userIds: [bo.id], reset: true })).body)).toEqual([bo.id]);

    const none = await manage({ userIds: [999_999] });
    expect([none.status, none.body]).toMatchObject([404, { success: false, error: "No valid user IDs provided." }]);
    expect(memberIds(none.body)).toEqual([bo.id]);
    const missing = await manage({});
    expect([missing.status, missing.body]).toMatchObject([400, { success: false, users: [] }]);
    const nowhere = await rest(server, "/v1/admin/workspaces/nope/manage-users", { body: { userIds: [ada.id] } });
    expect([nowhere.status, nowhere.body]).toMatchObject([404, { success: false, users: [] }]);

    const update = (body: unknown, workspace: string | number = databaseId) =>
      ok<Done>(server, `/v1/admin/workspaces/${workspace}/update-users`, { body });
    await expect(update({ userIds: [ada.id, 999_999] })).resolves.toEqual({
      success: false,
      error: "Unknown users: 999999.",
    });
    await expect(update({})).resolves.toMatchObject({ success: false });
    await expect(update({ userIds: [ada.id] }, "abc")).resolves.toMatchObject({ success: false });
    await expect(update({ userIds: [ada.id] })).resolves.toEqual({ success: true, error: null });
    expect(memberIds(await ok(server, `/v1/admin/workspaces/${databaseId}/users`))).toEqual([ada.id]);
    await expect(update({ userIds: [] })).resolves.toEqual({ success: true, error: null });
    await expect(ok(server, `/v1/admin/workspaces/${slug}/users`)).resolves.toEqual({ users: [] });
    await expect(ok(server, "/v1/admin/workspaces/abc/users")).resolves.toEqual({ users: [] });
  });

  test("the support address is set and taken away; what the route does not know is named", async () => {
    const prefer = (body: unknown) => rest(server, "/v1/admin/preferences", { body });
    const address = async () =>
      (await data<{ instance: { supportEmail: string | null } }>(server, "{ instance { supportEmail } }")).instance
        .supportEmail;
    expect((await prefer({ support_email: "support@example.com", nope: 1 })).body).toEqual({
      success: true,
      error: null,
      message: "Ignored unknown properties: nope.",
    });
    expect(await address()).toBe("support@example.com");
    const wrong = await prefer({ support_email: "nobody" });
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { success: false, error: expect.stringMatching(/support_email.*must be an email address/) },
    ]);
    expect(await address()).toBe("support@example.com");
    await prefer({ support_email: "" });
    expect(await address()).toBeNull();
  });

  test("a key without the admin scope administers nothing", async () => {
    const { apiKey } = await buildKey(server, admin.databaseId, { scopes: ["write"] });
    const authorization = `Bearer ${apiKey}`;
    const body = { username: "somebody-new", password: goodPassword };
    for (const [path, given] of [
      ["/v1/admin/users/new", body],
      ["/v1/admin/invite/new", {}],
      ["/v1/system/update-env", { SimpleSSOEnabled: "true" }],
    ] as const) {
      const answer = await rest(server, path, { body: given, authorization });
      expect([path, answer.status, answer.body]).toEqual([path, 403, { error: "This needs the admin scope." }]);
    }
  });

  test("a token of single sign-on signs its user in, once; an unknown user is 404", async () => {
    const user = await newUser();
    const { token, loginPath } = await ok<{ token: string; loginPath: string }>(
      server,
      `/v1/users/${user.id}/issue-auth-token`,
    );
    expect(loginPath).toBe(`/sso/simple?token=${token}`);
    const exchange = () =>
      data<{ exchangeAuthToken: { user: { databaseId: number } } }>(
        { url: server.url, apiKey: token },
        "mutation { exchangeAuthToken { user { databaseId } } }",
      );
    // Whoever only looks at the page uses nothing up.
    for (const _visit of ["a mail program's", "the user's"]) {
      const page = await rest(server, loginPath, { authorization: null });
      expect([page.status, page.type]).toEqual([200, "text/html; charset=utf-8"]);
    }
    await expect(exchange()).resolves.toMatchObject({ exchangeAuthToken: { user: { databaseId: user.id } } });
    await expect(exchange()).rejects.toThrow();

    for (const unknown of ["abc", "999999"]) {
      const answer = await rest(server, `/v1/users/${unknown}/issue-auth-token`);
      expect([answer.status, answer.body]).toEqual([404, { error: "User not found." }]);
    }
  });

  test("without single sign-on no token is issued", async () => {
    await ok(server, "/v1/system/update-env", { body: { SimpleSSOEnabled: "false" } });
    const answer = await rest(server, `/v1/users/${admin.databaseId}/issue-auth-token`);
    expect([answer.status, answer.type, answer.text]).toEqual([
      403,
      "text/html; charset=utf-8",
      "Simple SSO is not enabled. It must be enabled to validate or issue temporary auth tokens.",
    ]);
    await ok(server, "/v1/system/update-env", { body: { SimpleSSOEnabled: "1" } });
    await expect(ok(server, `/v1/users/${admin.databaseId}/issue-auth-token`)).resolves.toMatchObject({
      token: expect.any(String),
    });
  });
});
