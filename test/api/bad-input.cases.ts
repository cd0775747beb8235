import { encodeGlobalId } from "../../src/entities/global-id.js";

/** A request that must be refused, and how. */
export interface BadInput {
  readonly name: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** Replaces the valid key's header; null sends none. */
  readonly authorization?: string | null;
  readonly status: number;
  readonly code: string;
  readonly field?: string;
}

const unknownWorkspace = encodeGlobalId("Workspace", 999_999);
const unknownChat = encodeGlobalId("Chat", 999_999);
const create = "mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { workspace { id } } }";
const update = "mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { workspace { id } } }";
const send = "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }";
const search = "query ($input: SearchInput!) { search(input: $input) { bestScore } }";
const text = "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }";
const remove = "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }";
const key = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }";
const embed = "mutation ($input: CreateEmbedInput!) { createEmbed(input: $input) { embed { id } } }";
const validation = { status: 400, code: "GRAPHQL_VALIDATION_FAILED" } as const;
const coercion = { status: 400, code: "BAD_USER_INPUT" } as const;
const rule = { status: 200, code: "BAD_USER_INPUT" } as const;
const missing = { status: 200, code: "NOT_FOUND" } as const;

/** `{ a { b { c ... } } }`, so many levels deep. */
function deep(levels: number): string {
  const cycle = "threads(first: 1) { nodes { workspace { ";
  const times = Math.ceil(levels / 3);
  return `{ workspaces(first: 1) { nodes { ${cycle.repeat(times)} id ${" } } }".repeat(times)} } } }`;
}

