import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, data, request } from "../support/graphql-client.js";
import { startMailServer, type MailServer } from "../support/mail-server.js";
import { buildPerson, codeOf, fieldOf, goodPassword, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { as, type Grant, signIn, trySignIn, whoIs } from "../support/sessions.js";

let server: TestServer;
let mail: MailServer;
const nextPassword = "another horse, as correct";

beforeAll(async () => {
  [server, mail] = [await startTestServer(), await startMailServer()];
  await openToMany(server);
});
afterAll(async () => {
  await server.stop();
  await mail.close();
});

const change = (grant: Grant, currentPassword: string, newPassword: string) =>
  mutate(server, "changePassword", { currentPassword, newPassword }, "user { id }", `Bearer ${grant.accessToken}`);
const recover = (username: string, recoveryCode: string, newPassword = nextPassword) =>
  mutate(server, "recoverAccount", { username, recoveryCode, newPassword }, "accepted", null);
const reset = (token: string, newPassword = nextPassword) =>
  mutate(server, "resetPassword", { token, newPassword }, "accepted", null);
const requestReset = (username: string) =>
  request(
    server,
    "mutation ($name: String!) { requestPasswordReset(username: $name) { accepted } }",
    { name: username },
    null,
  );
const failed = (answers: readonly Answer<unknown>[]) => answers.filter(({ errors }) => errors !== undefined);

async function createReset({ id }: Person): Promise<string> {
  const answer = await data<{ createPasswordReset: { token: string } }>(
    server,
    "mutation ($id: ID!) { createPasswordReset(userId: $id) { token expiresAt } }",
    { id },
  );
  return answer.createPasswordReset.token;
}

async function createCodes(grant: Grant): Promise<string[]> {
  const answer = await as<{ createRecoveryCodes: { codes: string[] } }>(
    server,
    grant,
    "mutation { createRecoveryCodes { codes } }",
  );
  return answer.data?.createRecoveryCodes.codes ?? [];
}

describe("people's own accounts", () => {
  test("are changed by them, except for names and addresses that are others'", async () => {
    const taken = await buildPerson(server, { email: "taken@example.com" });
    const grant = await signIn(server, (await buildPerson(server)).username);
    const update = (input: object) =>
      mutate<{ user: object }>(
        server,
        "updateProfile",
        { currentPassword: goodPassword, ...input },
        "user { displayName email bio }",
        `Bearer ${grant.accessToken}`,
      );
    const changed = await update({ displayName: "Ada", email: "Ada@Example.com", bio: "Counts." });
    expect(changed.data?.["updateProfile"]?.user).toEqual({
      displayName: "Ada",
      email: "ada@example.com",
      bio: "Counts.",
    });
    const clash = await update({ email: "TAKEN@example.com" });
    expect([codeOf(clash), fieldOf(clash)]).toEqual(["CONFLICT", "email"]);
    expect(fieldOf(await update({ email: "no address" }))).toBe("email");
    for (const currentPassword of [null, "not the password"]) {
      const refused = await update({ email: "thief@example.com", currentPassword });
      expect([codeOf(refused), fieldOf(refused)]).toEqual(["BAD_USER_INPUT", "currentPassword"]);
    }
    expect((await update({ role: "ADMIN" })).status).toBe(400);
    expect((await update({ displayName: null, email: null })).data?.["updateProfile"]?.user).toEqual({
      displayName: null,
      email: null,
      bio: "Counts.",
    });
    expect(await whoIs(server, taken.apiKey)).toBe(taken.username);
  });

  test("are not managed by keys", async () => {
    const answer = await mutate(await buildPerson(server), "updateProfile", { bio: "A program's" }, "user { id }");
    expect(codeOf(answer)).toBe("FORBIDDEN");
  });
});

describe("a changed password", () => {
  test("ends the other sessions and leaves the one that changed it", async () => {
    const { username } = await buildPerson(server);
    const [here, there] = [await signIn(server, username), await signIn(server, username)];
    expect(codeOf(await change(here, goodPassword, nextPassword))).toBeUndefined();
    expect(await whoIs(server, here.accessToken)).toBe(username);
    expect(await whoIs(server, there.accessToken)).toBeNull();
    expect(codeOf(await trySignIn(server, username, goodPassword))).toBe("UNAUTHENTICATED");
    await signIn(server, username, nextPassword);
  });

  test("needs the present one, and obeys the rules", async () => {
    const { username } = await buildPerson(server);
    const grant = await signIn(server, username);
    const wrong = await change(grant, "a wrong password", nextPassword);
    expect([codeOf(wrong), fieldOf(wrong)]).toEqual(["BAD_USER_INPUT", "currentPassword"]);
    const short = await change(grant, goodPassword, "short");
    expect([codeOf(short), fieldOf(short)]).toEqual(["BAD_USER_INPUT", "newPassword"]);
    expect(fieldOf(await change(grant, goodPassword, username.toUpperCase()))).toBe("newPassword");
    await signIn(server, username);
  });

  test("is one password, though many change it at once", async () => {
    const { username } = await buildPerson(server);
    const grant = await signIn(server, username);
    const candidates = Array.from({ length: 5 }, (_, index) => `candidate number ${index}`);
    const answers = await Promise.all(candidates.map((candidate) => change(grant, goodPassword, candidate)));
    expect(failed(answers)).toHaveLength(4);
    for (const answer of failed(answers)) expect(fieldOf(answer)).toBe("currentPassword");
    const winner = candidates[answers.findIndex(({ errors }) => errors === undefined)];
    await signIn(server, username, winner);
  });
});

describe("recovery codes", () => {
  test("are eight, each sets a password once, and they end all sessions", async () => {
    const { username } = await buildPerson(server);
    const grant = await signIn(server, username);
    const codes = await createCodes(grant);
    expect(new Set(codes).size).toBe(8);
    for (const code of codes) expect(code.replaceAll("-", "")).toMatch(/^[0-9a-f]{30}$/);
    expect(codeOf(await recover(username, ` ${codes[0]?.toUpperCase()} `))).toBeUndefined();
    expect(await whoIs(server, grant.accessToken)).toBeNull();
    await signIn(server, username, nextPassword);
    expect(codeOf(await recover(username, codes[0] ?? "", goodPassword))).toBe("UNAUTHENTICATED");
    expect(codeOf(await recover(username, codes[1] ?? "", goodPassword))).toBeUndefined();
    const { rows } = await server.database.pool.query(
      "SELECT hash FROM one_time_token UNION SELECT data::text FROM event_log",
    );
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code);
  });

  test("work for one of twenty who use the same at once", async () => {
    const { username } = await buildPerson(server);
    const [code = ""] = await createCodes(await signIn(server, username));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => recover(username, code, `recovered number ${index}`)),
    );
    expect(failed(answers)).toHaveLength(19);
    for (const answer of failed(answers)) expect(codeOf(answer)).toBe("UNAUTHENTICATED");
    await signIn(server, username, `recovered number ${answers.findIndex(({ errors }) => errors === undefined)}`);
  });

  test("replace earlier ones, also when they are made twice at once", async () => {
    const person = await buildPerson(server);
    const grant = await signIn(server, person.username);
    const [early = ""] = await createCodes(grant);
    await Promise.all(Array.from({ length: 5 }, () => createCodes(grant)));
    expect(codeOf(await recover(person.username, early))).toBe("UNAUTHENTICATED");
    const { rows } = await server.database.pool.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM one_time_token WHERE user_id = $1 AND purpose = 'recovery'",
      [person.databaseId],
    );
    expect(rows[0]?.count).toBe(8);
  });

  test("are their user's alone, and are not used up by a password that breaks a rule", async () => {
    const [ada, bob] = [await buildPerson(server), await buildPerson(server)];
    const [code = ""] = await createCodes(await signIn(server, ada.username));
    expect(codeOf(await recover(bob.username, code))).toBe("UNAUTHENTICATED");
    expect(codeOf(await recover("nobody-at-all", code))).toBe("UNAUTHENTICATED");
    expect(fieldOf(await recover(ada.username, code, "short"))).toBe("newPassword");
    expect(fieldOf(await recover(ada.username, code, ada.username))).toBe("newPassword");
    expect(codeOf(await recover(ada.username, code))).toBeUndefined();
  });
});

