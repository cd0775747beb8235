import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, data, type FileToSend, request, sendFiles } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ MAX_UPLOAD_BYTES: "100000" });
});
afterAll(() => server.stop());

interface Result {
  readonly index: number;
  readonly outcome: string;
  readonly document: { readonly id: string; readonly folder: string; readonly name: string } | null;
  readonly duplicateOf: { readonly id: string } | null;
  readonly error: { readonly code: string; readonly message: string; readonly field: string | null } | null;
}

const batch = `mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) {
  results { index outcome document { id folder name } duplicateOf { id } error { code message field } }
} }`;

type Item = FileToSend & Readonly<Record<string, unknown>>;

async function uploadAll(items: readonly Item[], shared: Readonly<Record<string, unknown>> = {}): Promise<Result[]> {
  const inputs = items.map(({ name: _name, content: _content, type: _type, ...facts }) => ({ ...facts, file: null }));
  const files = Object.fromEntries(items.map((item, at) => [`variables.input.items.${at}.file`, item]));
  const answer: Answer<{ uploadDocuments: { results: Result[] } }> = await sendFiles(
    server,
    batch,
    { ...shared, items: inputs },
    files,
  );
  if (answer.errors !== undefined || answer.data === null) throw new Error(JSON.stringify(answer.errors));
  return answer.data.uploadDocuments.results;
}

interface Upserted {
  readonly outcome: string;
  readonly document: { readonly id: string; readonly chunkCount: number; readonly text: string | null };
}

const upsertion = `mutation ($input: UpsertDocumentInput!) { upsertDocument(input: $input) {
  outcome document { id chunkCount text }
} }`;

async function upsert(input: Readonly<Record<string, unknown>>): Promise<Upserted> {
  const answer = await data<{ upsertDocument: Upserted }>(server, upsertion, { input });
  return answer.upsertDocument;
}

async function textOf(id: string): Promise<unknown> {
  const { node } = await data<{ node: { text: string | null } }>(
    server,
    "query ($id: ID!) { node(id: $id) { ... on Document { text } } }",
    { id },
  );
  return node.text;
}

