import { createHmac, generateKeyPairSync } from "node:crypto";
import { afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { SignJWT } from "jose";
import { SessionTokens } from "../../src/auth/session-tokens.js";
import { SecretKey } from "../../src/secrets/secret-key.js";

let key: SecretKey;
let tokens: SessionTokens;

beforeAll(async () => {
  key = await SecretKey.load({ DATA_DIR: "unused", SECRET_KEY: "a key for tests, 32 characters long" });
  tokens = new SessionTokens(key);
});
afterEach(() => {
  jest.useRealTimers();
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1_000);
const claims = (more: Readonly<Record<string, unknown>> = {}) => ({
  sub: "7",
  sid: 3,
  jti: "one",
  iss: "docent",
  aud: "docent:access",
  iat: now(),
  nbf: now(),
  exp: now() + 60,
  ...more,
});
const header = { alg: "HS256", typ: "at+jwt" };
const signed = (head: object, payload: object, secret: Uint8Array = key.derive("session tokens")) => {
  const body = `${encode(head)}.${encode(payload)}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
};

test("each token says whose it is, and is good for its own purpose alone", async () => {
  const access = await tokens.signAccess(3, 7);
  const refresh = await tokens.signRefresh(3, 7, "an id");
  expect(await tokens.verifyAccess(access.token)).toMatchObject({ sessionId: 3, userId: 7, id: access.id });
  expect(await tokens.verifyRefresh(refresh.token)).toMatchObject({ sessionId: 3, userId: 7, id: "an id" });
  expect(await tokens.verifyRefresh(access.token)).toBeNull();
  expect(await tokens.verifyAccess(refresh.token)).toBeNull();
});

test("an access token lasts a quarter of an hour, a refresh token thirty days", async () => {
  const [access, refresh] = [await tokens.signAccess(1, 1), await tokens.signRefresh(1, 1, "id")];
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"], now: Date.now() + 16 * 60_000 });
  expect(await tokens.verifyAccess(access.token)).toBeNull();
  expect(await tokens.verifyRefresh(refresh.token)).not.toBeNull();
  jest.setSystemTime(Date.now() + 31 * 86_400_000);
  expect(await tokens.verifyRefresh(refresh.token)).toBeNull();
});

test("the forged tokens below differ from a good one in nothing else", async () => {
  expect(await tokens.verifyAccess(signed(header, claims()))).not.toBeNull();
});

describe("a token is refused", () => {
  const forged: Readonly<Record<string, () => string | Promise<string>>> = {
    "with alg none": () => `${encode({ ...header, alg: "none" })}.${encode(claims())}.`,
    "with alg none and a signature": () => signed({ ...header, alg: "none" }, claims()),
    "with alg HS512": () =>
      new SignJWT(claims()).setProtectedHeader({ alg: "HS512", typ: "at+jwt" }).sign(Buffer.alloc(64, 1)),
    "with a signature of another kind of key": () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: "RS256", typ: "at+jwt" })
        .sign(generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey),
    "of another instance": () => signed(header, claims(), Buffer.alloc(32, 9)),
    "of another issuer": () => signed(header, claims({ iss: "somebody" })),
    "for another audience": () => signed(header, claims({ aud: "docent:refresh" })),
    "of another type": () => signed({ ...header, typ: "rt+jwt" }, claims()),
    "without a type": () => signed({ alg: "HS256" }, claims()),
    "that has expired": () => signed(header, claims({ exp: now() - 60 })),
    "that never expires": () => signed(header, claims({ exp: undefined })),
    "that is not good yet": () => signed(header, claims({ nbf: now() + 600 })),
    "without a session": () => signed(header, claims({ sid: undefined })),
    "whose session is an object": () => signed(header, claims({ sid: { $gt: 0 } })),
    "whose user is no number": () => signed(header, claims({ sub: "7 OR 1=1" })),
    "with critical extensions": () => signed({ ...header, crit: ["b64"], b64: false }, claims()),
    "that was cut": () => signed(header, claims()).slice(0, -4),
    "that is empty": () => "..",
    "that is long": () => `${"a".repeat(100_000)}.${"b".repeat(100_000)}.c`,
  };
  test.each(Object.entries(forged))("%s", async (_what, forge) => {
    expect(await tokens.verifyAccess(await forge())).toBeNull();
  });
});

test("a key id in the header is not looked at", async () => {
  const token = signed({ ...header, kid: "../../../etc/passwd" }, claims());
  expect(await tokens.verifyAccess(token)).toMatchObject({ userId: 7 });
});
