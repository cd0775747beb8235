import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ApiKeyKind, ApiKeyScope } from "../../src/entities/index.js";
import type { Target } from "../support/graphql-client.js";
import { openSubscription } from "../support/open-subscriptions.js";
import { buildKey, codeOf, goodPassword, mutate, type Person } from "../support/people.js";
import { codesOf, overHttp, overRest } from "./support/asking.js";
import { authToken, buildStrangersWorld, type StrangersWorld } from "./support/strangers.js";
import { as, signIn, startChat } from "./support/world.js";

let world: StrangersWorld;
let alice: Person;

/** Everything with which alice gets in, made before she is suspended. */
let credentials: Readonly<Record<string, Target>>;
let refreshToken: string;
let recoveryCodes: readonly string[];
let resetToken: string;

beforeAll(async () => {
  world = await buildStrangersWorld();
  ({ alice } = world);
  const tokens = await signIn(world.server, alice.username);
  ({ refreshToken } = tokens);
  const session = as(world.server, tokens.accessToken);
  const extension = { kind: ApiKeyKind.BROWSER_EXTENSION, scopes: [ApiKeyScope.WRITE] };
  credentials = {
    session,
    "API key": alice,
    "API key that is limited to a workspace": await buildKey(world.server, alice.databaseId, {
      workspaceIds: [world.here.databaseId],
    }),
    "extension key": await buildKey(world.server, alice.databaseId, extension),
    "single sign-on token": as(world.server, await authToken(world.server, alice.id)),
  };
  const codes = await overHttp(session, {
    query: "mutation { createRecoveryCodes { codes } }",
    variables: {},
    filePlace: null,
  });
  recoveryCodes = (codes.data as { createRecoveryCodes: { codes: string[] } }).createRecoveryCodes.codes;
  const reset = await overHttp(world.admin, {
    query: "mutation ($id: ID!) { createPasswordReset(userId: $id) { token } }",
    variables: { id: alice.id },
    filePlace: null,
  });
  resetToken = (reset.data as { createPasswordReset: { token: string } }).createPasswordReset.token;
});
afterAll(() => world.stop());

const names = ["session", "API key", "API key that is limited to a workspace", "extension key", "single sign-on token"];
const credential = (name: string): Target => credentials[name] ?? alice;
const whoAmI = { query: "{ viewer { user { username } } }", variables: {}, filePlace: null };

const suspend = (suspended: boolean) =>
  mutate(world.admin, "updateUser", { userId: alice.id, suspended }, "user { id }");

test("a suspended user is refused with every credential at once, and open sockets are closed", async () => {
  for (const name of names) expect([name, codesOf(await overHttp(credential(name), whoAmI))]).toEqual([name, []]);
  const chatId = await startChat(alice, { workspaceId: world.here.id, message: "Count for ever. [[HOLD]]" });
  const sockets = await Promise.all(
    ["session", "API key", "API key that is limited to a workspace"].map((name) =>
      openSubscription(
        credential(name),
        credential(name).apiKey,
        "subscription ($id: ID!) { chatStream(chatId: $id) { __typename } }",
        { id: chatId },
      ),
    ),
  );
  try {
    expect(codeOf(await suspend(true))).toBeUndefined();
    for (const name of names) {
      const http = await overHttp(credential(name), whoAmI);
      const rest = await overRest(credential(name), "/v1/auth");
      const openai = await overRest(credential(name), "/v1/openai/models");
      const log = await overRest(credential(name), "/api/events.ndjson");
      expect([name, http.status, codesOf(http), rest.status, openai.status, log.status]).toEqual([
        name,
        401,
        ["UNAUTHENTICATED"],
        403,
        expect.any(Number),
        401,
      ]);
      expect(openai.status).toBeGreaterThanOrEqual(401);
      expect(openai.status).toBeLessThanOrEqual(403);
    }
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([4403, 4403, 4403]);
    expect(await Promise.all(sockets.map(({ ended }) => ended))).toEqual(sockets.map(() => ["UNAUTHENTICATED"]));
  } finally {
    for (const { dispose } of sockets) dispose();
  }
}, 60_000);

test("nor is there a way back in: password, refresh, recovery code, reset token, a new sign-on token", async () => {
  await suspend(true);
  const { server, admin } = world;
  const asks = [
    mutate(server, "signIn", { username: alice.username, password: goodPassword }, "accessToken", null),
    overHttp(server, {
      query: "mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }",
      variables: { token: refreshToken },
      filePlace: null,
    }),
    mutate(
      server,
      "recoverAccount",
      { username: alice.username, recoveryCode: recoveryCodes[0], newPassword: `${goodPassword} 2` },
      "__typename",
      null,
    ),
    mutate(server, "resetPassword", { token: resetToken, newPassword: `${goodPassword} 2` }, "__typename", null),
  ];
  const codes = (await Promise.all(asks)).map(({ errors }) => errors?.[0]?.extensions["code"]);
  expect(codes).toEqual(codes.map(() => "UNAUTHENTICATED"));
  const issued = await overHttp(admin, {
    query: "mutation ($id: ID!) { issueAuthToken(userId: $id) { token } }",
    variables: { id: alice.id },
    filePlace: null,
  });
  expect(codesOf(issued)).toEqual(["FORBIDDEN"]);
});

test("whoever is admitted again has the password as before, and sessions that ended stay ended", async () => {
  await suspend(true);
  await suspend(false);
  expect(codesOf(await overHttp(credential("session"), whoAmI))).toEqual(["UNAUTHENTICATED"]);
  expect(codesOf(await overHttp(credential("API key"), whoAmI))).toEqual([]);
  const again = await signIn(world.server, alice.username);
  expect(codesOf(await overHttp(as(world.server, again.accessToken), whoAmI))).toEqual([]);
});
