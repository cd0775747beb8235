import { encodeGlobalId } from "../../src/entities/global-id.js";
import type { BadInput } from "./bad-input.cases.js";

const unknownDocument = encodeGlobalId("Document", 999_999);
const unknownCrawl = encodeGlobalId("Crawl", 999_999);
const coercion = { status: 400, code: "BAD_USER_INPUT" } as const;
const rule = { status: 200, code: "BAD_USER_INPUT" } as const;
const missing = { status: 200, code: "NOT_FOUND" } as const;

const upsert = "mutation ($input: UpsertDocumentInput!) { upsertDocument(input: $input) { outcome } }";
const many = "mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { outcome } } }";
const changed = "query ($of: [ExternalDocumentInput!]!) { changedDocuments(documents: $of) }";
const embedded =
  "mutation ($input: CreateEmbeddedDocumentInput!) { createEmbeddedDocument(input: $input) { outcome } }";
const move = "mutation ($input: MoveDocumentsInput!) { moveDocuments(input: $input) { __typename } }";
const edit = "mutation ($input: UpdateDocumentInput!) { updateDocument(input: $input) { __typename } }";
const preview = "query ($input: PreviewChunksInput!) { previewChunks(input: $input) { __typename } }";
const list = "query ($filter: DocumentFilterInput) { documents(first: 1, filter: $filter) { totalCount } }";
const again = "mutation ($input: ReprocessDocumentsInput!) { reprocessDocuments(input: $input) { __typename } }";
const search = "query ($input: SearchInput!) { search(input: $input) { bestScore } }";
const link = "mutation ($input: AddLinkInput!) { addLink(input: $input) { outcome } }";
const crawl = "mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { id } } }";
const watch = "mutation ($input: WatchDocumentInput!) { watchDocument(input: $input) { __typename } }";

const tooMany = Array.from({ length: 1_001 }, () => unknownDocument);
const chunks = (...given: readonly unknown[]) => ({ input: { title: "a", model: "m", chunks: given } });

/** What takes the ids of documents: a name, a query, and what its variables are for some ids. */
const ofDocuments: readonly (readonly [string, string, (ids: readonly string[]) => Record<string, unknown>])[] = [
  ["moving", move, (documentIds) => ({ input: { documentIds, folder: "a" } })],
  ["reading again", again, (documentIds) => ({ input: { documentIds } })],
  [
    "embedding again",
    "mutation ($input: ReembedDocumentsInput!) { reembedDocuments(input: $input) { __typename } }",
    (documentIds) => ({ input: { documentIds } }),
  ],
  ...["cancelDocuments", "pauseDocuments", "resumeDocuments"].map(
    (name) =>
      [
        name,
        `mutation ($ids: [ID!]!) { ${name}(documentIds: $ids) { __typename } }`,
        (ids: readonly string[]) => ({ ids }),
      ] as const,
  ),
  [
    "hurrying",
    "mutation ($ids: [ID!]!) { setDocumentPriority(documentIds: $ids, priority: HIGH) { __typename } }",
    (ids) => ({ ids }),
  ],
];