describe("a reset token", () => {
  test("sets a password once, of many who use it at once, and ends all sessions", async () => {
    const person = await buildPerson(server);
    const grant = await signIn(server, person.username);
    const token = await createReset(person);
    expect(token).toMatch(/^docent_reset_/);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => reset(token, `reset number ${index}`)));
    expect(failed(answers)).toHaveLength(19);
    expect(await whoIs(server, grant.accessToken)).toBeNull();
    await signIn(server, person.username, `reset number ${answers.findIndex(({ errors }) => errors === undefined)}`);
  });

  test("expires, is replaced by the administrator's next, and admits no suspended user", async () => {
    const person = await buildPerson(server);
    const first = await createReset(person);
    const second = await createReset(person);
    expect(codeOf(await reset(first))).toBe("UNAUTHENTICATED");
    await server.database.pool.query("UPDATE one_time_token SET expires_at = now() WHERE user_id = $1", [
      person.databaseId,
    ]);
    expect(codeOf(await reset(second))).toBe("UNAUTHENTICATED");
    const third = await createReset(person);
    await mutate(server, "updateUser", { userId: person.id, suspended: true }, "user { id }");
    expect(codeOf(await reset(third))).toBe("UNAUTHENTICATED");
    await mutate(server, "updateUser", { userId: person.id, suspended: false }, "user { id }");
    expect(codeOf(await reset(third))).toBeUndefined();
  });

  test("and a recovery code, used at the same moment, do not stand in each other's way", async () => {
    const person = await buildPerson(server);
    const codes = await createCodes(await signIn(server, person.username));
    const token = await createReset(person);
    const answers = await Promise.all([
      reset(token, "set by the token"),
      ...codes.map((code) => recover(person.username, code, "set by a code")),
    ]);
    // Whoever sets a password ends outstanding resets; codes stay good.
    for (const answer of failed(answers)) expect(codeOf(answer)).toBe("UNAUTHENTICATED");
    expect(failed(answers).length).toBeLessThanOrEqual(1);
  });

  test("is sent to the user's address, and to nobody else's", async () => {
    const from = "docent@example.com";
    const values = [
      { name: "mailUrl", value: `smtp://127.0.0.1:${mail.port}` },
      { name: "mailFrom", value: from },
      { name: "publicUrl", value: "https://docent.example.com" },
    ];
    const set = await mutate(server, "updateSettings", { values }, "__typename");
    expect(set.errors).toBeUndefined();
    const without = await buildPerson(server);
    const person = await buildPerson(server, { email: "forgetful@example.com" });
    const answers = [
      await requestReset("nobody-by-this-name"),
      await requestReset(without.username),
      await requestReset(person.username),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.data).toEqual({ requestPasswordReset: { accepted: true } });
    const { to, source } = await mail.messageTo("forgetful@example.com");
    expect(to).toEqual(["forgetful@example.com"]);
    expect(source).toContain(`From: ${from}`);
    expect(source).toContain("https://docent.example.com");
    const [token = ""] = /docent_reset_[\w-]+/.exec(source.replaceAll("=\r\n", "")) ?? [];
    expect(codeOf(await reset(token))).toBeUndefined();
    await signIn(server, person.username, nextPassword);
  });

  test("in somebody's hands is not taken away by strangers who ask for another", async () => {
    const person = await buildPerson(server, { email: "pestered@example.com" });
    const token = await createReset(person);
    await Promise.all(Array.from({ length: 5 }, () => requestReset(person.username)));
    expect(codeOf(await reset(token))).toBeUndefined();
  });

  test("that went to an old address is void once the address has changed", async () => {
    const person = await buildPerson(server, { email: "old@example.com" });
    const token = await createReset(person);
    const { accessToken } = await signIn(server, person.username);
    await mutate(
      server,
      "updateProfile",
      { email: "new@example.com", currentPassword: goodPassword },
      "user { id }",
      `Bearer ${accessToken}`,
    );
    expect(codeOf(await reset(token))).toBe("UNAUTHENTICATED");
  });
});
