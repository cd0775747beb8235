import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { form, ok, rest, send } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

interface Done {
  readonly success: boolean;
  readonly message: string | null;
}
interface Added {
  readonly documents: readonly { readonly id: string; readonly name: string; readonly location: string }[];
}
interface Folder {
  readonly documents: readonly { readonly name: string; readonly title: string; readonly watched: boolean }[];
  readonly totalCount: number;
  readonly hasMore: boolean;
}
interface Library {
  readonly localFiles: { readonly items: readonly { readonly name: string; readonly items: readonly object[] }[] };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Uploads a file and returns it as it was answered. */
async function upload(name: string, content: string | Uint8Array, folder?: string, fields = {}) {
  const path = folder === undefined ? "/v1/document/upload" : `/v1/document/upload/${encodeURIComponent(folder)}`;
  const { documents } = await ok<Added>(server, path, { body: form({ name, content }, fields) });
  const [document] = documents;
  if (document === undefined) throw new Error("Nothing was added.");
  return document;
}

const createFolder = (name: unknown) => rest(server, "/v1/document/create-folder", { body: { name } });
const removeFolder = (body: object) => rest(server, "/v1/document/remove-folder", { method: "DELETE", body });
const moveFiles = (...files: readonly { readonly from: string; readonly to: string }[]) =>
  rest(server, "/v1/document/move-files", { body: { files } });

test("the types of files that can be uploaded are those that are read", async () => {
  const { types } = await ok<{ types: Record<string, string[]> }>(server, "/v1/document/accepted-file-types");
  expect(types).toMatchObject({
    "application/pdf": [".pdf"],
    "text/plain": expect.arrayContaining([".txt"]),
    "text/markdown": expect.arrayContaining([".md"]),
    "image/jpg": expect.arrayContaining([".jpg"]),
  });
  expect(Object.keys(types)).not.toContain("audio/mpeg");
});

test("recordings are among them once there is a model that writes down speech", async () => {
  const hearing = await startTestServer({
    TRANSCRIPTION_PROVIDER: "openai-compatible",
    TRANSCRIPTION_MODEL: "listener",
    TRANSCRIPTION_BASE_URL: "http://127.0.0.1:9/v1",
  });
  try {
    const { types } = await ok<{ types: Record<string, string[]> }>(hearing, "/v1/document/accepted-file-types");
    expect(types).toMatchObject({ "audio/mpeg": [".mp3"], "video/mpeg": [".mpeg", ".mpg"] });
  } finally {
    await hearing.stop();
  }
});

test("the schema of metadata names the keys that have a meaning", async () => {
  const { schema } = await ok<{ schema: object }>(server, "/v1/document/metadata-schema");
  expect(schema).toMatchObject({ title: "string", docAuthor: "string | nullable" });
});

test("a folder is made once, is listed while it is empty, and is removed with what is in it", async () => {
  expect((await createFolder("reports/2026")).body).toEqual({ success: true, message: null });
  const again = await createFolder("reports/2026");
  expect([again.status, again.body]).toEqual([
    409,
    { success: false, message: expect.stringContaining("reports/2026") },
  ]);

  const empty = await ok<Folder>(server, "/v1/documents?folder=reports%2F2026");
  expect(empty).toMatchObject({ documents: [], totalCount: 0, hasMore: false, code: 200 });
  const { localFiles } = await ok<Library>(server, "/v1/documents");
  expect(localFiles.items).toContainEqual({ name: "reports/2026", type: "folder", items: [] });

  const { slug } = await buildWorkspace(server);
  const { location } = await upload("may.txt", "The report of May.", "reports/2026", { addToWorkspaces: slug });
  expect((await removeFolder({ name: "reports/2026" })).body).toEqual({
    success: true,
    message: "Folder removed successfully",
  });
  expect((await rest(server, "/v1/documents?folder=reports%2F2026")).status).toBe(404);
  expect((await rest(server, `/v1/document/${encodeURIComponent(location)}`)).status).toBe(404);
  const { workspace } = await ok<{ workspace: { documents: object[] }[] }>(server, `/v1/workspace/${slug}`);
  expect(workspace[0]?.documents).toEqual([]);
});

test("a folder without a name is none", async () => {
  for (const name of [undefined, null, "", " ", "../..", 7]) expect((await createFolder(name)).status).toBe(400);
});

test("removing what is no folder, or must stay, changes nothing and says so", async () => {
  const { location } = await upload("stays.txt", "It stays where it is.");
  const answers = [
    [{ name: "nowhere" }, { success: true, message: "There is no such folder." }],
    [{ name: "../.." }, { success: true, message: "There is no such folder." }],
    [{}, { success: true, message: "No folder was named." }],
    [{ name: "custom-documents" }, { success: false, message: expect.stringContaining("custom-documents stays") }],
  ] as const;
  for (const [body, expected] of answers) {
    const answer = await removeFolder(body);
    expect([answer.status, answer.body]).toEqual([200, expected]);
  }
  await ok(server, `/v1/document/${encodeURIComponent(location)}`);
});

test("documents move between folders, never out of the library, and are found by the names they had", async () => {
  const { slug } = await buildWorkspace(server);
  const { name, location } = await upload("moving.txt", "It moves.", undefined, { addToWorkspaces: slug });
  expect((await moveFiles({ from: location, to: `archive/${name}` })).body).toEqual({ success: true, message: null });
  expect((await ok<Folder>(server, "/v1/documents/folder/archive")).documents).toMatchObject([{ name }]);
  await ok(server, `/v1/document/${encodeURIComponent(location)}`);
  const { workspace } = await ok<{ workspace: { documents: { docpath: string }[] }[] }>(
    server,
    `/v1/workspace/${slug}`,
  );
  expect(workspace[0]?.documents).toMatchObject([{ docpath: `archive/${name}` }]);

  const { message } = (await moveFiles({ from: location, to: "../../evil.json" })).body as Done;
  expect(message).toBe(`Documents keep their names: ${name}.`);
  const found = await ok<Folder>(server, "/v1/documents?folder=custom-documents&search=moving");
  expect(found.documents).toMatchObject([{ name }]);
});

test("unknown documents are named, and the others are moved", async () => {
  const { name, location } = await upload("other.txt", "It moves all the same.");
  const answer = await moveFiles(
    { from: "custom-documents/nope.json", to: "shelf/x.json" },
    { from: location, to: `shelf/${name}` },
  );
  expect([answer.status, answer.body]).toEqual([
    404,
    { success: false, message: "Failed to move some files. Not found: custom-documents/nope.json." },
  ]);
  expect((await ok<Folder>(server, "/v1/documents/folder/shelf")).totalCount).toBe(1);
  expect((await moveFiles()).body).toEqual({ success: true, message: null });
});

test("a document is removed by its uuid, its number or its name; what is unknown is 404", async () => {
  const namesOf = [
    ({ id }: { id: string }) => Promise.resolve(id),
    ({ name }: { name: string }) => Promise.resolve(name),
    ({ location }: { location: string }) => Promise.resolve(location),
    async ({ id }: { id: string }) => String(await numberOf(id)),
    async ({ id }: { id: string }) => `doc-${await numberOf(id)}`,
  ];
  for (const nameOf of namesOf) {
    const document = await upload("gone.txt", "Soon gone.");
    const path = `/v1/document/${encodeURIComponent(await nameOf(document))}`;
    expect(await ok(server, path, { method: "DELETE" })).toEqual({
      success: true,
      message: "Document removed successfully",
    });
    const again = await rest(server, path, { method: "DELETE" });
    expect([again.status, again.body]).toEqual([404, { error: "Document not found." }]);
  }
  for (const name of ["nope", "0", "doc-999999999", "ws-1"]) {
    expect((await rest(server, `/v1/document/${name}`, { method: "DELETE" })).status).toBe(404);
  }
});

test("a folder is searched, and read page by page", async () => {
  for (const name of ["north.txt", "south.txt", "north-west.txt"]) await upload(name, `About ${name}`, "compass");
  const page = await ok<Folder>(server, "/v1/documents/folder/compass?search=NORTH&limit=1&offset=1");
  expect(page).toMatchObject({ totalCount: 2, hasMore: false, documents: [{ title: "north-west.txt" }] });
  const { localFiles } = await ok<Library>(server, "/v1/documents?search=south.txt");
  expect(localFiles.items).toMatchObject([{ name: "compass", items: [{ title: "south.txt" }] }]);
  const first = await ok<Library>(server, "/v1/documents?limit=1");
  expect(first.localFiles.items.flatMap(({ items }) => items)).toHaveLength(1);
});

test("the file behind a document comes back byte by byte, under the name that it came with", async () => {
  const content = "Größe zählt. ".repeat(100_000);
  const { id } = await upload("Größe.txt", content);
  const response = await send(server, `/v1/document/generated-files/txt-${id}.txt`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": expect.stringMatching(/^text\/plain/),
    "content-disposition": `attachment; filename="Gr__e.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt`,
    "x-content-type-options": "nosniff",
  });
  expect(await response.text()).toBe(content);
});

test("a file that is none is told from a name that is none", async () => {
  const { id } = await upload("plain.txt", "Plain.");
  const wrong = [
    ["abc.pdf", 400, "Invalid filename format"],
    ["..%2F..%2Fetc%2Fpasswd", 400, "Invalid filename format"],
    [`pdf-${id}.pdf`, 404, "File not found"],
    ["pdf-e9e14f28-d6b6-4f49-91a0-dd331517f567.pdf", 404, "File not found"],
  ] as const;
  for (const [name, status, error] of wrong) {
    const answer = await rest(server, `/v1/document/generated-files/${name}`);
    expect([answer.status, answer.body]).toEqual([status, { error }]);
  }
});

/** The number of a document. */
async function numberOf(uuid: string): Promise<number> {
  const query = "query ($uuid: String!) { document(by: { uuid: $uuid }) { databaseId } }";
  return (await data<{ document: { databaseId: number } }>(server, query, { uuid })).document.databaseId;
}