export const badInputs: readonly BadInput[] = [
  {
    name: "no credential",
    query: "{ viewer { user { id } } }",
    authorization: null,
    status: 200,
    code: "UNAUTHENTICATED",
  },
  {
    name: "an unknown key",
    query: "{ viewer { user { id } } }",
    authorization: "Bearer docent_unknown",
    status: 401,
    code: "UNAUTHENTICATED",
  },
  {
    name: "a header of one word",
    query: "{ viewer { user { id } } }",
    authorization: "docent_unknown",
    status: 401,
    code: "UNAUTHENTICATED",
  },
  { name: "an unknown field", query: "{ viewer { passwords } }", ...validation },
  { name: "a syntax error", query: "{ viewer {", status: 400, code: "GRAPHQL_PARSE_FAILED" },
  { name: "an empty document", query: "   ", status: 400, code: "GRAPHQL_PARSE_FAILED" },
  { name: "a query that is too deep", query: deep(30), ...validation },
  {
    name: "too many aliases",
    query: `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: viewer { scopes }`).join(" ")} }`,
    ...validation,
  },
  {
    name: "too many tokens",
    query: `{ ${"viewer { scopes } ".repeat(900)} }`,
    status: 400,
    code: "GRAPHQL_PARSE_FAILED",
  },
  {
    name: "pages within pages that cost too much",
    query: "{ workspaces(first: 100) { nodes { chats(first: 100) { nodes { id prompt } } } } }",
    status: 400,
    code: "OPERATION_TOO_COMPLEX",
  },
  { name: "a list without a page", query: "{ workspaces { totalCount } }", ...rule, field: "first" },
  { name: "a page of 101", query: "{ workspaces(first: 101) { totalCount } }", ...rule, field: "first" },
  { name: "a page of none", query: "{ workspaces(last: 0) { totalCount } }", ...rule, field: "last" },
  { name: "first and last", query: "{ workspaces(first: 1, last: 1) { totalCount } }", ...rule, field: "first" },
  { name: "a foreign cursor", query: '{ workspaces(first: 1, after: "zzz") { totalCount } }', ...rule, field: "after" },
  {
    name: "two names of a workspace",
    query: '{ workspace(by: { slug: "a", reference: "b" }) { id } }',
    ...rule,
    field: "by",
  },
  { name: "no name of a workspace", query: "{ workspace(by: {}) { id } }", ...rule, field: "by" },
  {
    name: "a NUL in an argument of a nested field",
    query:
      "query ($s: String!) { workspaces(first: 1) { nodes { chats(first: 1, filter: { sessionId: $s }) { totalCount } } } }",
    variables: { s: "a\u0000" },
    ...rule,
    field: "filter.sessionId",
  },
  { name: "an unknown chat", query: `{ chat(id: "${unknownChat}") { id } }`, ...missing, field: "id" },
  { name: "an id of another type", query: `{ chat(id: "${unknownWorkspace}") { id } }`, ...missing, field: "id" },
  { name: "an id that is none", query: '{ chat(id: "../../etc/passwd") { id } }', ...missing, field: "id" },
  {
    name: "an id beyond the database's integers",
    query: `{ chat(id: "${encodeGlobalId("Chat", 9_999_999_999)}") { id } }`,
    ...missing,
    field: "id",
  },
  { name: "a workspace without a name", query: create, variables: { input: {} }, ...coercion },
  { name: "a name that is a number", query: create, variables: { input: { name: 5 } }, ...coercion },
  { name: "an operator object for a name", query: create, variables: { input: { name: { $ne: "" } } }, ...coercion },
  { name: "an unknown property", query: create, variables: { input: { name: "a", ownerId: 1 } }, ...coercion },
  { name: "an empty name", query: create, variables: { input: { name: "" } }, ...rule, field: "name" },
  { name: "a blank name", query: create, variables: { input: { name: "  " } }, ...rule, field: "name" },
  { name: "a long name", query: create, variables: { input: { name: "x".repeat(256) } }, ...rule, field: "name" },
  { name: "a NUL in a name", query: create, variables: { input: { name: "a\u0000b" } }, ...rule, field: "name" },
  {
    name: "a temperature of 3",
    query: create,
    variables: { input: { name: "a", temperature: 3 } },
    ...rule,
    field: "temperature",
  },
  {
    name: "a temperature that is a word",
    query: create,
    variables: { input: { name: "a", temperature: "hot" } },
    ...coercion,
  },
  {
    name: "a threshold of -1",
    query: create,
    variables: { input: { name: "a", similarityThreshold: -1 } },
    ...rule,
    field: "similarityThreshold",
  },
  { name: "topN of 0", query: create, variables: { input: { name: "a", topN: 0 } }, ...rule, field: "topN" },
  { name: "topN that is null", query: create, variables: { input: { name: "a", topN: null } }, ...rule, field: "topN" },
  {
    name: "a vendor that is none",
    query: create,
    variables: { input: { name: "a", chatProvider: "nobody" } },
    ...rule,
    field: "chatProvider",
  },
  { name: "a mode that is none", query: create, variables: { input: { name: "a", chatMode: "AGENT" } }, ...coercion },
  {
    name: "changing an unknown workspace",
    query: update,
    variables: { input: { workspaceId: unknownWorkspace, name: "a" } },
    ...missing,
    field: "workspaceId",
  },
  {
    name: "deleting an unknown workspace",
    query: `mutation { deleteWorkspace(workspaceId: "${unknownWorkspace}") { deletedWorkspaceId } }`,
    ...missing,
    field: "workspaceId",
  },
  {
    name: "asking an unknown workspace",
    query: send,
    variables: { input: { workspaceId: unknownWorkspace, message: "a" } },
    ...missing,
    field: "workspaceId",
  },
  {
    name: "asking nothing",
    query: send,
    variables: { input: { workspaceId: "$workspace", message: "" } },
    ...rule,
    field: "message",
  },
  {
    name: "asking white space",
    query: send,
    variables: { input: { workspaceId: "$workspace", message: " \n" } },
    ...rule,
    field: "message",
  },
  {
    name: "an unknown thread",
    query: send,
    variables: { input: { workspaceId: "$workspace", threadId: encodeGlobalId("Thread", 9), message: "a" } },
    ...missing,
    field: "threadId",
  },
  {
    name: "a thread that is a document",
    query: send,
    variables: { input: { workspaceId: "$workspace", threadId: encodeGlobalId("Document", 9), message: "a" } },
    ...missing,
    field: "threadId",
  },
  {
    name: "an empty session",
    query: send,
    variables: { input: { workspaceId: "$workspace", sessionId: "", message: "a" } },
    ...rule,
    field: "sessionId",
  },
  {
    name: "an answer of no tokens",
    query: send,
    variables: { input: { workspaceId: "$workspace", message: "a", maxTokens: 0 } },
    ...rule,
    field: "maxTokens",
  },
  {
    name: "an answer of 1,000,001 tokens",
    query: send,
    variables: { input: { workspaceId: "$workspace", message: "a", maxTokens: 1_000_001 } },
    ...rule,
    field: "maxTokens",
  },
  {
    name: "an empty stop string",
    query: send,
    variables: { input: { workspaceId: "$workspace", message: "a", stop: ["x", ""] } },
    ...rule,
    field: "stop",
  },
  {
    name: "17 stop strings",
    query: send,
    variables: { input: { workspaceId: "$workspace", message: "a", stop: Array.from({ length: 17 }, () => "x") } },
    ...rule,
    field: "stop",
  },
  {
    name: "stopping an unknown chat",
    query: `mutation { stopChat(chatId: "${unknownChat}") { chat { id } } }`,
    ...missing,
    field: "chatId",
  },
  {
    name: "searching nothing",
    query: search,
    variables: { input: { workspaceId: "$workspace", query: "" } },
    ...rule,
    field: "query",
  },
  {
    name: "searching for 1,000 hits",
    query: search,
    variables: { input: { workspaceId: "$workspace", query: "a", topN: 1_000 } },
    ...rule,
    field: "topN",
  },
  {
    name: "searching an unknown workspace",
    query: search,
    variables: { input: { workspaceId: unknownWorkspace, query: "a" } },
    ...missing,
    field: "workspaceId",
  },
  {
    name: "a text of white space",
    query: text,
    variables: { input: { title: "a", text: " \n " } },
    ...rule,
    field: "text",
  },
  {
    name: "a text with a NUL",
    query: text,
    variables: { input: { title: "a", text: "a\u0000" } },
    ...rule,
    field: "text",
  },
  {
    name: "a folder of dots",
    query: text,
    variables: { input: { title: "a", text: "a", folder: "../.." } },
    ...rule,
    field: "folder",
  },
  {
    name: "a folder of dots with backslashes",
    query: text,
    variables: { input: { title: "a", text: "a", folder: "..\\..\\" } },
    ...rule,
    field: "folder",
  },
  {
    name: "metadata that is a list",
    query: text,
    variables: { input: { title: "a", text: "a", metadata: [1] } },
    ...coercion,
  },
  {
    name: "metadata of 20 KB",
    query: text,
    variables: { input: { title: "a", text: "a", metadata: { a: "x".repeat(20_000) } } },
    ...rule,
    field: "metadata",
  },
  {
    name: "a text for an unknown workspace",
    query: text,
    variables: { input: { title: "a", text: "a", workspaceIds: [unknownWorkspace] } },
    ...missing,
    field: "workspaceIds",
  },
  {
    name: "a string where a file belongs",
    query: "mutation ($f: Upload!) { uploadDocument(input: { file: $f }) { document { id } } }",
    variables: { f: "/etc/passwd" },
    ...coercion,
  },
  {
    name: "removing an unknown document",
    query: remove,
    variables: { ids: [encodeGlobalId("Document", 999_999)] },
    ...missing,
    field: "documentIds",
  },
  {
    name: "removing 1,001 documents",
    query: remove,
    variables: { ids: Array.from({ length: 1_001 }, () => "x") },
    ...rule,
    field: "documentIds",
  },
  {
    name: "a key without scopes",
    query: key,
    variables: { input: { name: "a", scopes: [] } },
    ...rule,
    field: "scopes",
  },
  {
    name: "a key that has expired",
    query: key,
    variables: { input: { name: "a", scopes: ["READ"], expiresAt: "2001-01-01T00:00:00Z" } },
    ...rule,
    field: "expiresAt",
  },
  {
    name: "a date that is none",
    query: key,
    variables: { input: { name: "a", scopes: ["READ"], expiresAt: "soon" } },
    ...coercion,
  },
  {
    name: "an origin that is none",
    query: embed,
    variables: { input: { workspaceId: "$workspace", allowedOrigins: ["javascript:alert(1)"] } },
    ...rule,
    field: "allowedOrigins.0",
  },
];
