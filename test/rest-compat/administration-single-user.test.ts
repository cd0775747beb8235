import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { goodPassword } from "../support/people.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("the mode is told, and administration answers Unauthorized", async () => {
  await expect(ok(server, "/v1/admin/is-multi-user-mode")).resolves.toEqual({ isMultiUser: false });
  const requests: readonly (readonly [string, string, unknown?])[] = [
    ["GET", "/v1/admin/users"],
    ["POST", "/v1/admin/users/new", { username: "sample-sam", password: goodPassword, role: "default" }],
    ["POST", "/v1/admin/users/1", { username: "somebody" }],
    ["DELETE", "/v1/admin/users/1"],
    ["GET", "/v1/admin/invites"],
    ["POST", "/v1/admin/invite/new", {}],
    ["DELETE", "/v1/admin/invite/1"],
    ["GET", "/v1/admin/workspaces/1/users"],
    ["POST", "/v1/admin/workspaces/1/update-users", { userIds: [1] }],
    ["POST", "/v1/admin/workspaces/some/manage-users", { userIds: [1], reset: false }],
    ["POST", "/v1/admin/preferences", { support_email: "a@b.co" }],
    // The mode comes first: what else is wrong is of no interest then.
    ["POST", "/v1/admin/users/new", { role: "default | admin" }],
    ["DELETE", "/v1/admin/invite/none"],
  ];
  for (const [method, path, body] of requests) {
    const answer = await rest(server, path, { method, body });
    expect([path, answer.status, answer.type, answer.text]).toEqual([
      path,
      401,
      "text/plain; charset=utf-8",
      "Unauthorized",
    ]);
  }
});

test("the list of users and the tokens to sign them in are refused in a sentence", async () => {
  const list = await rest(server, "/v1/users");
  expect([list.status, list.type, list.text]).toEqual([
    401,
    "text/html; charset=utf-8",
    "Instance is not in Multi-User mode. Permission denied.",
  ]);
  const token = await rest(server, "/v1/users/1/issue-auth-token");
  expect([token.status, token.type, token.text]).toEqual([
    403,
    "text/html; charset=utf-8",
    "Multi-User mode is not enabled. It must be enabled to use Simple SSO.",
  ]);
});
