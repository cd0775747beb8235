import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { GraphQLError } from "graphql";
import WebSocket from "ws";
import { socketClient } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";
import { libraryBadInputs } from "./bad-input-library.cases.js";
import { badInputs } from "./bad-input.cases.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await buildWorkspace(server);
});
afterAll(() => server.stop());

interface Refusal {
  readonly code: unknown;
  readonly field: unknown;
}

async function refusal(
  query: string,
  variables: Record<string, unknown> = {},
  authorization?: string | null,
): Promise<Refusal> {
  const client = authorization === undefined ? socketClient(server) : socketClient(server, authorization);
  try {
    for await (const result of client.iterate({ query, variables })) {
      const [error] = result.errors ?? [];
      return { code: error?.extensions?.["code"], field: error?.extensions?.["field"] };
    }
    return { code: undefined, field: undefined };
  } catch (error) {
    if (!Array.isArray(error)) return { code: (error as { code?: unknown }).code, field: undefined };
    const [first] = error as readonly GraphQLError[];
    return { code: first?.extensions["code"], field: first?.extensions["field"] };
  } finally {
    await client.dispose();
  }
}

/** The codes that HTTP alone gives: there the server's envelope answers, here the socket's does. */
const onlyHttp = new Set(["an unknown key", "a header of one word"]);

test.each(
  [...badInputs, ...libraryBadInputs].filter(
    (input) => !onlyHttp.has(input.name) && !JSON.stringify(input.variables ?? {}).includes("$workspace"),
  ),
)("$name is refused over a socket as over HTTP", async ({ query, variables, authorization, code, field }) => {
  expect(await refusal(query, variables, authorization)).toEqual({ code, field });
});

test.each(["Bearer docent_unknown", "one-word"])(
  "a socket with the credential %j is closed as forbidden",
  async (authorization) => {
    expect(await refusal("{ viewer { scopes } }", {}, authorization)).toEqual({ code: 4403, field: undefined });
  },
);

test.each([
  [
    "a subscription to an unknown chat",
    'subscription { chatStream(chatId: "Q2hhdDo5OTk5OTk") { __typename } }',
    "NOT_FOUND",
    "chatId",
  ],
  [
    "a subscription to an unknown document",
    'subscription { documentProgress(documentId: "nope") { status } }',
    "NOT_FOUND",
    "documentId",
  ],
  [
    "a subscription to several documents of which one is unknown",
    'subscription { documentsProgress(documentIds: ["nope"]) { __typename } }',
    "NOT_FOUND",
    "documentIds.0",
  ],
  [
    "a question without an idempotency key",
    'subscription { sendAndStreamChat(input: { workspaceId: "x", message: "a" }) { __typename } }',
    "GRAPHQL_VALIDATION_FAILED",
    undefined,
  ],
  [
    "an empty question",
    'subscription { sendAndStreamChat(input: { workspaceId: "x", message: "", idempotencyKey: "k" }) { __typename } }',
    "BAD_USER_INPUT",
    "message",
  ],
])("%s is refused", async (_name, query, code, field) => {
  expect(await refusal(query)).toEqual({ code, field });
});

test("a subscription without a credential is refused", async () => {
  expect(await refusal('subscription { chatStream(chatId: "Q2hhdDox") { __typename } }', {}, null)).toEqual({
    code: "UNAUTHENTICATED",
    field: undefined,
  });
});

test("an upgrade of another path is answered, and the socket closed", async () => {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/elsewhere`, "graphql-transport-ws");
  const message = await new Promise<string>((resolve) => socket.on("error", (error) => resolve(error.message)));
  expect(message).toContain("404");
});

test.each([
  ["no JSON", "not json"],
  ["an unknown message", '{"type":"drop_tables"}'],
  ["a subscription before the greeting", '{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}'],
])("a frame of %s closes the socket and harms nobody", async (_name, frame) => {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const code = await new Promise<number>((resolve) => {
    socket.on("open", () => socket.send(frame));
    socket.on("close", resolve);
  });
  expect(code).toBeGreaterThanOrEqual(4400);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});
