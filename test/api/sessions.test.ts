import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { openSubscription } from "../support/open-subscriptions.js";
import { buildPerson, codeOf, goodPassword, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await openToMany(server);
});
afterAll(() => server.stop());

interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly session: { readonly id: string };
}

const grantFields =
  "accessToken refreshToken accessTokenExpiresAt refreshTokenExpiresAt session { id } user { username }";
const signIn = (username: string, password: string) =>
  mutate<Grant>(server, "signIn", { username, password }, grantFields, null);
const refresh = (refreshToken: string) =>
  request<{ refreshSession: Grant }>(
    server,
    `mutation ($token: String!) { refreshSession(refreshToken: $token) { ${grantFields} } }`,
    { token: refreshToken },
    null,
  );
const whoIs = (token: string) => request(server, "{ viewer { user { username } } }", {}, `Bearer ${token}`);

async function signedIn(person: Person): Promise<Grant> {
  const answer = await signIn(person.username, goodPassword);
  const grant = answer.data?.["signIn"];
  if (grant === undefined) throw new Error(JSON.stringify(answer.errors));
  return grant;
}

test("signing in gives tokens that act as the user, whatever the name's letter case", async () => {
  const person = await buildPerson(server);
  const answer = await signIn(person.username.toUpperCase(), goodPassword);
  expect(answer.data?.["signIn"]).toMatchObject({ user: { username: person.username } });
  const { data: viewer } = await whoIs(answer.data?.["signIn"]?.accessToken ?? "");
  expect(viewer).toEqual({ viewer: { user: { username: person.username } } });
});

test("an unknown name, a wrong password and a suspended user get the same answer", async () => {
  const person = await buildPerson(server);
  const suspended = await buildPerson(server);
  await mutate(server, "updateUser", { userId: suspended.id, suspended: true }, "user { id }");
  const answers = await Promise.all([
    signIn("nobody-of-that-name", goodPassword),
    signIn(person.username, "not the password"),
    signIn(suspended.username, goodPassword),
  ]);
  const told = answers.map(({ status, errors }) => [status, errors?.[0]?.message, errors?.[0]?.extensions["code"]]);
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(codeOf(answers[0])).toBe("UNAUTHENTICATED");
});

test("a refresh token is good once; its second use ends the session for whoever has it", async () => {
  const grant = await signedIn(await buildPerson(server));
  const next = (await refresh(grant.refreshToken)).data?.refreshSession;
  expect(codeOf(await whoIs(next?.accessToken ?? ""))).toBeUndefined();
  expect(codeOf(await refresh(grant.refreshToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await whoIs(next?.accessToken ?? ""))).toBe("UNAUTHENTICATED");
  expect(codeOf(await refresh(next?.refreshToken ?? ""))).toBe("UNAUTHENTICATED");
});

test("of many who refresh with one token at once, at most one succeeds", async () => {
  const grant = await signedIn(await buildPerson(server));
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(grant.refreshToken)));
  expect(answers.filter((answer) => answer.data !== null && codeOf(answer) === undefined).length).toBeLessThanOrEqual(
    1,
  );
});

