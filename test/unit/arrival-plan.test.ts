import { expect, test } from "@jest/globals";
import { Document, DocumentStatus } from "../../src/entities/index.js";
import { type Arrival, ArrivalPlan } from "../../src/services/arrivals.js";

/** A file of some content, stored under a key. */
function arrivalOf(key: string, content: string, facts: Partial<Arrival> = {}): Arrival {
  const stored = { key, contentHash: content, sizeBytes: content.length };
  return {
    name: "a.txt",
    mimeType: "text/plain",
    stored,
    folder: "custom-documents",
    workspaceIds: [],
    reuses: false,
    ...facts,
  };
}

function documentOf(id: number, content: string, facts: Partial<Document> = {}): Document {
  const row = { id, uuid: `uuid-${id}`, contentHash: content, fileKey: `file-of-${id}`, parentId: null };
  return Object.assign(new Document(), row, { status: DocumentStatus.READY, suppliedSpaceId: null, ...facts });
}

function planOf(
  arrivals: readonly Arrival[],
  named: ReadonlyMap<string, Document> = new Map(),
  twins: ReadonlyMap<string, Document> = new Map(),
) {
  const plan = new ArrivalPlan(named, twins);
  for (const arrival of arrivals) plan.add(arrival);
  return plan;
}

test("of a document that is sent twice, what it had and what it does not get is not kept", () => {
  const externalId = "diary";
  const plan = planOf(
    [arrivalOf("same", "Monday.", { externalId }), arrivalOf("newer", "Tuesday.", { externalId })],
    new Map([[externalId, documentOf(1, "Monday.")]]),
  );
  expect(plan.entries.map(({ id, outcome }) => [id, outcome])).toEqual([
    [1, "unchanged"],
    [1, "updated"],
  ]);
  expect(plan.unneeded.toSorted()).toEqual(["file-of-1", "same"]);
  expect(plan.toRead()).toEqual([1]);
});

test("a new document that is sent three times has the last content", () => {
  const externalId = "diary";
  const plan = planOf(
    ["Monday.", "Tuesday.", "Monday."].map((content, at) => arrivalOf(`file-${at}`, content, { externalId })),
  );
  expect(plan.entries.map(({ outcome }) => outcome)).toEqual(["created", "updated", "updated"]);
  expect(plan.unneeded).toEqual(["file-0", "file-1"]);
});

test("bytes that a document changes to in the same request are used again", () => {
  const plan = planOf(
    [arrivalOf("new", "The report.", { externalId: "report" }), arrivalOf("copy", "The report.", { reuses: true })],
    new Map([["report", documentOf(1, "A draft.")]]),
  );
  expect(plan.entries.map(({ id, outcome }) => [id, outcome])).toEqual([
    [1, "updated"],
    [1, "reused"],
  ]);
});

test.each([
  ["that could not be read", { status: DocumentStatus.FAILED }],
  ["that is inside another one", { parentId: 2 }],
  ["that has vectors of its owner's", { suppliedSpaceId: 3 }],
])("a document %s is not taken in place of a new one", (_name, facts) => {
  const twin = documentOf(1, "Text.", facts);
  const plan = planOf([arrivalOf("new", "Text.", { reuses: true })], new Map(), new Map([["Text.", twin]]));
  expect(plan.entries[0]).toMatchObject({ outcome: "created", duplicateOf: { id: 1 } });
});

test("the same bytes with vectors of another model are another content", () => {
  const externalId = "embedded";
  const plan = planOf(
    [arrivalOf("new", "Vectors.", { externalId, suppliedSpaceId: 4 })],
    new Map([[externalId, documentOf(1, "Vectors.", { suppliedSpaceId: 3 })]]),
  );
  expect(plan.entries[0]?.outcome).toBe("updated");
});