/** Requests about the library that must be refused. */
export const libraryBadInputs: readonly BadInput[] = [
  ...ofDocuments.flatMap(([name, query, variablesOf]): BadInput[] => [
    { name: `${name} 1,001 documents`, query, variables: variablesOf(tooMany), ...rule, field: "documentIds" },
    {
      name: `${name} an unknown document`,
      query,
      variables: variablesOf([unknownDocument]),
      ...missing,
      field: "documentIds",
    },
  ]),

  {
    name: "a name of one's own that is empty",
    query: upsert,
    variables: { input: { externalId: "", text: "a" } },
    ...rule,
    field: "externalId",
  },
  {
    name: "a name of one's own of 501 characters",
    query: upsert,
    variables: { input: { externalId: "x".repeat(501), text: "a" } },
    ...rule,
    field: "externalId",
  },
  {
    name: "a content hash of 201 characters",
    query: upsert,
    variables: { input: { externalId: "a", contentHash: "x".repeat(201), text: "a" } },
    ...rule,
    field: "contentHash",
  },
  {
    name: "a document without content",
    query: upsert,
    variables: { input: { externalId: "a" } },
    ...rule,
    field: "text",
  },
  {
    name: "a document of white space",
    query: upsert,
    variables: { input: { externalId: "a", text: " \n" } },
    ...rule,
    field: "text",
  },
  {
    name: "a password of 501 characters",
    query: upsert,
    variables: { input: { externalId: "a", text: "a", password: "x".repeat(501) } },
    ...rule,
    field: "password",
  },
  {
    name: "a priority that is none",
    query: upsert,
    variables: { input: { externalId: "a", text: "a", priority: "NOW" } },
    ...coercion,
  },
  {
    name: "101 workspaces",
    query: upsert,
    variables: { input: { externalId: "a", text: "a", workspaceIds: tooMany.slice(0, 101) } },
    ...rule,
    field: "workspaceIds",
  },

  { name: "no files", query: many, variables: { input: { items: [] } }, ...rule, field: "items" },
  {
    name: "strings where files belong",
    query: many,
    variables: { input: { items: [{ file: "/etc/passwd" }] } },
    ...coercion,
  },
  { name: "a file without its file", query: many, variables: { input: { items: [{ path: "a" }] } }, ...coercion },

  {
    name: "asking about 1,001 names",
    query: changed,
    variables: { of: Array.from({ length: 1_001 }, () => ({ externalId: "a", contentHash: "a" })) },
    ...rule,
    field: "documents",
  },
  { name: "asking about a name without a hash", query: changed, variables: { of: [{ externalId: "a" }] }, ...coercion },

  { name: "no chunks", query: embedded, variables: chunks(), ...rule, field: "chunks" },
  {
    name: "a chunk without words",
    query: embedded,
    variables: chunks({ text: " ", embedding: [1] }),
    ...rule,
    field: "chunks.0.text",
  },
  {
    name: "a vector of nothing",
    query: embedded,
    variables: chunks({ text: "a", embedding: [] }),
    ...rule,
    field: "chunks.0.embedding",
  },
  {
    name: "a vector of zeros",
    query: embedded,
    variables: chunks({ text: "a", embedding: [0, 0] }),
    ...rule,
    field: "chunks.0.embedding",
  },
  {
    name: "a number that a vector cannot hold",
    query: embedded,
    variables: chunks({ text: "a", embedding: [1e300] }),
    ...rule,
    field: "chunks.0.embedding",
  },
  {
    name: "a vector of 16,001 numbers",
    query: embedded,
    variables: chunks({ text: "a", embedding: Array.from({ length: 16_001 }, () => 1) }),
    ...rule,
    field: "chunks.0.embedding",
  },
  {
    name: "vectors of two lengths",
    query: embedded,
    variables: chunks({ text: "a", embedding: [1] }, { text: "b", embedding: [1, 2] }),
    ...rule,
    field: "chunks.1.embedding",
  },
  { name: "a vector with a word", query: embedded, variables: chunks({ text: "a", embedding: ["much"] }), ...coercion },
  {
    name: "a page 0",
    query: embedded,
    variables: chunks({ text: "a", embedding: [1], page: 0 }),
    ...rule,
    field: "chunks.0.page",
  },
  {
    name: "a vector that no model made",
    query: search,
    variables: { input: { workspaceId: "$workspace", vector: [1] } },
    ...rule,
    field: "model",
  },
  {
    name: "searching for neither words nor a vector",
    query: search,
    variables: { input: { workspaceId: "$workspace" } },
    ...rule,
    field: "query",
  },

  {
    name: "moving nothing",
    query: move,
    variables: { input: { documentIds: [], folder: "a" } },
    ...rule,
    field: "documentIds",
  },
  {
    name: "moving out of the library",
    query: move,
    variables: { input: { documentIds: [unknownDocument], folder: "../.." } },
    ...rule,
    field: "folder",
  },
  {
    name: "changing an unknown document",
    query: edit,
    variables: { input: { documentId: unknownDocument, title: "a" } },
    ...missing,
    field: "documentId",
  },
  {
    name: "a title of 501 characters",
    query: edit,
    variables: { input: { documentId: unknownDocument, title: "x".repeat(501) } },
    ...rule,
    field: "title",
  },
  {
    name: "changing metadata to a text",
    query: edit,
    variables: { input: { documentId: unknownDocument, metadata: "a" } },
    ...coercion,
  },
  {
    name: "a folder without a name",
    query: 'mutation { createFolder(name: " / ") { __typename } }',
    ...rule,
    field: "name",
  },
  {
    name: "a folder of 256 characters",
    query: `mutation { createFolder(name: "${"x".repeat(256)}") { __typename } }`,
    ...rule,
    field: "name",
  },
  {
    name: "renaming an unknown folder",
    query: 'mutation { renameFolder(input: { name: "no such", newName: "a" }) { __typename } }',
    ...missing,
    field: "name",
  },
  {
    name: "removing an unknown folder",
    query: 'mutation { deleteFolder(name: "no such", withDocuments: true) { __typename } }',
    ...missing,
    field: "name",
  },
  {
    name: "a part of a folder's name that is too long",
    query: list,
    variables: { filter: { folderPrefix: "x".repeat(256) } },
    ...rule,
    field: "folderPrefix",
  },
  {
    name: "documents inside an unknown one",
    query: list,
    variables: { filter: { parentId: "nope" } },
    ...missing,
    field: "filter.parentId",
  },

  {
    name: "chunks of an unknown document",
    query: `{ documentChunks(documentId: "${unknownDocument}", first: 1) { totalCount } }`,
    ...missing,
    field: "documentId",
  },
  {
    name: "a preview of an unknown document",
    query: preview,
    variables: { input: { documentId: unknownDocument } },
    ...missing,
    field: "documentId",
  },
  {
    name: "chunks of 15 tokens",
    query: preview,
    variables: { input: { documentId: unknownDocument, targetTokens: 15 } },
    ...rule,
    field: "targetTokens",
  },
  {
    name: "chunks that overlap by a fraction",
    query: preview,
    variables: { input: { documentId: unknownDocument, overlapTokens: 1.5 } },
    ...coercion,
  },
  {
    name: "a preview of 501 chunks",
    query: preview,
    variables: { input: { documentId: unknownDocument, first: 501 } },
    ...rule,
    field: "first",
  },
  {
    name: "reading again with an empty password",
    query: again,
    variables: { input: { documentIds: [unknownDocument], password: "" } },
    ...rule,
    field: "password",
  },

  {
    name: "a link to a file of the server",
    query: link,
    variables: { input: { url: "file:///etc/passwd" } },
    status: 200,
    code: "LINK_REFUSED",
    field: "url",
  },
  {
    name: "a link to the server itself",
    query: link,
    variables: { input: { url: "http://127.0.0.1/" } },
    status: 200,
    code: "LINK_REFUSED",
    field: "url",
  },
  {
    name: "a link that is none",
    query: link,
    variables: { input: { url: "nothing" } },
    status: 200,
    code: "LINK_REFUSED",
    field: "url",
  },
  {
    name: "21 headers",
    query: link,
    variables: {
      input: { url: "https://site.example", headers: Array.from({ length: 21 }, () => ({ name: "a", value: "b" })) },
    },
    ...rule,
    field: "headers",
  },
  {
    name: "a crawl to a depth of 6",
    query: crawl,
    variables: { input: { url: "https://site.example", maximumDepth: 6 } },
    ...rule,
    field: "maximumDepth",
  },
  {
    name: "a crawl of no pages",
    query: crawl,
    variables: { input: { url: "https://site.example", maximumPages: 0 } },
    ...rule,
    field: "maximumPages",
  },
  {
    name: "ending an unknown crawl",
    query: `mutation { cancelCrawl(crawlId: "${unknownCrawl}") { __typename } }`,
    ...missing,
    field: "crawlId",
  },
  {
    name: "watching an unknown document",
    query: watch,
    variables: { input: { documentId: unknownDocument, intervalSeconds: 86_400 } },
    ...missing,
    field: "documentId",
  },
  {
    name: "watching all the time",
    query: watch,
    variables: { input: { documentId: unknownDocument, intervalSeconds: 0 } },
    ...rule,
    field: "intervalSeconds",
  },
];
