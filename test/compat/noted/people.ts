import type { Recording } from "../recording.js";
import { answers, answersText, exchange, forbidden, get, post, remove, streamsEvents, unkeyed } from "./exchange.js";
import { answer, done, invite, members, notDone, streams, user } from "./shapes.js";

const sentence = { status: 403, contentType: "text/html; charset=utf-8", body: "", says: "Simple SSO is not enabled" };

/** Administration with users. */
export const people: readonly Recording[] = [
  exchange(392, "mu-is-multi-user", get("/v1/admin/is-multi-user-mode"), answers(200, { isMultiUser: true })),
  exchange(
    394,
    "mu-users",
    get("/v1/admin/users"),
    answers(200, { users: [{ id: 1, username: "", role: "", suspended: 0 }] }),
  ),
  exchange(
    395,
    "mu-user-new",
    post("/v1/admin/users/new", { username: "sample-sam", password: "hunter22!", role: "default" }),
    answers(200, user(2, "sample-sam")),
  ),
  exchange(
    397,
    "mu-user-new-short-password",
    post("/v1/admin/users/new", { username: "shorty", password: "short", role: "default" }),
    answers(400, { user: null, error: "" }, "8 characters"),
  ),
  exchange(
    399,
    "mu-user-new-bad-role",
    post("/v1/admin/users/new", { username: "emperor", password: "hunter22!", role: "emperor" }),
    answers(400, { user: null, error: "" }, "Invalid role"),
  ),
  exchange(
    401,
    "mu-user-new-bad-name",
    post("/v1/admin/users/new", { username: "Bad Name!", password: "hunter22!", role: "default" }),
    answers(400, { user: null, error: "" }),
  ),
  exchange(
    403,
    "mu-user-new-missing-password",
    post("/v1/admin/users/new", { username: "nopass", role: "default" }),
    answers(400, { user: null, error: "" }),
  ),
  exchange(
    405,
    "mu-user-new-limit",
    post("/v1/admin/users/new", {
      username: "limited",
      password: "hunter22!",
      role: "manager",
      dailyMessageLimit: 1,
      bio: "hello",
    }),
    answers(200, user(4, "limited")),
  ),
  exchange(406, "mu-user-update", post("/v1/admin/users/2", { username: "sample-sam2" }), answers(200, done)),
  exchange(408, "mu-user-update-unsuspend", post("/v1/admin/users/2", { suspended: 0 }), answers(200, done)),
  exchange(410, "mu-user-update-unknown", post("/v1/admin/users/999", { username: "xx-yy" }), answers(200, notDone)),
  exchange(412, "mu-user-update-taken-name", post("/v1/admin/users/2", { username: "limited" }), answers(200, notDone)),
  exchange(416, "mu-users-by-key", get("/v1/users"), answers(200, { users: [{ id: 1, username: "", role: "" }] })),
  exchange(418, "mu-issue-auth-token-disabled", get("/v1/users/2/issue-auth-token"), sentence),
  exchange(419, "mu-invite-new", post("/v1/admin/invite/new", { workspaceIds: [1, 3] }), answers(200, invite(1))),
  exchange(
    421,
    "mu-invite-new-unknown-workspaces",
    post("/v1/admin/invite/new", { workspaceIds: [999, "abc"] }),
    answers(200, invite(3)),
  ),
  exchange(423, "mu-invite-delete", remove("/v1/admin/invite/1"), answers(200, done)),
  exchange(425, "mu-invite-delete-unknown", remove("/v1/admin/invite/999"), answers(404, notDone)),
  exchange(
    427,
    "mu-update-users",
    post("/v1/admin/workspaces/1/update-users", { userIds: [1, 2] }),
    answers(200, done),
  ),
  exchange(
    428,
    "mu-update-users-noauth",
    unkeyed("POST", "/v1/admin/workspaces/1/update-users", { userIds: [1] }),
    forbidden,
  ),
  exchange(429, "mu-workspace-users-slug", get("/v1/admin/workspaces/1/users"), answers(200, members)),
  exchange(
    432,
    "mu-update-users-unknown-workspace",
    post("/v1/admin/workspaces/999/update-users", { userIds: [1] }),
    answers(200, done),
  ),
  exchange(
    434,
    "mu-update-users-empty",
    post("/v1/admin/workspaces/999/update-users", { userIds: [] }),
    answers(200, done),
  ),
  exchange(436, "mu-workspace-users-unknown", get("/v1/admin/workspaces/999/users"), answers(200, { users: [] })),
  exchange(
    438,
    "mu-manage-users-add",
    post("/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [2, 3], reset: false }),
    answers(200, { ...done, ...members }),
  ),
  exchange(
    440,
    "mu-manage-users-reset",
    post("/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [1], reset: true }),
    answers(200, { ...done, ...members }),
  ),
  exchange(
    442,
    "mu-manage-users-empty",
    post("/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [], reset: false }),
    answers(404, { ...notDone, users: [] }),
  ),
  exchange(
    444,
    "mu-manage-users-unknown-workspace",
    post("/v1/admin/workspaces/nope/manage-users", { userIds: [1], reset: false }),
    answersText(500),
  ),
  exchange(445, "mu-preferences", post("/v1/admin/preferences", { support_email: "a@b.co" }), answers(200, done)),
  exchange(447, "mu-preferences-empty", post("/v1/admin/preferences"), answers(200, done)),
  exchange(450, "mu-issue-auth-token", get("/v1/users/2/issue-auth-token"), sentence),
  exchange(
    454,
    "mu-thread-new-unknown-user",
    post("/v1/workspace/multi-ws/thread/new", { name: "x", userId: 999 }),
    answers(200, { thread: null, message: "" }),
  ),
  exchange(
    456,
    "mu-thread-chat-unknown-user",
    post("/v1/workspace/multi-ws/thread/u-thread/chat", { message: "Hi", mode: "chat", userId: 999 }),
    answers(200, answer),
  ),
  exchange(
    457,
    "mu-thread-stream-chat-user",
    post("/v1/workspace/multi-ws/thread/u-thread/stream-chat", { message: "Hi", mode: "chat", userId: 2 }),
    streamsEvents(streams.answered),
  ),
  exchange(466, "mu-user-delete", remove("/v1/admin/users/3"), answers(200, done)),
  exchange(468, "mu-user-delete-last-admin", remove("/v1/admin/users/1"), answers(200, done)),
  exchange(469, "mu-user-delete-nan", remove("/v1/admin/users/abc"), answersText(500)),
  exchange(470, "mu-auth-after", get("/v1/auth"), answers(200, { authenticated: true })),
];
