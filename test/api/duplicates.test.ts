import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ApiKeyScope } from "../../src/entities/index.js";
import { type Answer, data, type FileToSend, sendFiles, type Target } from "../support/graphql-client.js";
import { buildKey, codeOf, mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Taken {
  readonly outcome: string;
  readonly document: {
    readonly id: string;
    readonly attachments: readonly { readonly workspace: { readonly id: string } }[];
  };
  readonly duplicateOf: { readonly id: string } | null;
}

const fields = "outcome document { id attachments { workspace { id } } } duplicateOf { id }";

async function create(target: Target, input: Readonly<Record<string, unknown>>): Promise<Taken> {
  return taken(await mutate<Taken>(target, "createTextDocument", { title: "Again", ...input }, fields));
}

async function upsert(target: Target, input: Readonly<Record<string, unknown>>): Promise<Taken> {
  return taken(await mutate<Taken>(target, "upsertDocument", input, fields));
}

function taken({ data: answer, errors }: Answer<Record<string, Taken>>): Taken {
  const [payload] = Object.values(answer ?? {});
  if (payload === undefined) throw new Error(JSON.stringify(errors));
  return payload;
}

async function send(items: readonly (FileToSend & Readonly<Record<string, unknown>>)[]): Promise<Taken[]> {
  const answer: Answer<{ uploadDocuments: { results: Taken[] } }> = await sendFiles(
    server,
    `mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { ${fields} } } }`,
    { items: items.map(({ name: _name, content: _content, type: _type, ...facts }) => ({ ...facts, file: null })) },
    Object.fromEntries(items.map((item, at) => [`variables.input.items.${at}.file`, item])),
  );
  if (answer.errors !== undefined || answer.data === null) throw new Error(JSON.stringify(answer.errors));
  return answer.data.uploadDocuments.results;
}

function placesOf({ document }: Taken): string[] {
  return document.attachments.map(({ workspace }) => workspace.id);
}

/** A key of the instance's owner that reaches one workspace. */
async function buildLimitedKey(workspaceId: number): Promise<Target> {
  const [owner] = (await server.database.pool.query<{ id: number }>("SELECT id FROM app_user ORDER BY id LIMIT 1"))
    .rows;
  return buildKey(server, owner?.id ?? 0, { scopes: [ApiKeyScope.WRITE], workspaceIds: [workspaceId] });
}

describe("a document whose content is known", () => {
  test("is not read again, and is attached where it is wanted now", async () => {
    const input = { externalId: "minutes", contentHash: "v1" };
    const created = await upsert(server, { ...input, text: "They met in May." });
    await waitUntilRead(server, created.document.id);
    const [one, two] = [await buildWorkspace(server), await buildWorkspace(server)];

    const again = await upsert(server, { ...input, text: "Another text.", workspaceIds: [one.id] });
    expect(again).toMatchObject({ outcome: "UNCHANGED", document: { id: created.document.id } });
    const [sent] = await send([{ ...input, name: "a.txt", content: "A third text.", workspaceIds: [two.id] }]);
    expect(sent).toMatchObject({ outcome: "UNCHANGED", document: { id: created.document.id } });

    const { node } = await data<{ node: Taken["document"] & { text: string } }>(
      server,
      "query ($id: ID!) { node(id: $id) { ... on Document { text attachments { workspace { id } } } } }",
      { id: created.document.id },
    );
    expect(node.text).toBe("They met in May.");
    expect(node.attachments.map(({ workspace }) => workspace.id)).toEqual([one.id, two.id]);
  });

  test("is told to nobody who may not know of it", async () => {
    const { databaseId, id: workspaceId } = await buildWorkspace(server);
    const limited = await buildLimitedKey(databaseId);
    const secret = await upsert(server, { externalId: "secret", contentHash: "v1", text: "Out of reach." });
    await waitUntilRead(server, secret.document.id);

    const documents = [{ externalId: "secret", contentHash: "v1" }];
    const query = "query ($documents: [ExternalDocumentInput!]!) { changedDocuments(documents: $documents) }";
    expect(await data(limited, query, { documents })).toEqual({ changedDocuments: ["secret"] });

    const input = { externalId: "secret", contentHash: "v1", text: "Out of reach.", workspaceIds: [workspaceId] };
    expect(codeOf(await mutate(limited, "upsertDocument", input, fields))).toBe("FORBIDDEN");
    const created = await create(limited, { text: "Out of reach.", duplicates: "REUSE", workspaceIds: [workspaceId] });
    expect(created).toMatchObject({ outcome: "CREATED", duplicateOf: null });
  });
});

describe("bytes that are there already", () => {
  test("are not used again from a document that could not be read", async () => {
    const image = { name: "a.png", content: "\0 is not a picture" };
    const [failed] = await send([image]);
    expect(await waitUntilRead(server, failed?.document.id ?? "")).toMatchObject({ status: "FAILED" });
    const [again] = await send([{ ...image, duplicates: "REUSE" }]);
    expect(again).toMatchObject({ outcome: "CREATED", duplicateOf: { id: failed?.document.id } });
  });

  test("are not used again from inside another document, which may be removed", async () => {
    const inside = await buildDocument(server, "Enclosed.");
    const parent = await buildDocument(server, "The letter.");
    await server.database.pool.query(
      "UPDATE document SET parent_id = (SELECT id FROM document WHERE uuid = $2), part_path = 'a.txt' WHERE uuid = $1",
      [inside.uuid, parent.uuid],
    );
    const first = await create(server, { text: "Enclosed.", duplicates: "REUSE" });
    expect(first).toMatchObject({ outcome: "CREATED", duplicateOf: { id: inside.id } });
    // Now there is one that stays.
    const second = await create(server, { text: "Enclosed.", duplicates: "REUSE" });
    expect(second).toMatchObject({ outcome: "REUSED", document: { id: first.document.id } });
  });

  test("are used again where they are wanted, and that is on record", async () => {
    const { id: workspaceId, databaseId } = await buildWorkspace(server);
    const first = await buildDocument(server, "Said before.");
    const again = await create(server, { text: "Said before.", duplicates: "REUSE", workspaceIds: [workspaceId] });
    expect(again).toMatchObject({ outcome: "REUSED", document: { id: first.id } });
    expect(placesOf(again)).toEqual([workspaceId]);
    const { rows } = await server.database.pool.query(
      "SELECT count(*)::int AS count FROM event_log WHERE type = 'workspace.documentsAttached' AND workspace_id = $1",
      [databaseId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test("may come twice in one request, with a document that changes to them", async () => {
    const { document } = await upsert(server, { externalId: "report", text: "A draft." });
    const [changed, reused] = await send([
      { name: "report.txt", content: "The report.", externalId: "report" },
      { name: "copy.txt", content: "The report.", duplicates: "REUSE" },
    ]);
    expect(changed).toMatchObject({ outcome: "UPDATED", document: { id: document.id } });
    expect(reused).toMatchObject({ outcome: "REUSED", document: { id: document.id } });
  });
});
