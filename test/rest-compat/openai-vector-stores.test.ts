import { afterAll, beforeAll, expect, test } from "@jest/globals";
import OpenAI from "openai";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;
let client: OpenAI;
let slugs: string[];
beforeAll(async () => {
  server = await startTestServer();
  client = new OpenAI({ apiKey: server.apiKey, baseURL: `${server.url}/v1/openai`, maxRetries: 0 });
  const workspaces = [];
  for (let index = 0; index < 5; index += 1) workspaces.push(await buildWorkspace(server));
  slugs = workspaces.map(({ slug }) => slug);
  await buildDocument(server, "Herons eat frogs.", { workspaceIds: [workspaces[1]?.id ?? ""] });
});
afterAll(() => server.stop());

interface Page {
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly data: readonly { readonly id: string; readonly file_counts: { readonly total: number } }[];
  readonly has_more: boolean;
}

const list = (query = "") => ok<Page>(server, `/v1/openai/vector_stores${query}`);
const idsOf = ({ data }: Page) => data.map(({ id }) => id);

test("all of them, oldest first, with their files counted", async () => {
  const page = await list();
  expect(idsOf(page)).toEqual(slugs);
  expect(page).toMatchObject({ first_id: slugs[0], last_id: slugs[4], has_more: false });
  expect(page.data[1]).toMatchObject({ object: "vector_store", file_counts: { total: 1, completed: 1 } });
});

test("by pages, in both directions", async () => {
  const first = await list("?limit=2");
  expect([idsOf(first), first.has_more]).toEqual([slugs.slice(0, 2), true]);
  const second = await list(`?limit=3&after=${first.last_id}`);
  expect([idsOf(second), second.has_more]).toEqual([slugs.slice(2), false]);
  expect(idsOf(await list("?order=desc"))).toEqual(slugs.toReversed());
  const newest = await list(`?order=desc&limit=2&after=${slugs[3]}`);
  expect([idsOf(newest), newest.has_more]).toEqual([[slugs[2], slugs[1]], true]);
  expect(idsOf(await list(`?before=${slugs[2]}`))).toEqual(slugs.slice(0, 2));
  expect(idsOf(await list(`?after=${slugs[4]}`))).toEqual([]);
});

test("OpenAI's client reads page after page", async () => {
  const seen: string[] = [];
  for await (const { id } of client.vectorStores.list({ limit: 2 })) seen.push(id);
  expect(seen).toEqual(slugs);
});

test.each(["limit=0", "limit=101", "limit=x", "order=up", "after=nobody"])("%s is refused", async (query) => {
  await expect(rest(server, `/v1/openai/vector_stores?${query}`)).resolves.toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error", param: query.split("=")[0] } },
  });
});
