import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pdf, wordEntries, zip } from "../support/documents.js";
import { form, ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

interface Added {
  readonly success: boolean;
  readonly error: string | null;
  readonly documents: readonly {
    readonly [key: string]: unknown;
    readonly location: string;
    readonly name: string;
    readonly id: string;
  }[];
}
interface Places {
  readonly workspace: readonly {
    readonly documents: readonly { readonly [key: string]: unknown; readonly docpath: string }[];
  }[];
}
interface Folder {
  readonly documents: readonly { readonly [key: string]: unknown; readonly title: string }[];
  readonly totalCount: number;
  readonly hasMore: boolean;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ MAX_UPLOAD_BYTES: "200000" });
});
afterAll(() => server.stop());

/** Adds a text and returns it as it was answered. */
async function addText(title: string, textContent: string, more: object = {}) {
  const answer = await ok<Added>(server, "/v1/document/raw-text", {
    body: { textContent, metadata: { title }, ...more },
  });
  const [document] = answer.documents;
  if (document === undefined) throw new Error("Nothing was added.");
  return document;
}

test("an upload is read before the answer comes, whatever stands after the file, and can then be asked", async () => {
  const { slug } = await buildWorkspace(server);
  const metadata = JSON.stringify({
    title: "The log",
    docAuthor: "A. Moreau",
    description: "a log",
    docSource: "archive",
    shelf: 7,
  });
  const body = form(
    { name: "keeper.txt", content: "The keeper, Ada Moreau, logged every passing ship." },
    { addToWorkspaces: `${slug},nowhere`, metadata },
  );
  const answer = await ok<Added>(server, "/v1/document/upload", { body });
  expect(answer).toMatchObject({ success: true, error: "Workspaces not found: nowhere." });
  const [document] = answer.documents;
  expect(document).toMatchObject({
    url: "file://keeper.txt",
    title: "The log",
    docAuthor: "A. Moreau",
    docSource: "archive",
    wordCount: 8,
    pageContent: expect.stringContaining("Ada Moreau"),
    isDirectUpload: false,
  });
  expect(document?.location).toBe(`custom-documents/${document?.name ?? ""}`);

  const { workspace } = await ok<Places>(server, `/v1/workspace/${slug}`);
  expect(workspace[0]?.documents).toMatchObject([{ docpath: document?.location, docId: document?.id, pinned: false }]);
  expect(JSON.parse(String(workspace[0]?.documents[0]?.["metadata"]))).toMatchObject({ title: "The log", shelf: 7 });

  const found = await ok<{ results: { text: string; score: number }[] }>(
    server,
    `/v1/workspace/${slug}/vector-search`,
    {
      body: { query: "Who logged the ships?", topN: "2", scoreThreshold: "0" },
    },
  );
  expect(found.results[0]?.text).toContain("Ada Moreau");
});

test("an upload goes to the folder that the path names, which never leaves the library", async () => {
  const names = [
    ["peer-folder", "peer-folder"],
    ["..%2F..%2Fevil", "evil"],
    ["a%5Cb", "a/b"],
  ] as const;
  for (const [path, folder] of names) {
    const { documents } = await ok<Added>(server, `/v1/document/upload/${path}`, {
      body: form({ name: "../in.md", content: "# In a folder" }),
    });
    expect(documents[0]?.location).toMatch(new RegExp(`^${folder}/in\\.md-[0-9a-f-]{36}\\.json$`));
  }
});

test("markup is read as text", async () => {
  const content = "<!doctype html><title>Bees</title><script>var x=1</script><h1>Bees</h1><p>Honey bees dance.</p>";
  const { documents } = await ok<Added>(server, "/v1/document/upload", { body: form({ name: "bees.html", content }) });
  expect(documents[0]?.["pageContent"]).toMatch(/Bees[\s\S]*Honey bees dance\./);
  expect(documents[0]?.["pageContent"]).not.toMatch(/var x|<p>/);
});

test("a Word file and a PDF are read", async () => {
  const files = [
    { name: "glacier.docx", content: zip(wordEntries("<w:p><w:r><w:t>The glacier retreated.</w:t></w:r></w:p>")) },
    { name: "volcano.pdf", content: pdf([[{ text: "The volcano erupted.", x: 72, y: 700 }]]) },
  ];
  for (const file of files) {
    const { documents } = await ok<Added>(server, "/v1/document/upload", { body: form(file) });
    expect(documents[0]?.["pageContent"]).toMatch(/glacier retreated|volcano erupted/);
  }
});

test("raw text needs a title and a text; more metadata is kept", async () => {
  const document = await addText("Observatory notes", "It opened in 1964.", {
    metadata: JSON.stringify({
      title: "Observatory notes",
      url: "https://example.com/obs",
      chunkSource: "link://x",
      published: 1_704_153_600_000,
      id: "mine",
      observer: "Ada",
    }),
  });
  const facts = {
    title: "Observatory notes",
    url: "web://https://example.com/obs.website",
    chunkSource: "link://x",
    published: "1/2/2024, 12:00:00 AM",
    observer: "Ada",
  };
  expect(document).toMatchObject(facts);
  expect(document.id).not.toBe("mine");
  const found = await ok(server, `/v1/document/${encodeURIComponent(document.location)}`);
  expect(found).toMatchObject({ document: { ...facts, id: document.id } });
  const title =
    "You are missing required metadata key:value pairs in your request. Required metadata key:values are 'title'";
  const wrong = [
    [{ textContent: "abc", metadata: {} }, title],
    [{ textContent: "abc" }, title],
    [{ textContent: "abc", metadata: null }, title],
    [{ metadata: { title: "t" } }, "The 'textContent' key cannot have an empty value."],
    [{ textContent: " ", metadata: { title: "t" } }, "The 'textContent' key cannot have an empty value."],
  ] as const;
  for (const [body, error] of wrong) {
    const answer = await rest(server, "/v1/document/raw-text", { body });
    expect([answer.status, answer.body]).toEqual([422, { success: false, error, documents: [] }]);
  }
});

