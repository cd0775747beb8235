import { describe, expect, test } from "@jest/globals";
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
  // A password stands for itself here: nothing is sealed.
  return Object.assign(new Document(), row, {
    status: DocumentStatus.READY,
    suppliedSpaceId: null,
    sealedPassword: null,
    ...facts,
  });
}

function planOf(
  arrivals: readonly Arrival[],
  named: ReadonlyMap<string, Document> = new Map(),
  twins: ReadonlyMap<string, readonly Document[]> = new Map(),
) {
  const plan = new ArrivalPlan(named, twins, ({ sealedPassword }) => sealedPassword);
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
  const plan = planOf([arrivalOf("new", "Text.", { reuses: true })], new Map(), new Map([["Text.", [twin]]]));
  for (const entry of plan.entries) entry.id = 2;
  expect(plan.arrived(new Map([[2, documentOf(2, "Text.")]]))).toMatchObject([
    { outcome: "created", document: { id: 2 }, duplicateOf: { id: 1 } },
  ]);
});

test("the same bytes with vectors of another model are another content", () => {
  const externalId = "embedded";
  const plan = planOf(
    [arrivalOf("new", "Vectors.", { externalId, suppliedSpaceId: 4 })],
    new Map([[externalId, documentOf(1, "Vectors.", { suppliedSpaceId: 3 })]]),
  );
  expect(plan.entries[0]?.outcome).toBe("updated");
});

describe("the same bytes once more, for a document", () => {
  const externalId = "locked";
  const outcomeFor = (facts: Partial<Document>, password?: string) => {
    const arrival = arrivalOf("new", "Bytes.", { externalId, ...(password === undefined ? {} : { password }) });
    return planOf([arrival], new Map([[externalId, documentOf(1, "Bytes.", facts)]])).entries[0]?.outcome;
  };

  test.each([
    ["that was read", { status: DocumentStatus.READY }, undefined, "unchanged"],
    ["that was read, with a password", { status: DocumentStatus.READY }, "open", "unchanged"],
    ["that could not be read", { status: DocumentStatus.FAILED }, undefined, "updated"],
    ["that could not be read, with a password", { status: DocumentStatus.FAILED }, "open", "updated"],
    ["that waits", { status: DocumentStatus.QUEUED }, undefined, "unchanged"],
    ["that waits, with a password", { status: DocumentStatus.QUEUED }, "open", "updated"],
    [
      "that waits, with the password that is known",
      { status: DocumentStatus.QUEUED, sealedPassword: "open" },
      "open",
      "unchanged",
    ],
    [
      "that is paused, with another password",
      { status: DocumentStatus.PAUSED, sealedPassword: "close" },
      "open",
      "updated",
    ],
  ])("%s", (_name, facts, password, outcome) => {
    expect(outcomeFor(facts, password)).toBe(outcome);
  });

  test("in one request: a password that comes with the second is not lost", () => {
    const plan = planOf([
      arrivalOf("first", "Bytes.", { externalId }),
      arrivalOf("second", "Bytes.", { externalId, password: "open" }),
    ]);
    expect(plan.entries.map(({ outcome }) => outcome)).toEqual(["created", "updated"]);
    expect(plan.unneeded).toEqual(["first"]);
  });
});

describe("the other document with the same bytes", () => {
  const twins = (...documents: readonly Document[]) => new Map([["Text.", documents]]);
  const idsOf = (plan: ArrivalPlan, documents: readonly Document[]) => {
    const known = new Map(documents.map((document) => [document.id, document]));
    return plan.arrived(known).map(({ duplicateOf }) => duplicateOf?.id ?? null);
  };

  test("is never the document itself", () => {
    const [own, other] = [documentOf(1, "Text."), documentOf(2, "Text.")];
    const arrivals = [
      arrivalOf("same", "Text.", { externalId: "own" }),
      arrivalOf("reused", "Text.", { reuses: true }),
    ];
    const plan = planOf(arrivals, new Map([["own", own]]), twins(own, other));
    expect(plan.entries.map(({ id }) => id)).toEqual([1, 1]);
    expect(idsOf(plan, [own])).toEqual([2, 2]);
  });

  test("may have come before it in the same request", () => {
    const plan = planOf([arrivalOf("first", "Text."), arrivalOf("second", "Text.")]);
    for (const [at, entry] of plan.entries.entries()) entry.id = at + 1;
    expect(idsOf(plan, [documentOf(1, "Text."), documentOf(2, "Text.")])).toEqual([null, 1]);
  });

  test("is none that gets other bytes by the same request", () => {
    const former = documentOf(1, "Text.");
    const arrivals = [arrivalOf("other", "Other.", { externalId: "own" }), arrivalOf("new", "Text.")];
    const plan = planOf(arrivals, new Map([["own", former]]), twins(former));
    for (const entry of plan.entries) if (entry.id === 0) entry.id = 2;
    expect(idsOf(plan, [documentOf(1, "Other."), documentOf(2, "Text.")])).toEqual([null, null]);
  });
});
