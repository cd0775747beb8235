import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import type { AnswerError } from "../support/graphql-client.js";
import { send } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;
let addresses = 0;

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: "on", TRUST_PROXY: "true" });
});
afterAll(() => server.stop());

/** An address that nobody else in this file has, as a proxy names it. */
function newAddress(): string {
  addresses += 1;
  return `192.0.2.${addresses}`;
}

async function graphql(address: string, query: string, authorization: string | null) {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": address,
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: readonly AnswerError[] };
  return { status: response.status, headers: response.headers, error: errors?.[0] };
}

const v1 = (address: string, path: string, authorization: string | null, method = "GET") =>
  send(server, path, { method, authorization, headers: { "x-forwarded-for": address } });

function limitsIn(headers: Headers) {
  const numberAt = (name: string) => {
    const value = headers.get(name);
    return value === null ? null : Number(value);
  };
  return {
    limit: numberAt("x-ratelimit-limit"),
    remaining: numberAt("x-ratelimit-remaining"),
    reset: numberAt("x-ratelimit-reset"),
    retryAfter: numberAt("retry-after"),
  };
}

/** A client from an address that counts how its sockets were closed. */
function socketFrom(address: string, authorization: string | null) {
  class Socket extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers: { "x-forwarded-for": address } });
    }
  }
  return createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: Socket,
    retryAttempts: 0,
    connectionParams: authorization === null ? {} : { authorization },
  });
}

/** The first answer to an operation, or what closed the socket. */
async function operate(client: ReturnType<typeof socketFrom>) {
  try {
    for await (const result of client.iterate({ query: "{ __typename }" })) return { errors: result.errors ?? [] };
    return { errors: [] };
  } catch (reason) {
    return Array.isArray(reason)
      ? { errors: reason as AnswerError[] }
      : { errors: [], closedWith: (reason as { code?: number }).code };
  }
}

test("GraphQL requests without a credential are limited by their address", async () => {
  const address = newAddress();
  const first = await graphql(address, "{ __typename }", null);
  expect({ status: first.status, ...limitsIn(first.headers) }).toMatchObject({ status: 200, limit: 60, remaining: 59 });
  for (let request = 1; request < 60; request++) await graphql(address, "{ __typename }", null);
  const refused = await graphql(address, "{ __typename }", null);
  expect(refused.status).toBe(429);
  expect(refused.error).toMatchObject({ extensions: { code: "RATE_LIMITED", correlationId: expect.any(String) } });
  const { limit, remaining, reset, retryAfter } = limitsIn(refused.headers);
  expect({ limit, remaining }).toEqual({ limit: 60, remaining: 0 });
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBe(refused.error?.extensions["retryAfterSeconds"]);
  expect(reset).toBeGreaterThanOrEqual(Math.floor(Date.now() / 1_000));
  expect((await graphql(newAddress(), "{ __typename }", null)).status).toBe(200);
  expect((await graphql(address, "{ __typename }", `Bearer ${server.apiKey}`)).status).toBe(200);
});

test("keys have no limit until one is set, and the REST answers say so", async () => {
  const address = newAddress();
  const answer = await v1(address, "/api/v1/auth", `Bearer ${server.apiKey}`);
  expect({ status: answer.status, ...limitsIn(answer.headers) }).toMatchObject({
    status: 200,
    limit: 2_147_483_647,
    remaining: 2_147_483_647,
    retryAfter: null,
  });
  const overGraphql = await graphql(address, "{ __typename }", `Bearer ${server.apiKey}`);
  expect(limitsIn(overGraphql.headers).limit).toBeNull();
});

test("a chat route answers HEAD with the headers, and its stream has them", async () => {
  const workspace = await buildWorkspace(server);
  const key = `Bearer ${server.apiKey}`;
  for (const route of ["chat", "stream-chat"]) {
    const answer = await v1(newAddress(), `/api/v1/workspace/${workspace.slug}/${route}`, key, "HEAD");
    expect({ status: answer.status, ...limitsIn(answer.headers) }).toMatchObject({ status: 200, limit: 2_147_483_647 });
    expect(await answer.text()).toBe("");
  }
  expect((await v1(newAddress(), `/api/v1/workspace/${workspace.slug}/chat`, null, "HEAD")).status).toBe(403);
  const stream = await send(server, `/api/v1/workspace/${workspace.slug}/stream-chat`, { body: { message: "Hello?" } });
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  expect(limitsIn(stream.headers).limit).toBe(2_147_483_647);
  await stream.text();
});

test("guessing keys is slow in every dialect and over GraphQL, and harms nobody whose key is known", async () => {
  const address = newAddress();
  await v1(address, "/api/v1/auth", `Bearer ${server.apiKey}`);
  const first = await v1(address, "/api/v1/auth", "Bearer wrong-0");
  expect({ status: first.status, ...limitsIn(first.headers) }).toMatchObject({ status: 403, limit: 60, remaining: 59 });
  const guesses = await Promise.all(
    Array.from({ length: 80 }, (_, guess) => v1(address, "/api/v1/auth", `Bearer wrong-${guess + 1}`)),
  );
  expect(guesses.filter(({ status }) => status === 403)).toHaveLength(59);
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(21);

  const inV1 = await v1(address, "/v1/workspaces", "Bearer wrong");
  const inOpenai = await v1(address, "/v1/openai/models", "Bearer wrong");
  expect([inV1.status, inOpenai.status]).toEqual([429, 429]);
  expect(limitsIn(inV1.headers).retryAfter).toBeGreaterThan(0);
  expect(await inOpenai.json()).toMatchObject({ error: { message: expect.stringContaining("Too many requests") } });
  const inGraphql = await graphql(address, "{ __typename }", "Bearer wrong");
  expect([inGraphql.status, inGraphql.error?.extensions["code"]]).toEqual([429, "RATE_LIMITED"]);
  expect((await v1(address, "/api/v1/auth", `Bearer ${server.apiKey}`)).status).toBe(200);
});

test("REST requests without a credential are limited by their address", async () => {
  const address = newAddress();
  const answers = await Promise.all(Array.from({ length: 65 }, () => v1(address, "/api/v1/auth", null)));
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(60);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
});

test("each operation over a socket is a request", async () => {
  const client = socketFrom(newAddress(), null);
  for (let operation = 0; operation < 60; operation++) expect(await operate(client)).toEqual({ errors: [] });
  const { errors } = await operate(client);
  expect(errors[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: expect.any(Number) });
  await client.dispose();
});

test("a socket with one bad credential too many is told to come back later", async () => {
  const address = newAddress();
  for (let guess = 0; guess < 59; guess++) await v1(address, "/api/v1/auth", `Bearer wrong-${guess}`);
  const bad = socketFrom(address, "Bearer wrong");
  expect(await operate(bad)).toMatchObject({ closedWith: 4403 });
  const tooMany = socketFrom(address, "Bearer wrong too");
  expect(await operate(tooMany)).toMatchObject({ closedWith: 1013 });
  await Promise.all([bad.dispose(), tooMany.dispose()]);
});

test("with RATE_LIMITS=off nobody is limited", async () => {
  const open = await startTestServer({ RATE_LIMITS: "off" });
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, guess) => send(open, "/api/v1/auth", { authorization: `Bearer wrong-${guess}` })),
  );
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(80);
  await open.stop();
});
