import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { resolvers } from "../../src/resolvers/index.js";
import { buildSchema } from "../../src/schema/build.js";
import { links, mutations, nodes, queries, subscriptions, uploadLinks, viewerLinks } from "./expectations/index.js";
import { Matrix } from "./matrix.js";
import { runLinks, runNodes, runViewer } from "./links.js";
import { linksOf, nodeTypesOf, OperationWriter, rootFields } from "./operations.js";
import { runRefused, runRefusedSockets } from "./refused.js";
import { routes } from "./expectations/routes.js";
import { runExport, runRefusedRoutes, runRoutes, servedRoutes } from "./rest.js";
import { Tally } from "./tally.js";
import { overHttp, Sockets } from "./transports.js";
import { runUploads } from "./uploads.js";
import { buildWorld, type World } from "./world/index.js";

// A sweep is thousands of requests.
jest.setTimeout(300_000);

let schema: GraphQLSchema;
let operations: OperationWriter;
let world: World;
let sockets: Sockets;
const total = new Tally();

beforeAll(async () => {
  schema = buildSchema(resolvers);
  operations = new OperationWriter(schema);
  world = await buildWorld();
  sockets = new Sockets(world.server.url);
});
afterAll(async () => {
  process.stdout.write(`${total.toString()}\n`);
  await sockets.close();
  await world.server.stop();
});

/** Runs cases, and fails with those that came out otherwise than expected. */
async function expectAll(run: (tally: Tally) => Promise<void>): Promise<void> {
  const tally = new Tally();
  await run(tally);
  total.add(tally);
  expect(tally.unexpected).toEqual([]);
  expect(tally.cases).toBeGreaterThan(0);
}

/** The same for cases that change nothing. Events tell of refusals, and counters count. */
async function expectUnchanged(run: (tally: Tally) => Promise<void>): Promise<void> {
  const { event_log: _events, rate_limit: _counters, ...before } = await world.server.countRows();
  await expectAll(run);
  expect(await world.server.countRows()).toMatchObject(before);
}

describe("the tables are complete", () => {
  test("each root field has an entry, and each entry a field", () => {
    expect(Object.keys({ ...queries, node: {} }).sort()).toEqual(rootFields(schema, "Query"));
    expect(Object.keys(mutations).sort()).toEqual(rootFields(schema, "Mutation"));
    expect(Object.keys(subscriptions).sort()).toEqual(rootFields(schema, "Subscription"));
  });

  test("each type with ids has an entry, and each field that leads from one object to another", () => {
    expect(Object.keys(nodes).sort()).toEqual(nodeTypesOf(schema));
    expect(Object.keys({ ...links, ...viewerLinks, ...uploadLinks }).sort()).toEqual(linksOf(schema));
  });
});

describe("over HTTP", () => {
  const over = (tally: Tally) => new Matrix(world, operations, tally, "HTTP", overHttp(world.server.url));

  test("credentials that do not work", () => expectAll((tally) => runRefused(over(tally))));
  test("objects by their ids", () => expectAll((tally) => runNodes(over(tally))));
  test("objects from others", () => expectAll((tally) => runLinks(over(tally))));
  test("the viewer", () => expectAll((tally) => runViewer(over(tally))));
  test("queries", () => expectAll((tally) => over(tally).run("Query", queries)));
  test("mutations that are refused", () =>
    expectUnchanged((tally) => over(tally).run("Mutation", mutations, "refused")));
});

describe("over graphql-ws", () => {
  const over = (tally: Tally) => new Matrix(world, operations, tally, "graphql-ws", sockets.send);
  // Files come over HTTP alone.
  const { uploadDocument: _upload, uploadDocuments: _uploads, ...others } = mutations;

  test("credentials that do not work", () => expectAll((tally) => runRefusedSockets(over(tally), sockets)));
  test("objects by their ids", () => expectAll((tally) => runNodes(over(tally))));
  test("queries", () => expectAll((tally) => over(tally).run("Query", queries)));
  test("mutations that are refused", () => expectUnchanged((tally) => over(tally).run("Mutation", others, "refused")));
  test("subscriptions that are refused", async () => {
    await expectUnchanged((tally) => over(tally).run("Subscription", subscriptions, "refused"));
  });
  test("subscriptions that are admitted", async () => {
    await expectAll((tally) => over(tally).run("Subscription", subscriptions, "admitted"));
  });
});

describe("through the REST dialects", () => {
  test("each route has an entry, and each entry a route", () => {
    expect(Object.keys(routes).sort()).toEqual(servedRoutes());
  });
  test("credentials that do not work", () => expectUnchanged((tally) => runRefusedRoutes(world, tally)));
  test("requests that are refused", () => expectUnchanged((tally) => runRoutes(world, tally, "refused")));
  test("requests that are admitted", () => expectAll((tally) => runRoutes(world, tally, "admitted")));
});

test("the export of the event log", () => expectAll((tally) => runExport(world, tally)));

// Last, since they change the world, even though each has an object of its own.
describe("over HTTP, in the end", () => {
  test("documents from the results of uploads", async () => {
    await expectAll((tally) => runUploads(new Matrix(world, operations, tally, "HTTP", overHttp(world.server.url))));
  });
  test("mutations that are admitted", async () => {
    await expectAll((tally) =>
      new Matrix(world, operations, tally, "HTTP", overHttp(world.server.url)).run("Mutation", mutations, "admitted"),
    );
  });
});
