import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildPerson, goodPassword, openToMany } from "../support/people.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

interface NewKey {
  readonly id: number;
  readonly apiKey: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly createdAt: string;
}
const body = { name: "My Application", permissions: ["read", "write", "admin"] };

describe("on an instance that nobody has used", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test("the server says that it is there, whatever is sent along", async () => {
    for (const authorization of [null, "Bearer not-a-key"]) {
      const answer = await rest(server, "/api/ping", { authorization });
      expect([answer.status, answer.type, answer.body]).toEqual([
        200,
        "application/json; charset=utf-8",
        { online: true },
      ]);
    }
  });

  test("a page in a browser, a proxy and a foreign name get no key", async () => {
    const others: readonly Readonly<Record<string, string>>[] = [
      { origin: "https://evil.example" },
      { "x-forwarded-for": "203.0.113.7" },
      { forwarded: "for=203.0.113.7" },
    ];
    for (const headers of others) {
      const answer = await rest(server, "/v1/auth/api-key", { body, authorization: null, headers });
      expect([headers, answer.status]).toEqual([headers, 401]);
    }
    expect(await statusWithHost(server, "rebound.example")).toBe(401);
  });

  test("a program on the machine gets the first key without one, until a key was used", async () => {
    const make = () => rest(server, "/api/v1/auth/api-key", { body, authorization: null });
    const first = await make();
    expect([first.status, first.body]).toMatchObject([
      200,
      { name: "My Application", permissions: ["read", "write", "admin"], createdAt: expect.stringMatching(/Z$/) },
    ]);
    const { apiKey } = first.body as NewKey;
    await expect(ok(server, "/v1/auth", { authorization: `Bearer ${apiKey}` })).resolves.toEqual({
      authenticated: true,
    });
    const second = await make();
    expect([second.status, second.body]).toMatchObject([
      401,
      { error: expect.any(String), detail: expect.any(String) },
    ]);
  });

  test("people sign in where there are people", async () => {
    const answer = await rest(server, "/v1/auth/login", { body: { username: "owner", password: goodPassword } });
    expect([answer.status, answer.body]).toMatchObject([409, { error: expect.stringMatching(/multi-user mode/) }]);
  });
});

describe("on an instance of many users", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await openToMany(server);
  });
  afterAll(() => server.stop());

  test("somebody signs in, and the access token is a credential; a stale header does no harm", async () => {
    const { username, databaseId } = await buildPerson(server, { role: "MANAGER", email: "sam@example.org" });
    const answer = await ok<{ access: string; refresh: string; user: unknown }>(server, "/api/v1/auth/login", {
      body: { username, password: goodPassword },
      authorization: "Bearer expired",
    });
    expect(answer.user).toEqual({ id: databaseId, username, email: "sam@example.org", role: "manager" });
    await expect(ok(server, "/v1/auth", { authorization: `Bearer ${answer.access}` })).resolves.toEqual({
      authenticated: true,
    });
    const wrong = await rest(server, "/v1/auth/login", { body: { username, password: "not that one" } });
    const message = "The username or the password is wrong.";
    expect([wrong.status, wrong.body]).toEqual([401, { error: message, detail: message }]);
    expect((await rest(server, "/v1/auth/login", { body: { username } })).status).toBe(400);
  });

  test("a key makes a weaker key, and revokes it; no key comes without a credential", async () => {
    const key = await ok<NewKey>(server, "/v1/auth/api-key", { body: { name: "Reader" } });
    expect(key).toMatchObject({ name: "Reader", permissions: ["read"] });
    const authorization = `Bearer ${key.apiKey}`;
    const stronger = await rest(server, "/v1/auth/api-key", { body, authorization });
    expect(stronger.status).toBe(403);
    expect((await rest(server, "/v1/auth/api-key", { body, authorization: null })).status).toBe(401);
    expect((await rest(server, "/v1/auth/api-key", { body, authorization: "Bearer wrong" })).status).toBe(401);
    expect((await rest(server, "/v1/auth/api-key", { body: { permissions: ["all"], name: "x" } })).status).toBe(400);

    await expect(ok(server, `/v1/auth/api-key/${key.id}`, { method: "DELETE" })).resolves.toEqual({ success: true });
    expect((await rest(server, "/v1/auth", { authorization })).status).toBe(403);
    for (const unknown of ["999999", "abc"]) {
      expect((await rest(server, `/v1/auth/api-key/${unknown}`, { method: "DELETE" })).status).toBe(404);
    }
  });
});

/** The status of asking for a key under a host name, which `fetch` does not let its callers choose. */
function statusWithHost(server: TestServer, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/v1/auth/api-key`,
      { method: "POST", headers: { host, "content-type": "application/json" } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}