test("an access token is no refresh token, nor the reverse", async () => {
  const grant = await signedIn(await buildPerson(server));
  expect(codeOf(await refresh(grant.accessToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await whoIs(grant.refreshToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await whoIs(grant.accessToken))).toBeUndefined();
});

test("signing out ends the session at once, and no other", async () => {
  const person = await buildPerson(server);
  const [one, other] = [await signedIn(person), await signedIn(person)];
  const list = await request<{ sessions: { nodes: { id: string }[] } }>(
    server,
    "{ sessions(first: 10) { nodes { id } } }",
    {},
    `Bearer ${one.accessToken}`,
  );
  expect(list.data?.sessions.nodes.map(({ id }) => id)).toEqual([one.session.id, other.session.id]);
  await request(server, "mutation { signOut { session { revokedAt } } }", {}, `Bearer ${one.accessToken}`);
  expect(codeOf(await whoIs(one.accessToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await refresh(one.refreshToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await whoIs(other.accessToken))).toBeUndefined();
});

test("changing the password wants the present one, and ends the other sessions", async () => {
  const person = await buildPerson(server);
  const [own, other] = [await signedIn(person), await signedIn(person)];
  const change = (currentPassword: string, newPassword: string) =>
    mutate(server, "changePassword", { currentPassword, newPassword }, "user { id }", `Bearer ${own.accessToken}`);
  expect((await change("wrong", "another good one")).errors?.[0]?.extensions).toMatchObject({
    code: "BAD_USER_INPUT",
    field: "currentPassword",
  });
  expect((await change(goodPassword, "short")).errors?.[0]?.extensions).toMatchObject({ field: "newPassword" });
  expect(codeOf(await change(goodPassword, "another good one"))).toBeUndefined();
  expect(codeOf(await whoIs(own.accessToken))).toBeUndefined();
  expect(codeOf(await whoIs(other.accessToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await signIn(person.username, goodPassword))).toBe("UNAUTHENTICATED");
  expect(codeOf(await signIn(person.username, "another good one"))).toBeUndefined();
});

test("a recovery code sets a password once, for its own user, and ends all sessions", async () => {
  const person = await buildPerson(server);
  const stranger = await buildPerson(server);
  const grant = await signedIn(person);
  const made = await request<{ createRecoveryCodes: { codes: string[] } }>(
    server,
    "mutation { createRecoveryCodes { codes } }",
    {},
    `Bearer ${grant.accessToken}`,
  );
  const codes = made.data?.createRecoveryCodes.codes ?? [];
  expect(new Set(codes).size).toBe(8);
  const recover = (username: string, recoveryCode: string) =>
    mutate(server, "recoverAccount", { username, recoveryCode, newPassword: "a password after all" }, "accepted", null);
  expect(codeOf(await recover(stranger.username, codes[0] ?? ""))).toBe("UNAUTHENTICATED");
  const answers = await Promise.all(Array.from({ length: 10 }, () => recover(person.username, codes[0] ?? "")));
  expect(answers.filter((answer) => codeOf(answer) === undefined)).toHaveLength(1);
  expect(codeOf(await whoIs(grant.accessToken))).toBe("UNAUTHENTICATED");
  expect(codeOf(await signIn(person.username, "a password after all"))).toBeUndefined();
});

test("a reset token sets a password once; a newer one replaces it", async () => {
  const person = await buildPerson(server);
  const create = async () =>
    (
      await data<{ createPasswordReset: { token: string } }>(
        server,
        "mutation ($id: ID!) { createPasswordReset(userId: $id) { token expiresAt } }",
        { id: person.id },
      )
    ).createPasswordReset.token;
  const reset = (token: string) =>
    mutate(server, "resetPassword", { token, newPassword: "set by a token" }, "accepted", null);
  const [first, second] = [await create(), await create()];
  expect(codeOf(await reset(first))).toBe("UNAUTHENTICATED");
  expect(codeOf(await mutate(server, "resetPassword", { token: second, newPassword: "short" }, "accepted", null))).toBe(
    "BAD_USER_INPUT",
  );
  expect(codeOf(await reset(second))).toBeUndefined();
  expect(codeOf(await reset(second))).toBe("UNAUTHENTICATED");
  expect(codeOf(await signIn(person.username, "set by a token"))).toBeUndefined();
});

test("a single sign-on token is exchanged once, and good for nothing else", async () => {
  const person = await buildPerson(server);
  const { issueAuthToken } = await data<{ issueAuthToken: { token: string; loginPath: string } }>(
    server,
    "mutation ($id: ID!) { issueAuthToken(userId: $id) { token loginPath } }",
    { id: person.id },
  );
  const { token, loginPath } = issueAuthToken;
  expect(loginPath).toBe(`/sso/simple?token=${token}`);
  const denied = await request(server, "{ workspaces(first: 1) { totalCount } }", {}, `Bearer ${token}`);
  expect(codeOf(denied)).toBe("FORBIDDEN");
  const exchange = () =>
    request<{ exchangeAuthToken: Grant }>(
      server,
      `mutation { exchangeAuthToken { ${grantFields} } }`,
      {},
      `Bearer ${token}`,
    );
  const answers = await Promise.all(Array.from({ length: 10 }, exchange));
  const granted = answers.filter((answer) => codeOf(answer) === undefined);
  expect(granted).toHaveLength(1);
  expect(codeOf(await whoIs(granted[0]?.data?.exchangeAuthToken.accessToken ?? ""))).toBeUndefined();
  expect(codeOf(await exchange())).toBe("UNAUTHENTICATED");
});

test("a member who is suspended, or loses the workspace, loses open subscriptions too", async () => {
  const [suspended, removed, staying] = [
    await buildPerson(server),
    await buildPerson(server),
    await buildPerson(server),
  ];
  const { id: workspaceId } = await buildWorkspace(server);
  const userIds = [suspended.id, removed.id, staying.id];
  await mutate(server, "addWorkspaceMembers", { workspaceId, userIds }, "added { id }");
  const { id } = await buildDocument(server, "Seals bark.", { workspaceIds: [workspaceId] });
  // What is read already stays as it is: the subscription would end at once. A document that waits keeps it open.
  await server.database.pool.query("UPDATE document SET status = 'parsing'");
  const query = "subscription ($id: ID!) { documentProgress(documentId: $id) { status } }";
  const [one, other, third] = await Promise.all(
    [suspended, removed, staying].map((person) => openSubscription(server, person.apiKey, query, { id })),
  );
  await mutate(server, "updateUser", { userId: suspended.id, suspended: true }, "user { id }");
  await mutate(server, "removeWorkspaceMembers", { workspaceId, userIds: [removed.id] }, "removed { id }");
  expect(await one?.ended).toEqual(["UNAUTHENTICATED"]);
  expect(await other?.ended).toEqual(["UNAUTHENTICATED"]);
  expect([await one?.closed, await other?.closed]).toEqual([4403, 4403]);
  await server.database.pool.query("UPDATE document SET status = 'ready'");
  expect(await third?.ended).toEqual([]);
  for (const open of [one, other, third]) open?.dispose();
});

test("in single-user mode nobody signs in, and the error says why", async () => {
  const other = await startTestServer();
  try {
    const answer = await mutate(other, "signIn", { username: "owner", password: "x" }, "accessToken", null);
    expect(codeOf(answer)).toBe("MULTI_USER_MODE_REQUIRED");
  } finally {
    await other.stop();
  }
});