test("a file that cannot be read is a fault of the client, and leaves nothing behind but events", async () => {
  const countOthers = async () => ({ ...(await server.countRows()), event_log: null });
  const before = await countOthers();
  const files = [
    { name: "empty.txt", content: "" },
    { name: "broken.pdf", content: "%PDF-1.7 and then nothing of a PDF" },
    { name: "binary.bin", content: new Uint8Array([0, 1, 2, 3, 255, 254, 0, 0, 7]) },
  ];
  for (const file of files) {
    const answer = await rest(server, "/v1/document/upload", { body: form(file) });
    expect([file.name, answer.status, answer.body]).toEqual([
      file.name,
      422,
      { success: false, error: expect.any(String), documents: [] },
    ]);
  }
  expect(await countOthers()).toEqual(before);
});

test("a file beyond the limit is refused before it is stored", async () => {
  const before = await server.countRows();
  const answer = await rest(server, "/v1/document/upload", {
    body: form({ name: "big.txt", content: "x".repeat(300_000) }),
  });
  expect([answer.status, answer.body]).toEqual([
    413,
    { success: false, error: "The file is larger than 200000 bytes.", documents: [] },
  ]);
  expect(await server.countRows()).toEqual(before);
});

test("the library is listed as a tree and as rows, a folder page by page, a document by its name", async () => {
  const { slug, databaseId } = await buildWorkspace(server);
  const folder = "listing";
  for (const name of ["a.txt", "b.txt", "c.txt"]) {
    await ok(server, `/v1/document/upload/${folder}`, {
      body: form({ name, content: `Text of ${name}` }, { addToWorkspaces: slug }),
    });
  }
  const first = await ok<Folder>(server, `/v1/documents?folder=${folder}&offset=0&limit=2`);
  expect(first).toMatchObject({
    totalCount: 3,
    hasMore: true,
    documents: [{ title: "a.txt", cached: true }, { title: "b.txt" }],
  });
  const second = await ok<Folder>(server, `/v1/documents?folder=${folder}&offset=2&limit=2`);
  expect(second).toMatchObject({ totalCount: 3, hasMore: false, documents: [{ title: "c.txt" }] });
  await expect(ok<Folder>(server, `/v1/documents/folder/${folder}`)).resolves.toMatchObject({
    totalCount: 3,
    hasMore: false,
  });

  const whole = await ok<{
    localFiles: { items: { name: string; items: { name: string }[] }[] };
    documents: { title: string; workspaceId: number }[];
  }>(server, "/v1/documents");
  const items = whole.localFiles.items.find(({ name }) => name === folder)?.items ?? [];
  expect(items).toHaveLength(3);
  expect(whole.documents.filter((row) => row.workspaceId === databaseId).map(({ title }) => title)).toEqual([
    "a.txt",
    "b.txt",
    "c.txt",
  ]);

  const name = items[0]?.name ?? "";
  await expect(ok(server, `/v1/document/${encodeURIComponent(name)}`)).resolves.toMatchObject({
    document: { name, type: "file", title: "a.txt", cached: true },
  });
});

test("an unknown folder and an unknown document are 404", async () => {
  for (const folder of ["nope", "..%2F..", "%2e%2e"]) {
    const answer = await rest(server, `/v1/documents?folder=${folder}`);
    expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ documents: [], code: 404 })]);
  }
  const answer = await rest(server, "/v1/document/nope.json");
  expect([answer.status, answer.type]).toEqual([404, "text/plain; charset=utf-8"]);
});

test("documents are added to a workspace once, removed from it, and removed for good; unknown ones are named", async () => {
  const { slug } = await buildWorkspace(server);
  const { location } = await addText("Twice", "Added twice, there once.");
  interface Update {
    readonly workspace: { readonly documents: readonly object[] };
    readonly message: string | null;
  }
  const path = `/v1/workspace/${slug}/update-embeddings`;
  const added = await ok<Update>(server, path, {
    body: { adds: [location, "custom-documents/nope.json"], deletes: [] },
  });
  expect(added).toMatchObject({
    message: "Not found: custom-documents/nope.json.",
    workspace: { documents: [{ docpath: location }] },
  });
  const again = await ok<Update>(server, path, { body: { adds: [location] } });
  expect([again.workspace.documents.length, again.message]).toEqual([1, null]);
  const renamed = await ok<Update>(server, `/v1/workspace/${slug}/update`, { body: { name: "Once" } });
  expect(renamed.workspace.documents).toEqual(again.workspace.documents);
  const removed = await ok<Update>(server, path, { body: { deletes: [location] } });
  expect([removed.workspace.documents.length, removed.message]).toEqual([0, null]);

  const gone = await ok(server, "/v1/system/remove-documents", {
    method: "DELETE",
    body: { names: [location, "../../docent.db"] },
  });
  expect(gone).toEqual({ success: true, message: "Documents removed successfully. Not found: ../../docent.db." });
  const answer = await rest(server, `/v1/document/${encodeURIComponent(location)}`);
  expect(answer.status).toBe(404);
});

test("an empty workspace has nothing to search in, and says so", async () => {
  const { slug } = await buildWorkspace(server);
  const answer = await ok(server, `/v1/workspace/${slug}/vector-search`, { body: { query: "anything" } });
  expect(answer).toEqual({ results: [], message: "No embeddings found for this workspace." });
});
