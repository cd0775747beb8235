import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, socketClient, type Target } from "../support/graphql-client.js";
import { buildPerson, goodPassword, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { codesOf, type Operation, type Outcome, overHttp, overSocket } from "./support/asking.js";
import { authToken } from "./support/strangers.js";
import { as, signIn } from "./support/world.js";

let server: TestServer;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

const refusals = new Set<unknown>(["UNAUTHENTICATED", "CONFLICT", "FORBIDDEN"]);

/** Sends operations at once, half of them over sockets. @returns what came of those that succeeded. */
async function atOnce(target: Target, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const outcomes = await Promise.all(
    operations.map(async (operation, index) => {
      if (index % 2 === 0) return overHttp(target, operation);
      const client = socketClient(target);
      try {
        return await overSocket(client, operation);
      } catch (error) {
        // A credential that was used up meanwhile opens no socket.
        if ((error as { code?: unknown }).code !== 4403) throw error;
        return { status: null, data: null, errors: [{ message: "", extensions: { code: "UNAUTHENTICATED" } }] };
      } finally {
        await client.dispose();
      }
    }),
  );
  const [succeeded, refused] = [
    outcomes.filter(({ errors }) => errors.length === 0),
    outcomes.filter(({ errors }) => errors.length > 0),
  ];
  for (const outcome of refused) expect(refusals).toContain(codesOf(outcome)[0]);
  return succeeded;
}

const twenty = (make: (index: number) => Operation) => Array.from({ length: 20 }, (_, index) => make(index));

describe("one of 20 at once succeeds", () => {
  test("with a recovery code, and the password is that one's", async () => {
    const person = await buildPerson(server);
    const session = as(server, (await signIn(server, person.username)).accessToken);
    const { createRecoveryCodes } = await data<{ createRecoveryCodes: { codes: string[] } }>(
      session,
      "mutation { createRecoveryCodes { codes } }",
    );
    const recoveryCode = createRecoveryCodes.codes[0];
    const winners = await atOnce(
      { url: server.url, apiKey: admin.apiKey },
      twenty((index) => ({
        query: "mutation ($input: RecoverAccountInput!) { recoverAccount(input: $input) { __typename } }",
        variables: { input: { username: person.username, recoveryCode, newPassword: `a new password ${index}` } },
        filePlace: null,
      })),
    );
    expect(winners).toHaveLength(1);
    expect(await workingPasswords(person, 20)).toHaveLength(1);
  });

  test("with a reset token", async () => {
    const person = await buildPerson(server);
    const { createPasswordReset } = await data<{ createPasswordReset: { token: string } }>(
      server,
      "mutation ($id: ID!) { createPasswordReset(userId: $id) { token } }",
      { id: person.id },
    );
    const winners = await atOnce(
      admin,
      twenty((index) => ({
        query: "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }",
        variables: { input: { token: createPasswordReset.token, newPassword: `a new password ${index}` } },
        filePlace: null,
      })),
    );
    expect(winners).toHaveLength(1);
    expect(await workingPasswords(person, 20)).toHaveLength(1);
  });

  test("with an invite, and one user is there more", async () => {
    const { createInvite } = await data<{ createInvite: { invite: { code: string } } }>(
      server,
      "mutation { createInvite(input: {}) { invite { code } } }",
    );
    const before = await users();
    const winners = await atOnce(
      as(server, createInvite.invite.code),
      twenty((index) => ({
        query: "mutation ($input: RegistrationInput!) { claimInvite(input: $input) { user { id } } }",
        variables: { input: { username: `claimer-${index}`, password: goodPassword } },
        filePlace: null,
      })),
    );
    expect(winners).toHaveLength(1);
    expect(await users()).toBe(before + 1);
  });

  test("with a single sign-on token, and one session begins", async () => {
    const person = await buildPerson(server);
    const winners = await atOnce(
      as(server, await authToken(server, person.id)),
      twenty(() => ({ query: "mutation { exchangeAuthToken { accessToken } }", variables: {}, filePlace: null })),
    );
    expect(winners).toHaveLength(1);
    const { rows } = await server.database.pool.query("SELECT 1 FROM session WHERE user_id = $1", [person.databaseId]);
    expect(rows).toHaveLength(1);
  });

  test("with a refresh token, at most, and the others end the session", async () => {
    const person = await buildPerson(server);
    const { refreshToken, accessToken } = await signIn(server, person.username);
    const winners = await atOnce(
      admin,
      twenty(() => ({
        query: "mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }",
        variables: { token: refreshToken },
        filePlace: null,
      })),
    );
    expect(winners).toHaveLength(1);
    const after = await overHttp(as(server, accessToken), {
      query: "{ viewer { scopes } }",
      variables: {},
      filePlace: null,
    });
    expect(codesOf(after)).toEqual(["UNAUTHENTICATED"]);
  });
});

test("the first administrator is made once, however many ask at once over whatever transport", async () => {
  const fresh = await startTestServer();
  try {
    const winners = await atOnce(
      fresh,
      Array.from({ length: 50 }, (_, index) => ({
        query:
          "mutation ($input: EnableMultiUserModeInput!) { enableMultiUserMode(input: $input) { user { username } } }",
        variables: { input: { username: `first-${index}`, password: goodPassword } },
        filePlace: null,
      })),
    );
    expect(winners).toHaveLength(1);
    const { rows } = await fresh.database.pool.query<{ username: string }>("SELECT username FROM app_user");
    expect(rows.map(({ username }) => ({ enableMultiUserMode: { user: { username } } }))).toEqual(
      winners.map((one) => one.data),
    );
    const events = await fresh.database.pool.query("SELECT 1 FROM event_log WHERE type = 'instance.multiUserEnabled'");
    expect(events.rows).toHaveLength(1);
  } finally {
    await fresh.stop();
  }
});

async function users(): Promise<number> {
  const { rows } = await server.database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM app_user");
  return rows[0]?.count ?? 0;
}

async function workingPasswords(person: Person, count: number): Promise<string[]> {
  const candidates = [goodPassword, ...Array.from({ length: count }, (_, index) => `a new password ${index}`)];
  const working: string[] = [];
  for (const password of candidates) {
    const answer = await mutate(server, "signIn", { username: person.username, password }, "accessToken", null);
    if (answer.errors === undefined) working.push(password);
  }
  return working;
}
