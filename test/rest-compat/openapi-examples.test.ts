import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildOpenApi } from "../../src/rest-compat/openapi.js";
import { openToMany } from "../support/people.js";
import { form, rest, type RestRequest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

type Example = Readonly<Record<string, unknown>>;

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly example?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: Example }>> };
}

interface Tried {
  /** As `POST /v1/workspace/new`. */
  readonly name: string;
  readonly path: string;
  readonly request: RestRequest;
}

/** What the other examples speak of is made first. */
const first = [
  "POST /v1/admin/users/new",
  "POST /v1/workspace/new",
  "POST /v1/workspace/{slug}/thread/new",
  "POST /v1/document/raw-text",
  "POST /v1/workspace/{slug}/chat",
  "POST /v1/admin/invite/new",
];
/** One thing goes before all of them do. */
const single = ["DELETE /v1/document/{docName}", "DELETE /v1/workspace/{slug}/chats"];
/** These take away what others need: the provider, the workspace, the key. */
const last = ["POST /v1/system/update-env", "DELETE /v1/workspace/{slug}", "DELETE /v1/auth/api-key/{id}"];

/** Embeds and files have random names, which no example can know. */
const unknown = [
  "GET /v1/document/generated-files/{filename}",
  "POST /v1/embed/{embedUuid}",
  "DELETE /v1/embed/{embedUuid}",
  "POST /embed/{embedId}/stream-chat",
  "GET /embed/{embedId}/{sessionId}",
  "DELETE /embed/{embedId}/{sessionId}",
];
/** These need somebody else: a page of the web, a model that draws. */
const elsewhere = [
  "POST /v1/document/upload-link",
  "POST /v1/openai/images/generations",
  "POST /v1/openai/images/edits",
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await openToMany(server);
});
afterAll(() => server.stop());

test("every example of the documentation works on a new instance, one after the other", async () => {
  const faults: string[] = [];
  for (const { name, path, request } of operations().toSorted((a, b) => turnOf(a) - turnOf(b))) {
    const answer = await rest(server, path, request);
    const expected = unknown.includes(name) ? 404 : 200;
    if (answer.status !== expected) faults.push(`${name}: ${answer.status} ${answer.text}`);
  }
  expect(faults).toEqual([]);
});

function turnOf({ name }: Tried): number {
  if (first.includes(name)) return first.indexOf(name) - first.length;
  if (last.includes(name)) return 3 + last.indexOf(name);
  if (single.includes(name)) return 1;
  return name.startsWith("DELETE ") ? 2 : 0;
}

/** The documented requests as Swagger UI sends them. */
function operations(): Tried[] {
  const { paths } = buildOpenApi() as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => tried(method, path, operation)))
    .filter(({ name }) => !elsewhere.includes(name));
}

function tried(method: string, path: string, { parameters, requestBody }: Operation): Tried {
  const name = `${method.toUpperCase()} ${path}`;
  const filled = parameters
    .filter((parameter) => parameter.in === "path")
    .reduce((before, { name: key, example = "" }) => before.replace(`{${key}}`, encodeURIComponent(example)), path);
  const { "application/json": json, "multipart/form-data": multipart } = requestBody?.content ?? {};
  const body = json === undefined && multipart !== undefined ? formOf(multipart.example) : json?.example;
  return { name, path: `/api${filled}`, request: { method: method.toUpperCase(), body } };
}

function formOf(example: Example = {}): FormData {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(example)) {
    fields[name] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return form({ name: "lanterns.txt", content: "Lanterns hang by the door." }, fields);
}
