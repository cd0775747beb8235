import { documents } from "./fixture-documents.js";
import { conversation, embed, request, type State, thread, user, withoutEmbed, workspace } from "./state.js";

const ada = "sample-sam";
const visitor = "11111111-2222-4333-8444-555555555555";
const filledEmbed = "73757e85-00c2-41e2-b845-ca02494835d6";

/** Whether people may come by single sign-on. */
function singleSignOn(before: number, isOn: boolean): State {
  return {
    before,
    what: `single sign-on ${isOn ? "on" : "off"}`,
    make: async (world) => {
      await world.ask(
        `mutation ($isOn: JSON!) { updateSettings(input: { values: [{ name: "simpleSsoEnabled", value: $isOn }] }) { __typename } }`,
        {
          isOn,
        },
      );
    },
  };
}

/** An instance of many users, with the recorded administrator. */
const manyUsers: State = {
  before: 392,
  what: "many users",
  make: async (world) => {
    const { instance } = await world.ask<{ instance: { multiUserMode: boolean } }>("{ instance { multiUserMode } }");
    if (instance.multiUserMode) return;
    await world.ask(
      `mutation { enableMultiUserMode(input: { username: "admin", password: "Str0ngPassw0rd!" }) { __typename } }`,
    );
  },
};

const people: readonly State[] = [
  user(394, 1, { username: "admin", password: "Str0ngPassw0rd!", role: "admin" }),
  user(396, 2, { username: ada, password: "hunter22!", role: "default" }),
  user(403, 3, { username: "norole", password: "hunter22!", role: "default" }),
  user(406, 4, {
    username: "limited",
    password: "hunter22!",
    role: "manager",
    dailyMessageLimit: 1,
    bio: "hello",
  }),
  request(409, "/v1/admin/users/2", { suspended: 0 }),
  invite(420, 1, { workspaceIds: [1, 3] }),
  invite(421, 2, {}),
  invite(422, 3, {}),
  request(424, "/v1/admin/invite/1", {}, "DELETE"),
  request(430, "/v1/admin/workspaces/1/update-users", { userIds: [1, 2] }),
  request(439, "/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [2, 3], reset: true }),
  request(441, "/v1/admin/workspaces/sample-workspace/manage-users", { userIds: [1], reset: true }),
];

/** An invite with a recorded number, unless as many are there. */
function invite(before: number, number: number, body: Readonly<Record<string, unknown>>): State {
  return {
    before,
    what: `invite ${number}`,
    make: async (world) => {
      const { invites } = await world.send("/v1/admin/invites");
      if (Array.isArray(invites) && invites.length >= number) return;
      const made = (
        await world.send("/v1/admin/invite/new", world.names.inBody(body) as Readonly<Record<string, unknown>>)
      )["invite"];
      const id = (made as { id?: unknown } | undefined)?.id;
      if (typeof id === "number") world.names.setNumber("invite", number, id);
    },
  };
}

/** What the recorded exchanges rely on, in the order in which it came about. */
export const fixture: readonly State[] = [
  singleSignOn(1, false),
  workspace(19, "sample-workspace", { name: "Sample Workspace" }, 1),
  workspace(20, "sample-workspace-26263701", { name: "Sample Workspace" }, 2),
  workspace(
    21,
    "full-workspace",
    {
      name: "Full Workspace",
      similarityThreshold: 0.7,
      openAiTemp: 0.7,
      openAiHistory: 20,
      openAiPrompt: "Custom prompt for responses",
      queryRefusalResponse: "Custom refusal message",
      chatMode: "chat",
      topN: 4,
    },
    3,
  ),
  workspace(28, "privet-mir", { name: "Привет мир" }, 5),
  workspace(29, "c83a8fc4-e48f-452b-85ec-a438fae5ad97", { name: "🚀🚀" }, 6),
  workspace(30, "ab-and-cde", { name: "a/b & c?d=e" }, 7),
  workspace(32, "text-plain", { name: "Text Plain" }, 9),
  workspace(36, "url-encoded", { name: "Url Encoded" }, 10),
  ...documents,
  request(118, "/v1/workspace/sample-workspace/update-embeddings", {
    adds: [
      "custom-documents/raw-observatory-notes-78415445-c24b-4e2c-8351-8238c55c12cd.json",
      "custom-documents/sample.pdf-dc88827f-dbf2-47ce-b03e-1dba29ff8ec9.json",
    ],
  }),
  // Recorded without a `docPath`, which pinned the first document; here such a request changes nothing, and says so.
  request(131, "/v1/workspace/sample-workspace/update-pin", {
    docPath: "custom-documents/embedded.txt-ec0bf423-0c71-4872-9828-7cfcb76f33d0.json",
    pinStatus: true,
  }),
  conversation(201, "/v1/workspace/sample-workspace/chats", {
    path: "/v1/workspace/sample-workspace/chat",
    body: { message: "What does the observatory on Mount Kelda house?", mode: "chat" },
  }),
  conversation(203, "/v1/workspace/sample-workspace/chats?apiSessionId=sess-1", {
    path: "/v1/workspace/sample-workspace/chat",
    body: { message: "Session message", mode: "chat", sessionId: "sess-1" },
  }),
  thread(210, "peer-thread", "sample-workspace", { name: "Peer thread", slug: "peer-thread" }),
  thread(212, "39935a81-2ec1-46f7-a55a-6db01b7572a0", "sample-workspace", {}),
  thread(213, "8b40d989-ba6c-49bd-954d-9c91fbb9cab8", "sample-workspace", {}),
  conversation(233, "/v1/workspace/sample-workspace/thread/peer-thread/chats", {
    path: "/v1/workspace/sample-workspace/thread/peer-thread/chat",
    body: { message: "Thread question about Mount Kelda observatory", mode: "chat" },
  }),
  request(257, "/v1/workspace/url-encoded/update", { chatMode: "query" }),
  embed(287, "1bdee0bb-d47c-4ca0-860c-c0023d13f777", { workspace_slug: "sample-workspace", chat_mode: "chat" }),
  embed(288, "eeb679f0-cf60-4399-9d64-8d8179514864", { workspace_slug: "text-plain", chat_mode: "query" }),
  embed(289, "200840bb-2a5e-4431-90bb-734889830379", { workspace_slug: "text-plain", chat_mode: "query" }),
  withoutEmbed(303, "1bdee0bb-d47c-4ca0-860c-c0023d13f777"),
  embed(359, "b475a5c2-7931-48ea-a677-7aa876358bc1", {
    workspace_slug: "text-plain",
    chat_mode: "chat",
    allowlist_domains: "example.com",
  }),
  embed(360, filledEmbed, { workspace_slug: "text-plain", chat_mode: "chat" }),
  conversation(364, `/v1/embed/${filledEmbed}/chats`, {
    path: `/embed/${filledEmbed}/stream-chat`,
    body: { sessionId: visitor, message: "Hello embed" },
  }),
  manyUsers,
  ...people,
  workspace(452, "multi-ws", { name: "Multi WS" }, 12),
  thread(454, "u-thread", "multi-ws", { name: "U thread", slug: "u-thread", userId: 2 }),
  conversation(458, "/v1/workspace/multi-ws/thread/u-thread/chats", {
    path: "/v1/workspace/multi-ws/thread/u-thread/chat",
    body: { message: "Hi as user", mode: "chat" },
  }),
  conversation(460, "/v1/workspace/multi-ws/chats", {
    path: "/v1/workspace/multi-ws/chat",
    body: { message: "Hi ws", mode: "chat" },
  }),
  singleSignOn(471, true),
];
