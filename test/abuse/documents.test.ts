import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, socketClient, type Target } from "../support/graphql-client.js";
import { buildDocument } from "../support/world.js";
import { codesOf, overHttp, overRest, overSocket } from "./support/asking.js";
import { snapshot } from "./support/snapshot.js";
import { buildStrangersWorld, type StrangersWorld } from "./support/strangers.js";

interface Known {
  readonly id: string;
  readonly uuid: string;
  readonly location: string;
}

let world: StrangersWorld;
let documents: readonly Known[];

const secretText = "The vault's combination is xylophone-4711.";
beforeAll(async () => {
  world = await buildStrangersWorld();
  documents = [
    await buildDocument(world.server, secretText, {
      workspaceIds: [world.elsewhere.id],
      title: "Vault",
      folder: "secret-folder",
    }),
    await buildDocument(world.server, `${secretText} In no workspace.`, {
      title: "Loose vault",
      folder: "secret-folder",
    }),
  ];
});
afterAll(() => world.stop());

/** Who reaches no workspace that has the documents. */
const outsiders = (): Readonly<Record<string, Target>> => ({
  "a member of another workspace": world.mallory,
  "a session of one": world.strangers["another member's session"] ?? world.mallory,
  "a limited key": world.strangers["another member's key, limited to the workspace"] ?? world.mallory,
  "an extension key": world.strangers["an extension key"] ?? world.mallory,
  "a visitor": world.visitor,
  "an invite": world.strangers["an invite to the workspace"] ?? world.mallory,
  "a single sign-on token": world.strangers["the asker's single sign-on token"] ?? world.mallory,
});
const outsiderNames = [
  "a member of another workspace",
  "a session of one",
  "a limited key",
  "an extension key",
  "a visitor",
  "an invite",
  "a single sign-on token",
];

const fields = "id uuid title location text metadata";
const reads: readonly (readonly [string, (document: Known) => Readonly<Record<string, unknown>>])[] = [
  [`query ($id: ID!) { node(id: $id) { id ... on Document { ${fields} } } }`, ({ id }) => ({ id })],
  [`query ($by: DocumentReferenceInput!) { document(by: $by) { ${fields} } }`, ({ id }) => ({ by: { id } })],
  [`query ($by: DocumentReferenceInput!) { document(by: $by) { ${fields} } }`, ({ uuid }) => ({ by: { uuid } })],
  [
    `query ($by: DocumentReferenceInput!) { document(by: $by) { ${fields} } }`,
    ({ location }) => ({ by: { location } }),
  ],
  [
    `query ($by: DocumentReferenceInput!) { document(by: $by) { ${fields} } }`,
    ({ location }) => ({ by: { location: location.split("/").at(-1) } }),
  ],
  [
    `query ($search: String!) { documents(first: 100, filter: { search: $search }) { totalCount nodes { ${fields} } } }`,
    () => ({ search: "vault" }),
  ],
  [
    `query ($folder: String!) { documents(first: 100, filter: { folder: $folder }) { totalCount nodes { ${fields} } } }`,
    () => ({ folder: "secret-folder" }),
  ],
];

test.each(outsiderNames)("%s reads no document by any of its names", async (name) => {
  const target = outsiders()[name] ?? world.mallory;
  const socket = socketClient(target);
  try {
    for (const document of documents) {
      for (const [query, variables] of reads) {
        const operation = { query, variables: variables(document), filePlace: null };
        for (const outcome of [await overHttp(target, operation), await overSocket(socket, operation)]) {
          const text = JSON.stringify(outcome);
          expect(text).not.toMatch(/xylophone|Vault/);
          const isNothing = Object.values(outcome.data ?? {}).every(
            (answer) => answer === null || (answer as { totalCount?: number }).totalCount === 0,
          );
          expect([text, isNothing || codesOf(outcome)[0] === "FORBIDDEN"]).toEqual([text, true]);
        }
      }
    }
  } finally {
    await socket.dispose();
  }
});