describe("many files at once", () => {
  test("come into folders as they stood in, each with a result, and are read", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    const items = [
      { name: "may.txt", content: "Rain in May.", path: "weather/2026/may.txt" },
      { name: "june.txt", content: "Sun in June.", path: "weather\\2026\\june.txt" },
      { name: "notes.txt", content: "Notes.", folder: "elsewhere" },
    ];
    const results = await uploadAll(items, { folder: "batch", workspaceIds: [workspaceId] });
    expect(results.map(({ index, outcome, document }) => [index, outcome, document?.folder, document?.name])).toEqual([
      [0, "CREATED", "batch/weather/2026", "may.txt"],
      [1, "CREATED", "batch/weather/2026", "june.txt"],
      [2, "CREATED", "elsewhere", "notes.txt"],
    ]);
    for (const { document } of results) {
      expect(await waitUntilRead(server, document?.id ?? "")).toMatchObject({ status: "READY" });
    }
    const { search } = await data<{ search: { hits: { text: string }[] } }>(
      server,
      "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
      { input: { workspaceId, query: "June" } },
    );
    expect(search.hits.map(({ text }) => text)).toContain("Sun in June.");
  });

  test("one that cannot be taken does not harm the others", async () => {
    const results = await uploadAll([
      { name: "good.txt", content: "Good." },
      { name: "large.txt", content: "x".repeat(100_001) },
      { name: "up.txt", content: "Up.", folder: "..", path: "../../up.txt" },
      { name: "heavy.txt", content: "Heavy.", metadata: { note: "x".repeat(20_000) } },
      { name: "last.txt", content: "Last." },
    ]);
    expect(results.map(({ outcome, error }) => [outcome, error?.code, error?.field])).toEqual([
      ["CREATED", undefined, undefined],
      ["FAILED", "PAYLOAD_TOO_LARGE", "file"],
      ["FAILED", "BAD_USER_INPUT", "folder"],
      ["FAILED", "BAD_USER_INPUT", "metadata"],
      ["CREATED", undefined, undefined],
    ]);
  });

  test("what one of them says wrongly is that one's own fault", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    const unknown = Buffer.from("Workspace:2000000000").toString("base64url");
    const results = await uploadAll(
      [
        { name: "first.txt", content: "First." },
        { name: "malformed.txt", content: "Malformed.", workspaceIds: ["no id at all"] },
        { name: "unknown.txt", content: "Unknown.", workspaceIds: [workspaceId, unknown] },
        { name: "long.txt", content: "Long.", title: "x".repeat(501) },
        { name: "nameless.txt", content: "Nameless.", externalId: "" },
        { name: "last.txt", content: "Last.", workspaceIds: [] },
      ],
      { workspaceIds: [workspaceId], folder: "faults" },
    );
    expect(results.map(({ index, outcome, error }) => [index, outcome, error?.code, error?.field])).toEqual([
      [0, "CREATED", undefined, undefined],
      [1, "FAILED", "NOT_FOUND", "workspaceIds.0"],
      [2, "FAILED", "NOT_FOUND", "workspaceIds"],
      [3, "FAILED", "BAD_USER_INPUT", "title"],
      [4, "FAILED", "BAD_USER_INPUT", "externalId"],
      [5, "CREATED", undefined, undefined],
    ]);
    expect(results.map(({ document }) => document?.folder ?? null)).toEqual([
      "faults",
      null,
      null,
      null,
      null,
      "faults",
    ]);
  });

  test("what is said wrongly of all of them is nobody's in particular", async () => {
    const answer = await sendFiles(
      server,
      batch,
      { workspaceIds: ["no id at all"], items: [{ file: null }] },
      { "variables.input.items.0.file": { name: "a.txt", content: "A." } },
    );
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["NOT_FOUND", "workspaceIds.0"]);
  });

  test("of the same bytes, the later names the earlier", async () => {
    const results = await uploadAll([
      { name: "one.txt", content: "Told twice." },
      { name: "two.txt", content: "Told twice." },
    ]);
    expect(results.map(({ duplicateOf }) => duplicateOf?.id ?? null)).toEqual([null, results[0]?.document?.id]);
  });

  test("two of one external id become one document, with the later content", async () => {
    const results = await uploadAll([
      { name: "a.txt", content: "The first.", externalId: "twice" },
      { name: "a.txt", content: "The second.", externalId: "twice" },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["CREATED", "UPDATED"]);
    const [first, second] = results.map(({ document }) => document?.id ?? "");
    expect(second).toBe(first);
    await waitUntilRead(server, first ?? "");
    expect(await textOf(first ?? "")).toBe("The second.");
  });
});

test("an encrypted file is opened with the password that comes with it, and with none other", async () => {
  const content = readFileSync(new URL("../../../test/fixtures/locked-aes-256.pdf", import.meta.url));
  const results = await uploadAll([
    { name: "open.pdf", content, password: "Hafen-T\u00fcr" },
    { name: "wrong.pdf", content, password: "wrong" },
    { name: "locked.pdf", content },
  ]);
  const states: unknown[] = [];
  for (const { document } of results) {
    const last = await waitUntilRead(server, document?.id ?? "");
    states.push(last?.failure?.code ?? last?.status);
  }
  expect(states).toEqual(["READY", "DOCUMENT_ENCRYPTED", "DOCUMENT_ENCRYPTED"]);
});

