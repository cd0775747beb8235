import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import * as argon2 from "@node-rs/argon2";
import type { TestServer } from "../support/server.js";

/** What hashing was asked to do, in its order; it does it too. */
const work: string[] = [];
jest.unstable_mockModule("@node-rs/argon2", () => ({
  ...argon2,
  hash: (...given: Parameters<typeof argon2.hash>) => {
    work.push(`hash ${JSON.stringify(given[1])}`);
    return argon2.hash(...given);
  },
  verify: (...given: Parameters<typeof argon2.verify>) => {
    work.push(`verify ${/^\$.+\$(?=[^$]+\$[^$]+$)/.exec(String(given[0]))?.[0] ?? "?"}`);
    return argon2.verify(...given);
  },
}));

const { startTestServer } = await import("../support/server.js");
const { buildPerson, goodPassword, mutate, openToMany } = await import("../support/people.js");
const { data, request, socketClient } = await import("../support/graphql-client.js");
const { codesOf, overSocket } = await import("./support/asking.js");

let server: TestServer;
let known: string;
let suspended: string;
let withoutPassword: string;

beforeAll(async () => {
  server = await startTestServer();
  await openToMany(server);
  known = (await buildPerson(server)).username;
  const asleep = await buildPerson(server);
  suspended = asleep.username;
  await mutate(server, "updateUser", { userId: asleep.id, suspended: true }, "user { id }");
  withoutPassword = (await buildPerson(server, { password: null })).username;
});
afterAll(() => server.stop());

/** An attempt to sign in: what is answered, without what differs each time, and what hashing did for it. */
async function attempt(username: string, password: string) {
  work.length = 0;
  const answer = await mutate(server, "signIn", { username, password }, "user { username }", null);
  const errors = (answer.errors ?? []).map(({ message, extensions: { correlationId, ...extensions } }) => ({
    message,
    extensions,
    hasCorrelationId: typeof correlationId === "string",
  }));
  return { status: answer.status, data: answer.data, errors, work: [...work] };
}

test("an unknown name costs one verification, and is answered, as a wrong password is", async () => {
  // The hash that unknown names are verified against is made once.
  await attempt("nobody-yet", "a wrong password");
  const wrong = await attempt(known, "a wrong password");
  expect(wrong.work).toEqual(["verify $argon2id$v=19$m=19456,t=2,p=1$"]);
  expect(wrong.errors).toHaveLength(1);
  for (const [username, password] of [
    ["nobody-at-all", "a wrong password"],
    ["nobody-at-all", goodPassword],
    [suspended, "a wrong password"],
    [suspended, goodPassword],
    [withoutPassword, goodPassword],
    [withoutPassword, "a wrong password"],
  ] as const) {
    expect(await attempt(username, password)).toEqual(wrong);
  }
});

test("a recovery code for an unknown name, or of another kind, costs and is answered the same", async () => {
  const recover = async (username: string) => {
    work.length = 0;
    const input = { username, recoveryCode: "00000-00000", newPassword: goodPassword };
    const { errors } = await mutate(server, "recoverAccount", input, "__typename", null);
    return [errors?.map(({ message, extensions }) => [message, extensions["code"]]), [...work]];
  };
  const ofKnown = await recover(known);
  expect(await recover("nobody-at-all")).toEqual(ofKnown);
  expect(await recover(suspended)).toEqual(ofKnown);
});

test("a reset is asked for with the same answer, whether there is such a user or not", async () => {
  const ask = async (username: string) => {
    const query = "mutation ($name: String!) { requestPasswordReset(username: $name) { accepted } }";
    const { status, data: answer, errors } = await request(server, query, { name: username }, null);
    return { status, answer, errors };
  };
  expect(await ask("nobody-at-all")).toEqual(await ask(known));
  expect(await ask(suspended)).toEqual(await ask(known));
});

/** A document that tries many passwords at once. */
function attempts(username: string, count: number): string {
  const one = (index: number) =>
    `a${index}: signIn(input: { username: "${username}", password: "guess ${index}" }) { accessToken }`;
  return `mutation { ${Array.from({ length: count }, (_, index) => one(index)).join(" ")} }`;
}

