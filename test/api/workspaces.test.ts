import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("a new workspace has the documented defaults, and a slug of its name", async () => {
  const { id } = await buildWorkspace(server, { name: "Größere Pläne" });
  const { node } = await data<{ node: unknown }>(
    server,
    `query ($id: ID!) { node(id: $id) { ... on Workspace {
      slug name historyLength topN similarityThreshold chatMode searchMode temperature systemPrompt refusalText documentCount
    } } }`,
    { id },
  );
  expect(node).toEqual({
    slug: "grossere-plane",
    name: "Größere Pläne",
    historyLength: 20,
    topN: 4,
    similarityThreshold: 0.25,
    chatMode: "CHAT",
    searchMode: "HYBRID",
    temperature: null,
    systemPrompt: null,
    refusalText: null,
    documentCount: 0,
  });
});

test("two workspaces of one name get two slugs, even at once", async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => buildWorkspace(server, { name: "Twins" })));
  expect(new Set(made.map((workspace) => workspace.slug)).size).toBe(8);
  expect(made.every((workspace) => /^twins(-\d{8})?$/.test(workspace.slug))).toBe(true);
});

test("a reference is a slug first, then ws-<number>, then a number", async () => {
  const numbered = await buildWorkspace(server);
  const named = await buildWorkspace(server, { name: `ws ${numbered.databaseId}` });
  const find = async (reference: string) => {
    const answer = await data<{ workspace: { id: string } | null }>(
      server,
      "query ($r: String!) { workspace(by: { reference: $r }) { id } }",
      {
        r: reference,
      },
    );
    return answer.workspace?.id;
  };
  expect(named.slug).toBe(`ws-${numbered.databaseId}`);
  expect(await find(named.slug)).toBe(named.id);
  expect(await find(String(numbered.databaseId))).toBe(numbered.id);
  expect(await find(numbered.slug)).toBe(numbered.id);
  expect(await find("no-such-workspace")).toBeUndefined();
});

test("an update changes what is given and nothing else", async () => {
  const { id, slug } = await buildWorkspace(server, { temperature: 0.7, topN: 9 });
  const { updateWorkspace } = await data<{ updateWorkspace: unknown }>(
    server,
    "mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { workspace { name slug temperature topN chatMode } } }",
    { input: { workspaceId: id, name: "Renamed", temperature: null, chatMode: "QUERY" } },
  );
  expect(updateWorkspace).toEqual({
    workspace: { name: "Renamed", slug, temperature: null, topN: 9, chatMode: "QUERY" },
  });
});

test("a deleted workspace is gone, and its documents stay in the library", async () => {
  const { id } = await buildWorkspace(server);
  const document = await buildDocument(server, "Nothing in particular.", { workspaceIds: [id] });
  await data(server, "mutation ($id: ID!) { deleteWorkspace(workspaceId: $id) { deletedWorkspaceId } }", { id });
  const after = await data(
    server,
    "query ($w: ID!, $d: ID!) { workspace: node(id: $w) { id } document: node(id: $d) { id } }",
    {
      w: id,
      d: document.id,
    },
  );
  expect(after).toEqual({ workspace: null, document: { id: document.id } });
});

test("pages follow each other without gap or overlap, in both directions", async () => {
  const made = [];
  for (let count = 0; count < 5; count += 1) made.push(await buildWorkspace(server, { name: "Paged" }));
  const page = (args: string) =>
    data<{
      workspaces: {
        nodes: { id: string }[];
        totalCount: number;
        pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
      };
    }>(
      server,
      `{ workspaces(${args}, filter: { search: "paged" }) { nodes { id } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
    ).then((answer) => answer.workspaces);
  const first = await page("first: 2");
  const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  const third = await page(`first: 2, after: "${second.pageInfo.endCursor}"`);
  const ids = [...first.nodes, ...second.nodes, ...third.nodes].map((node) => node.id);
  expect(ids).toEqual(made.map((workspace) => workspace.id));
  expect([first.totalCount, first.pageInfo.hasNextPage, third.pageInfo.hasNextPage]).toEqual([5, true, false]);
  const back = await page(`last: 2, before: "${third.pageInfo.startCursor}"`);
  expect(back.nodes).toEqual(second.nodes);
  expect(back.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
});

test("attaching twice changes nothing the second time, and detaching says what was not there", async () => {
  const { id } = await buildWorkspace(server);
  const document = await buildDocument(server, "A page about pagers.");
  const change = (name: string) =>
    data<Record<string, { changed: unknown[]; unchanged: unknown[]; workspace: { documentCount: number } }>>(
      server,
      `mutation ($input: WorkspaceDocumentsInput!) { ${name}(input: $input) { changed { id } unchanged { id } workspace { documentCount } } }`,
      { input: { workspaceId: id, documentIds: [document.id, document.id] } },
    ).then((answer) => answer[name]);
  const entry = { id: document.id };
  expect(await change("attachDocuments")).toEqual({ changed: [entry], unchanged: [], workspace: { documentCount: 1 } });
  expect(await change("attachDocuments")).toEqual({ changed: [], unchanged: [entry], workspace: { documentCount: 1 } });
  expect(await change("detachDocuments")).toEqual({ changed: [entry], unchanged: [], workspace: { documentCount: 0 } });
  expect(await change("detachDocuments")).toEqual({ changed: [], unchanged: [entry], workspace: { documentCount: 0 } });
});

test("an answer tells what it cost", async () => {
  const answer = await request(server, "{ workspaces(first: 10) { nodes { id name } } }");
  expect(answer.extensions).toEqual({ cost: { requested: expect.any(Number), maximum: 10_000 } });
});
