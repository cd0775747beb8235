import type { Recording } from "../recording.js";
import { answers, answersText, exchange, forbidden, get, post, remove, request, streamsEvents, unkeyed, upload } from "./exchange.js";
import { abort, added, answer, done, embeddings, error, invite, members, message, notAdded, notDone, notRemoved, streams, thread, user, workspace } from "./shapes.js";
void added; void embeddings; void message; void upload; void workspace; void abort; void notRemoved;

const exported = "/v1/system/export-chats";
const listed = { chats: [{ id: 1, workspaceId: 1, prompt: "", response: "" }], hasPages: false };
const textPage = (status: number, says?: string) => ({ status, contentType: "text/html; charset=utf-8", body: "", ...(says === undefined ? {} : { says }) });

/** The system, and administration without users. */
export const system: readonly Recording[] = [
  exchange(317, "su-admin-workspace-chats-offset", post("/v1/admin/workspace-chats", { offset: 1 }), answers(200, listed)),
  exchange(319, "su-admin-workspace-chats-noauth", unkeyed("POST", "/v1/admin/workspace-chats", { offset: 0 }), forbidden),
  exchange(325, "system-noauth", unkeyed("GET", "/v1/system"), forbidden),
  exchange(328, "update-env-invalid-provider", post("/v1/system/update-env", { LLMProvider: "nope" }), answers(200, { newValues: {}, error: "" })),
  exchange(330, "update-env-empty", post("/v1/system/update-env"), answers(200, { newValues: {}, error: false })),
  exchange(332, "export-chats-json", get(`${exported}?type=json`), answers(200, [{ id: 1, prompt: "", response: "" }])),
  exchange(334, "export-chats-alpaca", get(`${exported}?type=jsonAlpaca`), answers(200, [{ instruction: "", output: "" }])),
  exchange(336, "export-chats-bad-type", get(`${exported}?type=nope`), answersText(400)),
  exchange(355, "update-env-restore", post("/v1/system/update-env", { GenericOpenAiTokenLimit: "4096" }), answers(200, { newValues: { GenericOpenAiTokenLimit: "" }, error: false })),
];

