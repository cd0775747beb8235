import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hash } from "@node-rs/argon2";
import { isOutdated } from "../../src/auth/passwords.js";
import { data, request } from "../support/graphql-client.js";
import { buildPerson, codeOf, mutate, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { as, granted, signIn, tryExchange, tryRefresh, trySignIn, whoIs } from "../support/sessions.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await openToMany(server);
});
afterAll(() => server.stop());

const eventsOf = async (type: string, subjectId: number) =>
  (
    await server.database.pool.query<{ address: string | null; data: object }>(
      "SELECT * FROM event_log WHERE type = $1 AND subject_id = $2",
      [type, subjectId],
    )
  ).rows;

const issue = async (userId: string) =>
  data<{ issueAuthToken: { token: string; loginPath: string } }>(
    server,
    "mutation ($id: ID!) { issueAuthToken(userId: $id) { token loginPath expiresAt } }",
    { id: userId },
  );

describe("signing in", () => {
  test("answers the same to a wrong password, an unknown name, a suspended user and one without a password", async () => {
    const known = await buildPerson(server);
    const suspended = await buildPerson(server);
    await mutate(server, "updateUser", { userId: suspended.id, suspended: true }, "user { id }");
    const passwordless = await buildPerson(server, { password: undefined });
    const answers = [
      await trySignIn(server, known.username, "a wrong password"),
      await trySignIn(server, "nobody-has-this-name"),
      await trySignIn(server, suspended.username),
      await trySignIn(server, passwordless.username),
    ];
    const seen = answers.map(({ status, data: given, errors }) => [
      status,
      given,
      errors?.map(({ message, path, extensions }) => [message, path, { ...extensions, correlationId: "" }]),
    ]);
    expect(codeOf(answers[0] ?? { status: 0, data: null })).toBe("UNAUTHENTICATED");
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  test("that is refused is in the event log, without what was typed", async () => {
    const { username, databaseId } = await buildPerson(server);
    await trySignIn(server, username, "canary-of-a-password");
    await trySignIn(server, "canary-typed-as-a-name");
    const events = await eventsOf("session.refused", databaseId);
    expect(events).toHaveLength(1);
    expect(events[0]?.address).not.toBeNull();
    const { rows } = await server.database.pool.query("SELECT * FROM event_log");
    expect(JSON.stringify(rows)).not.toContain("canary");
  });

  test("is admitted few times a minute, whether there is such a user or not", async () => {
    const limited = await startTestServer({ RATE_LIMITS: "on" });
    try {
      const { username } = await openToMany(limited);
      const codes = async (name: string) => {
        const all = [];
        for (let attempt = 0; attempt < 7; attempt++) all.push(codeOf(await trySignIn(limited, name, "wrong")));
        return all;
      };
      const known = await codes(username);
      expect(known).toEqual([...Array<string>(5).fill("UNAUTHENTICATED"), "RATE_LIMITED", "RATE_LIMITED"]);
      expect(await codes("nobody")).toEqual(known);
    } finally {
      await limited.stop();
    }
  });

  test("renews a password hash of older parameters", async () => {
    const { username, databaseId } = await buildPerson(server);
    const old = await hash("an old password", { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await server.database.pool.query("UPDATE app_user SET password_hash = $2 WHERE id = $1", [databaseId, old]);
    await signIn(server, username, "an old password");
    const { rows } = await server.database.pool.query<{ password_hash: string }>(
      "SELECT password_hash FROM app_user WHERE id = $1",
      [databaseId],
    );
    expect(isOutdated(rows[0]?.password_hash ?? "")).toBe(false);
    await signIn(server, username, "an old password");
  });
});

describe("a refresh token", () => {
  test("that is used again ends the session, for the thief and for the victim", async () => {
    const { username } = await buildPerson(server);
    const stolen = await signIn(server, username);
    const elsewhere = await signIn(server, username);
    const thief = granted(await tryRefresh(server, stolen.refreshToken), "refreshSession");
    expect(codeOf(await tryRefresh(server, stolen.refreshToken))).toBe("UNAUTHENTICATED");
    expect(await whoIs(server, thief.accessToken)).toBeNull();
    expect(await whoIs(server, stolen.accessToken)).toBeNull();
    expect(codeOf(await tryRefresh(server, thief.refreshToken))).toBe("UNAUTHENTICATED");
    const events = await eventsOf("session.reuseDetected", stolen.session.databaseId);
    expect(events).toHaveLength(1);
    expect(events[0]?.address).not.toBeNull();
    // Another session of the same person is another family.
    expect(await whoIs(server, elsewhere.accessToken)).toBe(username);
  });

  test("that twenty use at once is good for one at most, and its session ends", async () => {
    const { username } = await buildPerson(server);
    const grant = await signIn(server, username);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryRefresh(server, grant.refreshToken)));
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const answer of answers.filter(({ errors }) => errors !== undefined)) {
      expect(codeOf(answer)).toBe("UNAUTHENTICATED");
    }
    expect(await whoIs(server, grant.accessToken)).toBeNull();
    expect(await eventsOf("session.reuseDetected", grant.session.databaseId)).toHaveLength(1);
  });

  test("of a session that expired, ended or is a suspended user's gives nothing", async () => {
    const person = await buildPerson(server);
    const [expired, ended, suspended] = [
      await signIn(server, person.username),
      await signIn(server, person.username),
      await signIn(server, person.username),
    ];
    await server.database.pool.query("UPDATE session SET expires_at = now() WHERE id = $1", [
      expired.session.databaseId,
    ]);
    await as(server, ended, "mutation { signOut { session { revokedAt } } }");
    await mutate(server, "updateUser", { userId: person.id, suspended: true }, "user { id }");
    for (const { refreshToken, accessToken } of [expired, ended, suspended]) {
      expect(codeOf(await tryRefresh(server, refreshToken))).toBe("UNAUTHENTICATED");
      expect(await whoIs(server, accessToken)).toBeNull();
    }
    await mutate(server, "updateUser", { userId: person.id, suspended: false }, "user { id }");
    expect(await whoIs(server, suspended.accessToken)).toBeNull();
  });
});

describe("sessions", () => {
  test("are listed and ended by their user, one by one or all others", async () => {
    const { username } = await buildPerson(server);
    const [here, there, third] = [
      await signIn(server, username),
      await signIn(server, username),
      await signIn(server, username),
    ];
    const list = async () =>
      (await as<{ sessions: { nodes: { id: string }[] } }>(server, here, "{ sessions(first: 9) { nodes { id } } }"))
        .data?.sessions.nodes;
    expect(await list()).toEqual([here, there, third].map(({ session }) => ({ id: session.id })));
    const revoked = await as(server, here, "mutation ($id: ID!) { revokeSession(sessionId: $id) { session { id } } }", {
      id: there.session.id,
    });
    expect(revoked.data).toEqual({ revokeSession: { session: { id: there.session.id } } });
    expect(await whoIs(server, there.accessToken)).toBeNull();
    expect((await as(server, here, "mutation { revokeOtherSessions { revokedCount } }")).data).toEqual({
      revokeOtherSessions: { revokedCount: 1 },
    });
    expect(await list()).toEqual([{ id: here.session.id }]);
    await as(server, here, "mutation { signOut { session { id } } }");
    expect(await whoIs(server, here.accessToken)).toBeNull();
  });

  test("of others are ended by administrators, and known to nobody else", async () => {
    const [mine, theirs] = [
      await signIn(server, (await buildPerson(server)).username),
      await signIn(server, (await buildPerson(server)).username),
    ];
    const revoke = "mutation ($id: ID!) { revokeSession(sessionId: $id) { session { id } } }";
    expect(codeOf(await as(server, mine, revoke, { id: theirs.session.id }))).toBe("NOT_FOUND");
    expect(await whoIs(server, theirs.accessToken)).toBe(theirs.user.username);
    const admin = await signIn(server, (await buildPerson(server, { role: "ADMIN" })).username);
    expect(codeOf(await as(server, admin, revoke, { id: theirs.session.id }))).toBeUndefined();
    expect(await whoIs(server, theirs.accessToken)).toBeNull();
    // A key manages no account.
    expect(codeOf(await request(server, revoke, { id: mine.session.id }))).toBe("FORBIDDEN");
  });
});

describe("a single sign-on token", () => {
  test("is exchanged for a session, once, however many try at once", async () => {
    const person = await buildPerson(server);
    const { token, loginPath } = (await issue(person.id)).issueAuthToken;
    expect(token).toMatch(/^docent_sso_/);
    expect(loginPath).toBe(`/sso/simple?token=${token}`);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryExchange(server, token)));
    const [one, ...others] = answers.filter(({ errors }) => errors === undefined);
    expect(others).toEqual([]);
    const { accessToken } = granted(one ?? { status: 0, data: null }, "exchangeAuthToken");
    expect(await whoIs(server, accessToken)).toBe(person.username);
    expect(codeOf(await tryExchange(server, token))).toBe("UNAUTHENTICATED");
    const { rows } = await server.database.pool.query("SELECT * FROM event_log");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("expires, and is none of a suspended user's", async () => {
    const person = await buildPerson(server);
    const expired = (await issue(person.id)).issueAuthToken.token;
    await server.database.pool.query("UPDATE one_time_token SET expires_at = now() WHERE user_id = $1", [
      person.databaseId,
    ]);
    expect(codeOf(await tryExchange(server, expired))).toBe("UNAUTHENTICATED");
    const good = (await issue(person.id)).issueAuthToken.token;
    await mutate(server, "updateUser", { userId: person.id, suspended: true }, "user { id }");
    expect(codeOf(await tryExchange(server, good))).toBe("UNAUTHENTICATED");
  });

  test("admits nothing else, and is not issued where it is turned off", async () => {
    const person = await buildPerson(server);
    const { token } = (await issue(person.id)).issueAuthToken;
    expect(codeOf(await request(server, "{ workspaces(first: 1) { nodes { id } } }", {}, `Bearer ${token}`))).toBe(
      "FORBIDDEN",
    );
    const turn = (value: boolean) =>
      mutate(server, "updateSettings", { values: [{ name: "simpleSsoEnabled", value }] }, "__typename");
    await turn(false);
    await expect(issue(person.id)).rejects.toThrow("FORBIDDEN");
    await turn(true);
    expect(codeOf(await tryExchange(server, server.apiKey))).toBe("FORBIDDEN");
  });
});
