import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, type FileToSend, type Target, upload } from "../support/graphql-client.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import { buildPerson, mutate, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace, waitUntilRead } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await startOpenAiUpstream();
  server = await startTestServer({
    EMBEDDING_PROVIDER: "openai-compatible",
    EMBEDDING_MODEL: "a-model",
    EMBEDDING_BASE_URL: upstream.baseUrl,
  });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

interface Read {
  readonly title: string;
  readonly author: string | null;
  readonly text: string;
  readonly chunkCount: number;
  readonly wordCount: number;
  readonly mimeType: string;
}

/** How many texts with these words the model was asked for. */
function embeddings(words: string): number {
  return upstream.requests.flatMap(({ body: { input } }) => input ?? []).filter((text) => text.includes(words)).length;
}

async function read(id: string): Promise<Read> {
  const { node } = await data<{ node: Read }>(
    server,
    "query ($id: ID!) { node(id: $id) { ... on Document { title author text chunkCount wordCount mimeType } } }",
    { id },
  );
  return node;
}

/** Uploads a file, and waits until it was read. */
async function send(
  file: FileToSend,
  input: Readonly<Record<string, unknown>> = {},
  target: Target = server,
): Promise<string> {
  const answer = await upload(target, file, input);
  const id = answer.data?.uploadDocument.document.id ?? "";
  expect(await waitUntilRead(target, id)).toMatchObject({ status: "READY" });
  return id;
}

test("the same bytes are embedded once, and each document is found by itself", async () => {
  const file = { name: "lighthouse.txt", content: "The lighthouse of Skerryvore is 48 metres high." };
  const first = await send(file);
  expect(embeddings("Skerryvore")).toBe(1);
  const workspace = await buildWorkspace(server);
  const second = await send(file, { workspaceIds: [workspace.id] });
  expect(second).not.toBe(first);
  expect(embeddings("Skerryvore")).toBe(1);
  expect(await read(second)).toEqual(await read(first));

  await data(server, "mutation ($ids: [ID!]!) { deleteDocuments(documentIds: $ids) { deletedDocumentIds } }", {
    ids: [first],
  });
  const { search } = await data<{ search: { hits: { document: { id: string } }[] } }>(
    server,
    "query ($i: SearchInput!) { search(input: $i) { hits { document { id } } } }",
    { i: { workspaceId: workspace.id, query: "How high is Skerryvore?" } },
  );
  expect(search.hits.map(({ document }) => document.id)).toEqual([second]);
});

test("a copy takes what the file says of itself, and nothing that was said of its twin", async () => {
  const content =
    "<html><head><title>Tides</title><meta name=author content='A. Mariner'></head><body><p>Ebb and flow of Corryvreckan, twice a day.</p></body></html>";
  const file = { name: "tides.html", content };
  const first = await send(file, { author: "Somebody else", metadata: { secret: true } });
  expect(await read(first)).toMatchObject({ title: "Tides", author: "Somebody else" });
  const second = await send(file);
  expect(await read(second)).toMatchObject({ title: "Tides", author: "A. Mariner" });
  expect(embeddings("Corryvreckan")).toBe(1);
});

test("with another title the same bytes are embedded anew, since chunks are found by it", async () => {
  const file = { name: "reef.txt", content: "The reef of Dubh Artach lies far out." };
  await send(file);
  await send(file, { title: "A rock in the sea" });
  expect(embeddings("Dubh Artach")).toBe(2);
});

test("a document that is read again on request reads its own bytes", async () => {
  const file = { name: "buoy.txt", content: "A buoy marks the wreck of the Politician." };
  await send(file);
  const id = await send(file);
  expect(embeddings("Politician")).toBe(1);
  await mutate(server, "reprocessDocuments", { documentIds: [id] }, "documents { id }");
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  expect(embeddings("Politician")).toBe(2);
});

test("a document that is replaced by known bytes is found by them alone", async () => {
  const text = "The ferry to Ulva leaves on demand.";
  const upsert = async (externalId: string, words: string): Promise<string> => {
    const input = { externalId, title: "Ferries", text: words };
    const { data: answer } = await mutate<{ document: { id: string } }>(
      server,
      "upsertDocument",
      input,
      "document { id }",
    );
    const id = answer?.["upsertDocument"]?.document.id ?? "";
    expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
    return id;
  };
  await upsert("ferries", text);
  const id = await upsert("boats", "The ferry to Gometra sank.");
  await upsert("boats", text);
  expect(embeddings("Ulva")).toBe(1);
  expect((await read(id)).text).toBe(text);
  const { rows } = await server.database.pool.query(
    "SELECT DISTINCT c.text FROM chunk c JOIN document d ON d.id = c.document_id WHERE d.external_id = 'boats'",
  );
  expect(rows).toEqual([{ text }]);
});

test("nobody is served by another owner's document", async () => {
  await openToMany(server);
  const file = { name: "cargo.txt", content: "The cargo of Iona was peat." };
  await send(file);
  await send(file, {}, await buildPerson(server, { role: "MANAGER" }));
  expect(embeddings("Iona")).toBe(2);
});