test.each(outsiderNames)("%s neither follows, attaches, pins, finds nor deletes one", async (name) => {
  const target = outsiders()[name] ?? world.mallory;
  const before = await snapshot(world.server.database, ["event_log"]);
  const socket = socketClient(target);
  try {
    for (const { id } of documents) {
      const workspaceId = world.here.id;
      const attempts = [
        ["subscription ($id: ID!) { documentProgress(documentId: $id) { status } }", { id }],
        [
          "mutation ($input: WorkspaceDocumentsInput!) { attachDocuments(input: $input) { __typename } }",
          { input: { workspaceId, documentIds: [id] } },
        ],
        [
          "mutation ($input: WorkspaceDocumentsInput!) { detachDocuments(input: $input) { __typename } }",
          { input: { workspaceId: world.elsewhere.id, documentIds: [id] } },
        ],
        [
          "mutation ($input: PinDocumentInput!) { pinDocument(input: $input) { __typename } }",
          { input: { workspaceId, documentId: id, pinned: true } },
        ],
        ["mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { __typename } }", { ids: [id] }],
        [
          "query ($input: SearchInput!) { search(input: $input) { __typename } }",
          { input: { workspaceId: world.elsewhere.id, query: "vault combination" } },
        ],
      ] as const;
      for (const [query, variables] of attempts) {
        const outcome = await overSocket(socket, { query, variables, filePlace: null });
        expect([query, ["NOT_FOUND", "FORBIDDEN"].includes(String(codesOf(outcome)[0]))]).toEqual([query, true]);
      }
    }
  } finally {
    await socket.dispose();
  }
  expect(await snapshot(world.server.database, ["event_log"])).toEqual(before);
});

test("a key that is limited to one workspace does not bring its owner's other documents there", async () => {
  const { server, here, admin } = world;
  const { createApiKey } = await data<{ createApiKey: { secret: string } }>(
    server,
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }",
    { input: { name: "Limited", scopes: ["ADMIN"], workspaceIds: [here.id] } },
  );
  const limited = { url: admin.url, apiKey: createApiKey.secret };
  for (const { id } of documents) {
    for (const [mutation, input] of [
      ["attachDocuments(input: $input)", { workspaceId: here.id, documentIds: [id] }],
      ["pinDocument(input: $input)", { workspaceId: here.id, documentId: id, pinned: true }],
    ] as const) {
      const type = mutation.startsWith("pin") ? "PinDocumentInput" : "WorkspaceDocumentsInput";
      const outcome = await overHttp(limited, {
        query: `mutation ($input: ${type}!) { ${mutation} { __typename } }`,
        variables: { input },
        filePlace: null,
      });
      expect(codesOf(outcome)).toEqual(["NOT_FOUND"]);
    }
  }
});

test.each(outsiderNames)("the REST dialects show %s no document, and let it take none", async (name) => {
  const target = outsiders()[name] ?? world.mallory;
  const before = await snapshot(world.server.database, ["event_log"]);
  for (const { location, uuid } of documents) {
    const [folder, file] = location.split("/");
    const answers = [
      await overRest(target, `/v1/document/${encodeURIComponent(file ?? "")}`),
      await overRest(target, `/v1/document/${encodeURIComponent(location)}`),
      await overRest(target, `/v1/document/${uuid}`),
      await overRest(target, "/v1/documents"),
      await overRest(target, "/v1/documents?folder=secret-folder"),
      await overRest(target, `/v1/documents/folder/${folder ?? ""}`),
      await overRest(target, `/v1/workspace/${world.here.slug}/update-embeddings`, { body: { adds: [location] } }),
      await overRest(target, `/v1/workspace/${world.elsewhere.slug}/update-embeddings`, {
        body: { deletes: [location] },
      }),
      await overRest(target, `/v1/workspace/${world.elsewhere.slug}/vector-search`, {
        body: { query: "vault combination" },
      }),
      await overRest(target, "/v1/system/remove-documents", { method: "DELETE", body: { names: [location] } }),
    ];
    for (const { text, status } of answers) {
      // A name that is asked for may be repeated.
      expect(text.replaceAll(location, "")).not.toMatch(/xylophone|Vault/);
      expect(status).toBeLessThan(500);
    }
  }
  expect(await snapshot(world.server.database, ["event_log"])).toEqual(before);
});

test("stored files have no address of their own", async () => {
  for (const path of [
    "/files/",
    "/api/files/",
    "/../data/files/",
    `/files/${documents[0]?.uuid ?? ""}`,
    "/api/v1/../../etc/passwd",
    "/api/docs/../../package.json",
    "/api/docs/%2e%2e/%2e%2e/package.json",
  ]) {
    const response = await fetch(`${world.server.url}${path}`, {
      headers: { authorization: `Bearer ${world.admin.apiKey}` },
    });
    const text = await response.text();
    expect([path, response.status === 404 || !/xylophone|"dependencies"|root:/.test(text)]).toEqual([path, true]);
  }
});
