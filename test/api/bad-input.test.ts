import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { request, upload } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";
import { libraryBadInputs } from "./bad-input-library.cases.js";
import { badInputs } from "./bad-input.cases.js";

let server: TestServer;
let workspaceId: string;
let before: Record<string, number>;

beforeAll(async () => {
  server = await startTestServer({ MAX_UPLOAD_BYTES: "100000" });
  workspaceId = (await buildWorkspace(server)).id;
  before = await server.countRows();
});
afterAll(() => server.stop());

async function expectUnharmed(): Promise<void> {
  expect(await server.countRows()).toEqual(before);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
}

describe("bad input over HTTP", () => {
  test.each([...badInputs, ...libraryBadInputs])(
    "$name is refused",
    async ({ query, variables, authorization, status, code, field }) => {
      const real = JSON.parse(JSON.stringify(variables ?? {}).replaceAll("$workspace", workspaceId)) as Record<
        string,
        unknown
      >;
      const answer = await request(server, query, real, authorization === undefined ? undefined : authorization);
      const [error] = answer.errors ?? [];
      expect({ status: answer.status, code: error?.extensions["code"], field: error?.extensions["field"] }).toEqual({
        status,
        code,
        field,
      });
      expect(error?.extensions["correlationId"]).toMatch(/^[0-9a-f-]{36}$/);
      await expectUnharmed();
    },
  );

  test("a body that is no JSON is refused", async () => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${server.apiKey}` };
    const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: '{"query": ' });
    expect(response.status).toBe(400);
    await expectUnharmed();
  });

  test("a simple request that a foreign page could send is refused", async () => {
    const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D`);
    expect(response.status).toBe(400);
  });

  test("an upload that exceeds the limit is refused, and the answer arrives", async () => {
    const answer = await upload(server, { name: "big.txt", content: "x".repeat(2_000_000) });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("PAYLOAD_TOO_LARGE");
    await expectUnharmed();
  });

  test("an upload without the preflight header is refused", async () => {
    const form = new FormData();
    form.set("operations", JSON.stringify({ query: "{ __typename }" }));
    form.set("map", "{}");
    const response = await fetch(`${server.url}/graphql`, { method: "POST", body: form });
    expect(response.status).toBe(400);
  });

  test.each([
    ["no map", { operations: '{"query":"{ __typename }"}' }],
    ["a map that is no object", { operations: '{"query":"{ __typename }"}', map: "[1" }],
    ["operations that are no JSON", { operations: "{", map: "{}" }],
  ])("a multipart body with %s is refused", async (_name, fields) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const headers = { authorization: `Bearer ${server.apiKey}`, "apollo-require-preflight": "1" };
    const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: form });
    expect(response.status).toBe(400);
    await expectUnharmed();
  });

  test("unknown paths are 404 and other methods 405, in JSON", async () => {
    const unknown = await fetch(`${server.url}/nothing/here`);
    expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, "NOT_FOUND"]);
    const method = await fetch(`${server.url}/healthz`, { method: "DELETE" });
    expect([method.status, method.headers.get("allow")]).toEqual([405, "GET"]);
  });
});
