import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf, goodPassword, mutate, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await openToMany(server);
});
afterAll(() => server.stop());

const register = (input: Readonly<Record<string, unknown>>) =>
  mutate<{ user: object; accessToken: string }>(
    server,
    "registerUser",
    { password: goodPassword, ...input },
    "user { username role email } session { id } accessToken",
    null,
  );

async function open(isOpen: boolean): Promise<void> {
  await data(server, "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { __typename } }", {
    input: { values: [{ name: "registrationOpen", value: isOpen }] },
  });
}

test("nobody registers until an administrator opens the instance, nor after it is closed again", async () => {
  expect(codeOf(await register({ username: "too-early" }))).toBe("FORBIDDEN");
  await open(true);
  expect(await data(server, "{ instance { registrationOpen } }")).toEqual({ instance: { registrationOpen: true } });
  const answer = await register({ username: "newcomer", email: "New@example.com" });
  expect(answer.data?.["registerUser"]?.user).toEqual({
    username: "newcomer",
    role: "DEFAULT",
    email: "new@example.com",
  });
  const token = answer.data?.["registerUser"]?.accessToken ?? "";
  const viewer = await request(server, "{ viewer { credential user { username } } }", {}, `Bearer ${token}`);
  expect(viewer.data).toEqual({ viewer: { credential: "SESSION", user: { username: "newcomer" } } });
  await open(false);
  expect(codeOf(await register({ username: "too-late" }))).toBe("FORBIDDEN");
});

test("who registers gets no name that is taken, no weak password and no role", async () => {
  await open(true);
  const taken = await register({ username: "FIRST-admin" });
  expect([codeOf(taken), fieldOf(taken)]).toEqual(["CONFLICT", "username"]);
  const weak = await register({ username: "weak", password: "short" });
  expect([codeOf(weak), fieldOf(weak)]).toEqual(["BAD_USER_INPUT", "password"]);
  expect((await register({ username: "climber", role: "ADMIN" })).status).toBe(400);
});

test("guesses at names, secrets and invites are few", async () => {
  const limited = await startTestServer({ RATE_LIMITS: "on" });
  try {
    await openToMany(limited);
    const made = await mutate<{ invite: { code: string } }>(limited, "createInvite", {}, "invite { code }");
    const account = { username: "guesser", password: "short" };
    for (const attempt of [
      () => mutate(limited, "registerUser", account, "user { id }", null),
      () => mutate(limited, "verifyApiKey", { secret: "docent_guess" }, "valid", null),
      () =>
        mutate(limited, "claimInvite", account, "user { id }", `Bearer ${made.data?.["createInvite"]?.invite.code}`),
    ]) {
      for (let count = 0; count < 5; count++) expect(codeOf(await attempt())).not.toBe("RATE_LIMITED");
      expect(codeOf(await attempt())).toBe("RATE_LIMITED");
    }
  } finally {
    await limited.stop();
  }
});