test("aliases in one request make no more attempts than requests one by one", async () => {
  const limited = await startTestServer({ RATE_LIMITS: "on" });
  try {
    await openToMany(limited, "ada");
    work.length = 0;
    const codes: unknown[] = [];
    for (let index = 0; index < 8; index++) {
      const { errors } = await request(limited, attempts("ada", 30), {}, null);
      codes.push(codesOf({ errors: errors ?? [] }));
    }
    // The first refusal ends a request; of what follows nothing is tried.
    const [wrong, tooMany] = [["UNAUTHENTICATED"], ["RATE_LIMITED"]];
    expect(codes).toEqual([wrong, wrong, wrong, wrong, wrong, tooMany, tooMany, tooMany]);
    expect(work.filter((one) => one.startsWith("verify"))).toHaveLength(5);
    // So it stays over a socket, and with the right password.
    const socket = socketClient(limited, null);
    const again = await overSocket(socket, { query: attempts("ada", 3), variables: {}, filePlace: null });
    await socket.dispose();
    expect(codesOf(again)).toEqual(tooMany);
    const right = await mutate(limited, "signIn", { username: "ADA", password: goodPassword }, "accessToken", null);
    expect(codesOf({ errors: right.errors ?? [] })).toEqual(tooMany);
  } finally {
    await limited.stop();
  }
});

test("sign-ins that succeed are counted one by one too, thirty aliases or not", async () => {
  const limited = await startTestServer({ RATE_LIMITS: "on" });
  try {
    await openToMany(limited, "ada");
    work.length = 0;
    const all = attempts("ada", 30).replaceAll(/guess \d+/g, goodPassword);
    const { errors } = await request(limited, all, {}, null);
    expect(codesOf({ errors: errors ?? [] })).toEqual(["RATE_LIMITED"]);
    expect(errors?.[0]?.path).toEqual(["a5"]);
    expect(work.filter((one) => one.startsWith("verify"))).toHaveLength(5);
  } finally {
    await limited.stop();
  }
});

test("neither fragments nor batches make more of them", async () => {
  const limited = await startTestServer({ RATE_LIMITS: "on" });
  try {
    await openToMany(limited, "ada");
    const tooMany = await request(limited, attempts("ada", 31), {}, null);
    expect(codesOf({ errors: tooMany.errors ?? [] })).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    const batch = await fetch(`${limited.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(Array.from({ length: 20 }, () => ({ query: attempts("ada", 1) }))),
    });
    expect(batch.status).toBe(400);
    work.length = 0;
    const spread = attempts("ada", 20).replace("mutation {", "fragment F on Mutation {");
    const answer = await request(
      limited,
      `mutation { ...F ...G } ${spread} ${spread.replace(" F ", " G ").replaceAll(/\ba(\d)/g, "b$1")}`,
      {},
      null,
    );
    expect(work.length).toBeLessThanOrEqual(5);
    expect(answer.data ?? {}).not.toHaveProperty("a0.accessToken");
  } finally {
    await limited.stop();
  }
});

test("other ways to try secrets are counted too", async () => {
  const limited = await startTestServer({ RATE_LIMITS: "on" });
  try {
    await openToMany(limited, "ada");
    const { instance } = await data<{ instance: unknown }>(limited, "{ instance { multiUserMode } }");
    expect(instance).toEqual({ multiUserMode: true });
    const tries: readonly ((index: number) => string)[] = [
      (index) =>
        `resetPassword(input: { token: "docent_reset_${index}", newPassword: "${goodPassword}" }) { accepted }`,
      (index) =>
        `recoverAccount(input: { username: "eve", recoveryCode: "guess-${index}", newPassword: "${goodPassword}" }) { accepted }`,
      (index) => `refreshSession(refreshToken: "guess-${index}") { accessToken }`,
      (index) => `verifyApiKey(input: { secret: "docent_guess_${index}" }) { valid }`,
    ];
    for (const make of tries) {
      const codes: unknown[] = [];
      for (let asked = 0; asked < 6; asked++) {
        const aliased = Array.from({ length: 30 }, (_, index) => `a${index}: ${make(index)}`).join(" ");
        const { errors } = await request(limited, `mutation { ${aliased} }`, {}, null);
        codes.push(codesOf({ errors: errors ?? [] })[0]);
      }
      expect([make(0), codes.at(-1)]).toEqual([make(0), "RATE_LIMITED"]);
    }
  } finally {
    await limited.stop();
  }
});
