import { createHmac, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import { SecretKey } from "../../src/secrets/secret-key.js";
import { socketClient } from "../support/graphql-client.js";
import { openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { codesOf, overHttp, overRest } from "./support/asking.js";
import { signIn, type Tokens } from "./support/world.js";

const secretKey = "the secret key of this instance, of sufficient length";
let server: TestServer;
let key: Uint8Array;
let tokens: Tokens;
/** What the server itself wrote into its tokens. */
let access: JWTPayload;
let refresh: JWTPayload;

beforeAll(async () => {
  server = await startTestServer({ SECRET_KEY: secretKey });
  key = (await SecretKey.load({ SECRET_KEY: secretKey, DATA_DIR: "" })).derive("session tokens");
  const admin = await openToMany(server);
  tokens = await signIn(server, admin.username);
  access = decodeJwt(tokens.accessToken);
  refresh = decodeJwt(tokens.refreshToken);
});
afterAll(() => server.stop());

interface Forgery {
  /** Undefined ones are left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: Uint8Array;
}

/** A token like the server's own but for what is given. */
function sign(base: JWTPayload, typ: string, forgery: Forgery = {}): Promise<string> {
  const claims = Object.fromEntries(
    Object.entries({ ...base, ...forgery.claims }).filter(([, value]) => value !== undefined),
  );
  const header = { alg: "HS256", typ, ...forgery.header };
  return new SignJWT(claims).setProtectedHeader(header).sign(forgery.key ?? key);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token whose parts are made by hand. */
function assemble(header: unknown, claims: unknown, hmacKey: string | Uint8Array | null, hash = "sha256"): string {
  const body = `${encode(header)}.${encode(claims)}`;
  return `${body}.${hmacKey === null ? "" : createHmac(hash, hmacKey).update(body).digest("base64url")}`;
}

const now = () => Math.floor(Date.now() / 1_000);
const rsaPublicKey = generateKeyPairSync("rsa", { modulusLength: 2_048 })
  .publicKey.export({ type: "spki", format: "pem" })
  .toString();

/** Forgeries of a token that is otherwise right, each with a name. */
function forgeries(
  base: JWTPayload,
  typ: string,
  otherAudience: string,
): Readonly<Record<string, () => string | Promise<string>>> {
  const header = { alg: "HS256", typ };
  return {
    "no algorithm": () => assemble({ ...header, alg: "none" }, base, null),
    "no algorithm, in capitals": () => assemble({ ...header, alg: "NONE" }, base, null),
    "no algorithm, and a signature": () => assemble({ ...header, alg: "none" }, base, key),
    "no algorithm named": () => assemble({ typ }, base, key),
    "an empty signature": () => assemble(header, base, null),
    HS512: () => assemble({ ...header, alg: "HS512" }, base, key, "sha512"),
    HS384: () => assemble({ ...header, alg: "HS384" }, base, key, "sha384"),
    "HS512 named, HS256 used": () => assemble({ ...header, alg: "HS512" }, base, key),
    "RS256, signed with a public key as a secret": () => assemble({ ...header, alg: "RS256" }, base, rsaPublicKey),
    "another key": () => sign(base, typ, { key: new Uint8Array(32).fill(7) }),
    "a key of zeros": () => sign(base, typ, { key: new Uint8Array(32) }),
    "the secret key itself, not derived": () => assemble(header, base, secretKey),
    "an empty key": () => assemble(header, base, ""),
    "the key of another instance": async () => {
      const other = await SecretKey.load({ SECRET_KEY: `${secretKey}!`, DATA_DIR: "" });
      return sign(base, typ, { key: other.derive("session tokens") });
    },
    "a key derived for something else": async () => {
      const other = await SecretKey.load({ SECRET_KEY: secretKey, DATA_DIR: "" });
      return sign(base, typ, { key: other.derive("something else") });
    },
    "another issuer": () => sign(base, typ, { claims: { iss: "somebody" } }),
    "no issuer": () => sign(base, typ, { claims: { iss: undefined } }),
    "the other audience": () => sign(base, typ, { claims: { aud: otherAudience } }),
    "no audience": () => sign(base, typ, { claims: { aud: undefined } }),
    "another type": () => sign(base, "JWT"),
    "no type": () => sign(base, typ, { header: { typ: undefined } }),
    expired: () => sign(base, typ, { claims: { exp: now() - 60 } }),
    "expired, as a text": () => sign(base, typ, { claims: { exp: String(now() + 600) } }),
    "no expiry": () => sign(base, typ, { claims: { exp: undefined } }),
    "good from tomorrow": () => sign(base, typ, { claims: { nbf: now() + 86_400 } }),
    "no subject": () => sign(base, typ, { claims: { sub: undefined } }),
    "no session": () => sign(base, typ, { claims: { sid: undefined } }),
    "a session as a text": () => sign(base, typ, { claims: { sid: `${String(base["sid"])} OR 1=1` } }),
    "a session as an object": () => sign(base, typ, { claims: { sid: { $ne: null } } }),
    "a session of nobody": () => sign(base, typ, { claims: { sid: 999_999 } }),
    "a session beyond the database's integers": () => sign(base, typ, { claims: { sid: 2 ** 40 } }),
    "a fraction of a session": () => sign(base, typ, { claims: { sid: 1.5 } }),
    "the key's file in the header": () =>
      sign(base, typ, { header: { kid: "../../../../dev/null" }, key: new Uint8Array(1) }),
    "SQL in the header": () =>
      sign(base, typ, { header: { kid: "' UNION SELECT 'key' --" }, key: new TextEncoder().encode("key") }),
    "a key in the header": () => {
      const mine = new Uint8Array(32).fill(9);
      return sign(base, typ, {
        header: { jwk: { kty: "oct", k: Buffer.from(mine).toString("base64url") } },
        key: mine,
      });
    },
    "the address of a key in the header": () =>
      sign(base, typ, { header: { jku: "http://127.0.0.1:9/keys.json" }, key: new Uint8Array(32).fill(9) }),
    "a critical header that nobody knows": () => assemble({ ...header, crit: ["unknown"], unknown: 1 }, base, key),
    truncated: async () => (await sign(base, typ)).slice(0, -4),
    "a changed payload": async () => {
      const [head, , signature] = (await sign(base, typ)).split(".");
      return `${head ?? ""}.${encode({ ...base, sub: "2" })}.${signature ?? ""}`;
    },
    "four parts": async () => `${await sign(base, typ)}.AAAA`,
    "a payload that is no object": () => assemble(header, "text", key),
    "a payload of 10 KB": () => assemble(header, { ...base, pad: "x".repeat(10_000) }, new Uint8Array(32)),
    "nothing but dots": () => "..",
    "the other one's session": () => sign(base, typ, { claims: { sub: "999999", jti: "other" } }),
  };
}

const audiences = { access: "docent:access", refresh: "docent:refresh" } as const;
const names = Object.keys(forgeries({}, "", ""));

/** How the server answers a credential: over HTTP, over a socket, and in a REST dialect. */
async function admitted(secret: string): Promise<readonly unknown[]> {
  const target = { url: server.url, apiKey: secret };
  const query = { query: "{ viewer { scopes } }", variables: {}, filePlace: null };
  const http = await overHttp(target, query);
  const socket = socketClient(target);
  let overSocket: unknown;
  try {
    for await (const { errors } of socket.iterate({ query: query.query }))
      overSocket = errors === undefined ? 200 : errors;
  } catch (error) {
    overSocket = (error as { code?: unknown }).code;
  } finally {
    await socket.dispose();
  }
  const rest = await overRest(target, "/v1/auth");
  return [http.status, overSocket, rest.status];
}

describe("a token that the server would have made", () => {
  test("is admitted, so that what follows is refused for its fault alone", async () => {
    const forged = await sign(access, "at+jwt");
    expect(await admitted(forged)).toEqual([200, 200, 200]);
    expect(await admitted(tokens.accessToken)).toEqual([200, 200, 200]);
  });
});

describe("an access token", () => {
  test.each(names)("with %s is refused everywhere", async (name) => {
    const forged = await forgeries(access, "at+jwt", audiences.refresh)[name]?.();
    expect(await admitted(forged ?? "")).toEqual([401, 4403, 403]);
  });

  test("is not a refresh token", async () => {
    expect(codesOf(await refreshWith(tokens.accessToken))).toEqual(["UNAUTHENTICATED"]);
    expect(codesOf(await refreshWith(await sign(refresh, "at+jwt")))).toEqual(["UNAUTHENTICATED"]);
    expect(codesOf(await refreshWith(await sign({ ...refresh, aud: audiences.access }, "rt+jwt")))).toEqual([
      "UNAUTHENTICATED",
    ]);
  });

  test("of 100 KB is refused by the length of its header, and the server goes on", async () => {
    const oversized = assemble({ alg: "HS256", typ: "at+jwt" }, { ...access, pad: "x".repeat(100_000) }, key);
    const response = await fetch(`${server.url}/graphql`, { headers: { authorization: `Bearer ${oversized}` } }).catch(
      () => null,
    );
    expect([431, undefined]).toContain(response?.status);
    const socket = socketClient(server, `Bearer ${oversized}`);
    await expect(socket.iterate({ query: "{ viewer { scopes } }" }).next()).resolves.toMatchObject({ done: false });
    await socket.dispose();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

const refreshWith = (refreshToken: string) =>
  overHttp(server, {
    query: "mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }",
    variables: { token: refreshToken },
    filePlace: null,
  });

describe("a refresh token", () => {
  test.each(names)("with %s is refused", async (name) => {
    // The forgery that names another id is one that was used before: it would end the session.
    const forged = await forgeries(refresh, "rt+jwt", audiences.access)[name]?.();
    if (name === "the other one's session") return;
    expect(codesOf(await refreshWith(forged ?? ""))).toEqual(["UNAUTHENTICATED"]);
  });

  test("is not an access token", async () => {
    expect(await admitted(tokens.refreshToken)).toEqual([401, 4403, 403]);
    expect(await admitted(await sign(access, "rt+jwt"))).toEqual([401, 4403, 403]);
    expect(await admitted(await sign({ ...access, aud: audiences.refresh }, "at+jwt"))).toEqual([401, 4403, 403]);
  });

  test("of a megabyte is refused as any other", async () => {
    const oversized = assemble(
      { alg: "HS256", typ: "rt+jwt" },
      { ...refresh, pad: "x".repeat(700_000) },
      new Uint8Array(32),
    );
    expect(["UNAUTHENTICATED", "BAD_USER_INPUT"]).toContain(codesOf(await refreshWith(oversized))[0]);
  });

  test("still works after all of it, once", async () => {
    expect(codesOf(await refreshWith(tokens.refreshToken))).toEqual([]);
    expect(codesOf(await refreshWith(tokens.refreshToken))).toEqual(["UNAUTHENTICATED"]);
  });
});
