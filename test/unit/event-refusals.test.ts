import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { RefusalLimit } from "../../src/events/refusal-limit.js";
import { RefusalRecorder } from "../../src/events/refusal-recorder.js";
import { createLogger } from "../../src/observability/logger.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { administrator, eventLog, settled } from "../support/events.js";

describe("refusals", () => {
  test("of one kind and source are written once a minute; the next row tells how many were not", () => {
    let now = 0;
    const limit = new RefusalLimit(() => now);
    expect(limit.admit("apiKey:1", "Mutation.createUser")).toEqual({ unrecorded: 0 });
    for (let index = 0; index < 1_000; index++) expect(limit.admit("apiKey:1", "Mutation.createUser")).toBeNull();
    expect(limit.admit("apiKey:1", "Query.users")).toEqual({ unrecorded: 0 });
    expect(limit.admit("apiKey:2", "Mutation.createUser")).toEqual({ unrecorded: 0 });
    now = 60_000;
    expect(limit.admit("apiKey:1", "Mutation.createUser")).toEqual({ unrecorded: 1_000 });
    now = 120_000;
    expect(limit.admit("apiKey:1", "Mutation.createUser")).toEqual({ unrecorded: 0 });
  });

  test("of one source fill at most 20 rows a minute, and of all sources 300", () => {
    const limit = new RefusalLimit(() => 0);
    const written = (source: (index: number) => string, count: number) =>
      Array.from({ length: count }, (_, index) => limit.admit(source(index), `kind ${index}`)).filter(Boolean).length;
    expect(written(() => "apiKey:1", 1_000)).toBe(20);
    expect(written((index) => `address ${index}`, 100_000)).toBe(280);
  });
});

describe("the recorder of refusals", () => {
  let world: TestDatabase;
  beforeAll(async () => {
    world = await createTestDatabase();
  });
  afterAll(() => world.close());

  test("writes who was refused what, from where, in a transaction of its own", async () => {
    const { service, refusals, reader } = eventLog(world);
    await service.recordRefusal(administrator, "Mutation.createUser", "This needs the ADMIN role.");
    await service.recordRefusal(administrator, "Mutation.createUser", "This needs the ADMIN role.");
    const somebody = { user: null, credential: null, origin: { address: "2001:db8::1", correlationId: "request-2" } };
    await refusals.record(somebody, "session.refused", "ada");
    const elsewhere = { ...somebody, origin: { ...somebody.origin, address: "2001:db8::2" } };
    await refusals.record(elsewhere, "session.refused", "ada");
    await settled(world.database);
    expect(await reader.readAfter(null, 10)).toMatchObject([
      {
        type: "access.denied",
        actorId: 3,
        actorName: "ada",
        credential: "apiKey:7",
        address: "192.0.2.1",
        correlationId: "request-1",
        data: { field: "Mutation.createUser", reason: "This needs the ADMIN role." },
      },
      { type: "session.refused", actorId: null, credential: null, address: "2001:db8::1", data: {} },
    ]);
  });

  test("leaves the refusal as it is when nothing can be written", async () => {
    const { transactions } = eventLog(world);
    const record = () => Promise.reject(new Error("The disk is full."));
    const broken = new RefusalRecorder(transactions, { record }, createLogger("silent"));
    await expect(broken.record(administrator, "access.denied", "Query.users")).resolves.toBeUndefined();
  });
});