describe("a document under a name of its owner's own", () => {
  test("is created once, left alone while it is the same, and replaced when it changed", async () => {
    const input = { externalId: "wiki/lighthouse", text: "The lamp burns oil.", title: "Lighthouse" };
    const created = await upsert(input);
    expect(created.outcome).toBe("CREATED");
    await waitUntilRead(server, created.document.id);
    expect(await upsert(input)).toMatchObject({ outcome: "UNCHANGED", document: { id: created.document.id } });

    const updated = await upsert({ ...input, text: "The lamp burns gas." });
    expect(updated).toMatchObject({ outcome: "UPDATED", document: { id: created.document.id } });
    // Until the new text is read, the old one is found.
    expect(updated.document).toMatchObject({ chunkCount: 1, text: "The lamp burns oil." });
    await waitUntilRead(server, created.document.id);
    expect(await textOf(created.document.id)).toBe("The lamp burns gas.");
  });

  test("is not even read when its content hash is known", async () => {
    const input = { externalId: "hashed", contentHash: "v1", text: "One." };
    const { document } = await upsert(input);
    await waitUntilRead(server, document.id);
    const [result] = await uploadAll([{ name: "a.txt", content: "Another.", externalId: "hashed", contentHash: "v1" }]);
    expect(result).toMatchObject({ outcome: "UNCHANGED", document: { id: document.id } });
    expect(await textOf(document.id)).toBe("One.");
  });

  test("is told apart by those whose content has to be sent", async () => {
    await upsert({ externalId: "known", contentHash: "1", text: "Known." });
    await upsert({ externalId: "older", contentHash: "1", text: "Older." });
    const documents = [
      { externalId: "known", contentHash: "1" },
      { externalId: "older", contentHash: "2" },
      { externalId: "never seen", contentHash: "1" },
    ];
    const query = "query ($documents: [ExternalDocumentInput!]!) { changedDocuments(documents: $documents) }";
    expect(await data(server, query, { documents })).toEqual({ changedDocuments: ["older", "never seen"] });
  });

  test("is one document, however many requests bring it at once", async () => {
    const inputs = Array.from({ length: 8 }, (_, at) => ({ externalId: "raced", text: `Version ${at}.` }));
    const outcomes = await Promise.all(inputs.map(upsert));
    expect(new Set(outcomes.map(({ document }) => document.id)).size).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === "CREATED")).toHaveLength(1);
    const { document } = outcomes[0] ?? { document: { id: "" } };
    await waitUntilRead(server, document.id);
    expect(await textOf(document.id)).toMatch(/^Version \d\.$/);
  });

  test.each([
    ["neither text nor file", {}, "text"],
    ["a blank text", { text: "  " }, "text"],
  ])("is refused with %s", async (_name, input, field) => {
    const answer = await request(server, upsertion, { input: { externalId: "refused", ...input } });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
  });
});

describe("bytes that are there already", () => {
  const creation = `mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) {
    outcome document { id attachments { workspace { id } } } duplicateOf { id }
  } }`;
  interface Created {
    readonly outcome: string;
    readonly document: { readonly id: string; readonly attachments: { readonly workspace: { readonly id: string } }[] };
    readonly duplicateOf: { readonly id: string } | null;
  }

  async function create(text: string, duplicates: string, workspaceIds: readonly string[] = []): Promise<Created> {
    const input = { title: "Again", text, duplicates, workspaceIds };
    return (await data<{ createTextDocument: Created }>(server, creation, { input })).createTextDocument;
  }

  test("are kept twice, and said to be, unless asked otherwise", async () => {
    const first = await buildDocument(server, "Said before.");
    const second = await create("Said before.", "KEEP");
    expect(second).toMatchObject({ outcome: "CREATED", duplicateOf: { id: first.id } });
    expect(second.document.id).not.toBe(first.id);
  });

  test("are used again when asked to, in the workspaces where they are wanted", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    const first = await buildDocument(server, "Said once.");
    const again = await create("Said once.", "REUSE", [workspaceId]);
    expect(again).toMatchObject({ outcome: "REUSED", document: { id: first.id } });
    expect(again.document.attachments.map(({ workspace }) => workspace.id)).toEqual([workspaceId]);
  });
});
