import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { data } from "../support/graphql-client.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";
import { snapshot } from "./support/snapshot.js";
import { create } from "./support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
let workspaceId: string;
let slug: string;
let visitor: string;

beforeAll(async () => {
  upstream = await startOpenAiUpstream();
  const base = { MODEL: "test-model", BASE_URL: upstream.baseUrl, PROVIDER: "openai-compatible" };
  const environment = Object.fromEntries(
    ["LLM", "EMBEDDING"].flatMap((kind) => Object.entries(base).map(([name, value]) => [`${kind}_${name}`, value])),
  );
  server = await startTestServer(environment);
  ({ id: workspaceId, slug } = await buildWorkspace(server));
  const embedId = await create(
    server,
    "createEmbed",
    { workspaceId, allowedOrigins: ["https://shop.example"], chatMode: "CHAT" },
    "embed",
  );
  const { embed } = await data<{ embed: { uuid: string } }>(server, "query ($id: ID!) { embed(id: $id) { uuid } }", {
    id: embedId,
  });
  visitor = `Bearer docent_embed_${embed.uuid}.a-random-session`;
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

/** Sends a request as a browser would, with headers that `fetch` does not let programs set. */
function browse(path: string, headers: Readonly<Record<string, string>>, body?: string, method = "POST") {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = httpRequest(`${server.url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

const mutation = 'mutation { createWorkspace(input: { name: "Forged" }) { workspace { id } } }';
const json = JSON.stringify({ query: mutation });
const boundary = "----WebKitFormBoundary";
const multipart = [
  `--${boundary}\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${json}`,
  `--${boundary}\r\nContent-Disposition: form-data; name="map"\r\n\r\n{}`,
  `--${boundary}--\r\n`,
].join("\r\n");

/** What a page can have a browser send without asking first. */
const simpleRequests: readonly (readonly [string, string, string, string | undefined])[] = [
  ["a form of text/plain", "POST", "text/plain", json],
  ["a form of text/plain that says more", "POST", "text/plain; application/json", json],
  ["a form", "POST", "application/x-www-form-urlencoded", `query=${encodeURIComponent(mutation)}`],
  ["a multipart form", "POST", `multipart/form-data; boundary=${boundary}`, multipart],
  ["a body without a type", "POST", "", json],
  ["an address with a mutation", "GET", "", undefined],
];

describe("a page of somebody else's", () => {
  test.each(simpleRequests)(
    "does nothing by %s, whatever cookies the browser has",
    async (_name, method, type, body) => {
      const before = await snapshot(server.database);
      const headers = {
        origin: "https://evil.example",
        referer: "https://evil.example/",
        "sec-fetch-site": "cross-site",
        cookie: `authorization=Bearer ${server.apiKey}; token=${server.apiKey}; session=${server.apiKey}; access_token=${server.apiKey}`,
        ...(type === "" ? {} : { "content-type": type }),
      };
      for (const withCredential of [{}, { authorization: `Bearer ${server.apiKey}` }]) {
        const path = method === "GET" ? `/graphql?query=${encodeURIComponent(mutation)}` : "/graphql";
        const answer = await browse(path, { ...headers, ...withCredential }, body, method);
        expect([answer.status >= 400, answer.text.includes('createWorkspace":{')]).toEqual([true, false]);
      }
      expect(await snapshot(server.database)).toEqual(before);
    },
  );

  test("is no one by its cookies, in REST and on sockets", async () => {
    const cookie = `authorization=Bearer ${server.apiKey}; token=${server.apiKey}; session=${server.apiKey}`;
    expect((await browse("/v1/workspaces", { cookie }, undefined, "GET")).status).toBe(403);
    expect(
      (await browse("/v1/workspace/new", { cookie, "content-type": "text/plain" }, '{"name":"Forged"}')).status,
    ).toBe(403);
    class CookieSocket extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { cookie }, origin: "https://evil.example" });
      }
    }
    const client = createClient({
      url: `${server.url.replace("http", "ws")}/graphql`,
      webSocketImpl: CookieSocket,
      retryAttempts: 0,
    });
    const first = await client.iterate({ query: "{ viewer { scopes } }" }).next();
    const value: unknown = first.value;
    expect((value as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code).toBe(
      "UNAUTHENTICATED",
    );
    await client.dispose();
  });

  test("is not told that it may read answers with credentials", async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

const foreignOrigins: readonly (readonly [string, string | undefined])[] = [
  ["of a foreign page", "https://evil.example"],
  ["that begins like an allowed one", "https://shop.example.evil.example"],
  ["that ends like an allowed one", "https://evilshop.example"],
  ["of the other scheme", "http://shop.example"],
  ["with another port", "https://shop.example:8443"],
  ["with a path", "https://shop.example/"],
  ["of a sandbox", "null"],
  ["that allows everything", "*"],
  ["in a list", "https://shop.example, https://evil.example"],
  ["left out", undefined],
];

describe("an embed for one origin", () => {
  const question = () =>
    JSON.stringify({
      query: "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
      variables: { input: { workspaceId, message: "Hello?" } },
    });

  test.each(foreignOrigins)("answers no request with an origin %s, and no model is asked", async (_name, origin) => {
    const asked = upstream.requests.length;
    const before = await snapshot(server.database);
    const headers = {
      "content-type": "application/json",
      authorization: visitor,
      ...(origin === undefined ? {} : { origin }),
    };
    const graphql = await browse("/graphql", headers, question());
    expect([graphql.status, graphql.text.includes("UNAUTHENTICATED")]).toEqual([401, true]);
    const rest = [
      await browse(`/v1/workspace/${slug}/chat`, headers, '{"message":"Hello?"}'),
      await browse(`/v1/workspace/${slug}/stream-chat`, headers, '{"message":"Hello?"}'),
      await browse(
        "/v1/openai/chat/completions",
        headers,
        JSON.stringify({ model: slug, messages: [{ role: "user", content: "Hello?" }] }),
      ),
    ];
    for (const { status } of rest) expect([401, 403]).toContain(status);
    expect(await closeCode(origin)).toBe(4403);
    expect(upstream.requests).toHaveLength(asked);
    expect(await snapshot(server.database)).toEqual(before);
  });

  test("answers its own page", async () => {
    const answer = await browse(
      "/graphql",
      { "content-type": "application/json", authorization: visitor, origin: "https://shop.example" },
      question(),
    );
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"chat":{"id":')]);
  });
});

/** With which code the server closes a socket of the visitor's from a page. */
function closeCode(origin: string | undefined): Promise<number> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    ...(origin === undefined ? {} : { origin }),
  });
  socket.on("open", () => {
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: visitor } }));
  });
  return new Promise((resolve) => socket.on("close", resolve));
}