/** Administration with users. */
export const people: readonly Recording[] = [
  exchange(392, "mu-is-multi-user", get("/v1/admin/is-multi-user-mode"), answers(200, { isMultiUser: true })),
  exchange(394, "mu-users", get("/v1/admin/users"), answers(200, { users: [{ id: 1, username: "", role: "", suspended: 0 }] })),
  exchange(395, "mu-user-new", post("/v1/admin/users/new", { username: "sample-sam", password: "hunter22!", role: "default" }), answers(200, user(2, "sample-sam"))),
  exchange(397, "mu-user-new-short-password", post("/v1/admin/users/new", { username: "shorty", password: "short", role: "default" }), answers(400, { user: null, error: "" }, "8 characters")),
  exchange(399, "mu-user-new-bad-role", post("/v1/admin/users/new", { username: "emperor", password: "hunter22!", role: "emperor" }), answers(400, { user: null, error: "" }, "Invalid role")),
  exchange(401, "mu-user-new-bad-name", post("/v1/admin/users/new", { username: "Bad Name!", password: "hunter22!", role: "default" }), answers(400, { user: null, error: "" })),
  exchange(403, "mu-user-new-missing-password", post("/v1/admin/users/new", { username: "nopass", role: "default" }), answers(400, { user: null, error: "" })),
  exchange(405, "mu-user-new-limit", post("/v1/admin/users/new", { username: "limited", password: "hunter22!", role: "manager", dailyMessageLimit: 1, bio: "hello" }), answers(200, user(4, "limited"))),
  exchange(406, "mu-user-update", post("/v1/admin/users/2", { username: "sample-sam2" }), answers(200, done)),
  exchange(408, "mu-user-update-unsuspend", post("/v1/admin/users/2", { suspended: 0 }), answers(200, done)),
  exchange(410, "mu-user-update-unknown", post("/v1/admin/users/999", { username: "xx-yy" }), answers(200, notDone)),
  exchange(412, "mu-user-update-taken-name", post("/v1/admin/users/2", { username: "limited" }), answers(200, notDone)),
  exchange(416, "mu-users-by-key", get("/v1/users"), answers(200, { users: [{ id: 1, username: "", role: "" }] })),
  exchange(418, "mu-issue-auth-token-disabled", get("/v1/users/2/issue-auth-token"), textPage(403, "Simple SSO")),
  exchange(419, "mu-invite-new", post("/v1/admin/invite/new", { workspaceIds: [1, 3] }), answers(200, invite(1))),
  exchange(421, "mu-invite-new-unknown-workspaces", post("/v1/admin/invite/new", { workspaceIds: [999, "abc"] }), answers(200, invite(3))),
  exchange(423, "mu-invite-delete", remove("/v1/admin/invite/1"), answers(200, done)),
  exchange(425, "mu-invite-delete-unknown", remove("/v1/admin/invite/999"), answers(404, notDone)),
  exchange(427, "mu-update-users", post("/v1/admin/workspaces/1/update-users", { userIds: [1, 2] }), answers(200, done)),
  exchange(428, "mu-update-users-noauth", unkeyed("POST", "/v1/admin/workspaces/1/update-users", { userIds: [1] }), forbidden),
  exchange(429, "mu-workspace-users-slug", get("/v1/admin/workspaces/1/users"), answers(200, members)),
  exchange(432, "mu-update-users-unknown-workspace", post("/v1/admin/workspaces/999/update-users", { userIds: [1] }), answers(200, done)),
  exchange(434, "mu-update-users-empty", post("/v1/admin/workspaces/999/update-users", { userIds: [] }), answers(200, done)),
  exchange(436, "mu-workspace-users-unknown", get("/v1/admin/workspaces/999/users"), answers(200, { users: [] })),
  exchange(438, "mu-manage-users-add", post("/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [2, 3], reset: false }), answers(200, { ...done, ...members })),
  exchange(440, "mu-manage-users-reset", post("/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [1], reset: true }), answers(200, { ...done, ...members })),
  exchange(442, "mu-manage-users-empty", post("/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [], reset: false }), answers(404, { ...notDone, users: [] })),
  exchange(444, "mu-manage-users-unknown-workspace", post("/v1/admin/workspaces/nope/manage-users", { userIds: [1], reset: false }), answersText(500)),
  exchange(445, "mu-preferences", post("/v1/admin/preferences", { support_email: "a@b.co" }), answers(200, done)),
  exchange(447, "mu-preferences-empty", post("/v1/admin/preferences"), answers(200, done)),
  exchange(450, "mu-issue-auth-token", get("/v1/users/2/issue-auth-token"), textPage(403, "Simple SSO is not enabled")),
  exchange(454, "mu-thread-new-unknown-user", post("/v1/workspace/multi-ws/thread/new", { name: "x", userId: 999 }), answers(200, { thread: null, message: "" })),
  exchange(456, "mu-thread-chat-unknown-user", post("/v1/workspace/multi-ws/thread/u-thread/chat", { message: "Hi", mode: "chat", userId: 999 }), answers(200, answer)),
  exchange(457, "mu-thread-stream-chat-user", post("/v1/workspace/multi-ws/thread/u-thread/stream-chat", { message: "Hi", mode: "chat", userId: 2 }), streamsEvents(streams.answered)),
  exchange(466, "mu-user-delete", remove("/v1/admin/users/3"), answers(200, done)),
  exchange(468, "mu-user-delete-last-admin", remove("/v1/admin/users/1"), answers(200, done)),
  exchange(469, "mu-user-delete-nan", remove("/v1/admin/users/abc"), answersText(500)),
  exchange(470, "mu-auth-after", get("/v1/auth"), answers(200, { authenticated: true })),
  exchange(473, "var-issue-auth-token-unknown", get("/v1/users/999/issue-auth-token"), answers(404, error, "User not found")),
  exchange(475, "var-delete-protected", remove("/v1/workspace/multi-ws"), answers(403, notDone)),
  exchange(491, "var-stream-chat-disabled", post("/v1/workspace/multi-ws/stream-chat", { message: "x", mode: "chat" }), streamsEvents(streams.atOnce)),
  exchange(494, "var-chat-report-usage", post("/v1/workspace/multi-ws/chat", { message: "x", mode: "chat" }), answers(200, answer)),
  exchange(501, "var-nocollector-raw-text", post("/v1/document/raw-text", { textContent: "x", metadata: { title: "t" } }), answers(500, notAdded)),
  exchange(516, "var-noupstream-raw-text", post("/v1/document/raw-text", { textContent: "No model", metadata: { title: "No model" }, addToWorkspaces: "multi-ws" }), answers(200, added("custom-documents/raw-no-model-abcd.json"))),
  exchange(517, "var-noupstream-update-embeddings", post("/v1/workspace/multi-ws/update-embeddings", { adds: ["custom-documents/raw-orphan-e3324fd1-3b33-4ac5-bade-a066b313d6df.json"] }), answers(200, { workspace: { id: 1, slug: "", documents: [], contextWindow: 1, currentContextTokenCount: 1 } })),
];
void thread; void request;
