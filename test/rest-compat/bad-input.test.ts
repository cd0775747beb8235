import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace } from "../support/world.js";
import { badRequests } from "./bad-input/cases.js";

let server: TestServer;
let slug: string;
let rows: Record<string, unknown>;
beforeAll(async () => {
  server = await startTestServer();
  const workspace = await buildWorkspace(server);
  ({ slug } = workspace);
  // The first document makes rows of its own, which are not to be taken for a trace of a bad one.
  await buildDocument(server, "The lighthouse was built in 1873.", { workspaceIds: [workspace.id] });
  // What a bad request may not delete.
  await ask(server, { workspaceId: workspace.id, message: "When was the lighthouse built?" });
  rows = await countOthers();
});
afterAll(() => server.stop());

test.each(badRequests)("$name", async ({ path, status, says, body, ...request }) => {
  const filled = isPlain(body) && "model" in body && body["model"] === ":slug" ? { ...body, model: slug } : body;
  const answer = await rest(server, path.replace(":slug", slug), { ...request, body: filled });
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(says)]);
  expect(answer.text).not.toMatch(/\bat .+:\d+:\d+|SELECT |INSERT |node_modules/);
  expect(await countOthers()).toEqual(rows);
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
});

/** Events stay: a file that cannot be read was a document for a moment. */
async function countOthers(): Promise<Record<string, unknown>> {
  return { ...(await server.countRows()), event_log: null };
}

function isPlain(body: unknown): body is Record<string, unknown> {
  return typeof body === "object" && body !== null && Object.getPrototypeOf(body) === Object.prototype;
}
