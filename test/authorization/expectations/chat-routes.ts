import type { Caller } from "../callers.js";
import type { WorldObject } from "../world/index.js";
import { managers, readers, talkers } from "./groups.js";
import { type Kind, namesOf, type ObjectName } from "./knowledge.js";
import type { RouteExpectation } from "./route.js";

type Unlike = NonNullable<RouteExpectation["unlike"]>;

const question = { message: "What does the heron eat?", mode: "chat" };
const location = ({ uuid }: WorldObject) => `custom-documents/heron-${uuid}.json`;
/** The same status for some callers. */
const all = (callers: readonly Caller[], status: number) => Object.fromEntries(callers.map((one) => [one, status]));

/** Everything is named below `home`: what stands elsewhere is unknown there, and the outsider gets no further. */
function belowHome(kind: Kind, foreign: readonly ObjectName[], status: number, outsider: number): Unlike {
  const names = [...namesOf(kind), "unknown" as const];
  return Object.fromEntries(
    names.map((name) => [name, { ...(foreign.some((one) => one === name) ? all(readers, status) : {}), outsider }]),
  );
}

const thread = (rest: string) => (object: WorldObject, standing: (name: ObjectName) => WorldObject) =>
  `/workspace/${standing("home").slug}/thread/${object.slug}${rest}`;
/** A thread of the workspace is its managers' to change. */
const common = (unlike: Unlike): Unlike => ({
  ...unlike,
  commonThread: { ...unlike.commonThread, member: 403, memberKey: 403 },
});

/** The routes of chats, threads and pins. */
export const chatRoutes: Readonly<Record<string, readonly RouteExpectation[]>> = {
  "POST /workspace/:slug/thread/new": [
    {
      who: talkers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}/thread/new`, body: { name: "New" } }),
      unknown: 400,
      changes: true,
    },
  ],
  "POST /workspace/:slug/thread/:threadSlug/update": [
    {
      who: talkers,
      kind: "Thread",
      request: (object, standing) => ({ path: thread("/update")(object, standing), body: { name: "Renamed" } }),
      unknown: 404,
      unlike: common(belowHome("Thread", ["elsewhereThread"], 404, 404)),
      changes: true,
    },
  ],
  "DELETE /workspace/:slug/thread/:threadSlug": [
    {
      who: talkers,
      kind: "Thread",
      request: (object, standing) => ({ path: thread("")(object, standing) }),
      unlike: common(belowHome("Thread", ["elsewhereThread"], 200, 400)),
      changes: true,
    },
  ],
  "GET /workspace/:slug/thread/:threadSlug/chats": [
    {
      who: readers,
      kind: "Thread",
      request: (object, standing) => ({ path: thread("/chats")(object, standing) }),
      unknown: 404,
      unlike: belowHome("Thread", ["elsewhereThread"], 404, 404),
    },
  ],
  "POST /workspace/:slug/thread/:threadSlug/chat": [
    {
      who: talkers,
      kind: "Thread",
      request: (object, standing) => ({ path: thread("/chat")(object, standing), body: question }),
      unknown: 404,
      unlike: belowHome("Thread", ["elsewhereThread"], 404, 404),
    },
  ],
  "POST /workspace/:slug/thread/:threadSlug/stream-chat": [
    {
      who: talkers,
      kind: "Thread",
      request: (object, standing) => ({ path: thread("/stream-chat")(object, standing), body: question }),
      unknown: 400,
      unlike: belowHome("Thread", ["elsewhereThread"], 400, 400),
    },
  ],
  "DELETE /workspace/:slug/chats": [
    {
      who: talkers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}/chats` }),
      unknown: 400,
      changes: true,
    },
    {
      who: talkers,
      kind: "Chat",
      request: ({ databaseId }, standing) => ({
        path: `/workspace/${standing("home").slug}/chats`,
        body: { chatId: databaseId },
      }),
      unknown: 404,
      unlike: belowHome("Chat", ["elsewhereChat"], 404, 400),
      changes: true,
    },
  ],
  "GET /workspace/:slug/chat/:chatName": [
    {
      who: readers,
      kind: "Chat",
      request: ({ databaseId }, standing) => ({ path: `/workspace/${standing("home").slug}/chat/msg-${databaseId}` }),
      unknown: 404,
      unlike: belowHome("Chat", ["elsewhereChat"], 404, 400),
    },
  ],
  "DELETE /workspace/:slug/chat/:chatName": [
    {
      who: talkers,
      kind: "Chat",
      request: ({ databaseId }, standing) => ({ path: `/workspace/${standing("home").slug}/chat/${databaseId}` }),
      unknown: 404,
      unlike: belowHome("Chat", ["elsewhereChat"], 404, 400),
      changes: true,
    },
  ],
  "GET /system/export-chats": [
    { who: readers, request: () => ({ path: "/system/export-chats?type=json" }) },
    { who: readers, request: () => ({ path: "/system/export-chats" }) },
  ],
  "POST /admin/workspace-chats": [
    { who: readers, request: () => ({ path: "/admin/workspace-chats", body: { offset: 0 } }) },
  ],
  "POST /workspace/:slug/update-pin": [
    {
      who: managers,
      kind: "Document",
      request: (document, standing) => ({
        path: `/workspace/${standing("home").slug}/update-pin`,
        body: { docPath: location(document), pinStatus: true },
      }),
      unknown: 404,
      // Documents that are not in the workspace are as unknown to it, for whoever may pin at all.
      unlike: Object.fromEntries(
        [...namesOf("Document"), "unknown" as const].map((name) => [
          name,
          name === "elsewhereDocument" || name === "looseDocument"
            ? { ...all(managers, 404), outsider: 400 }
            : { outsider: 400 },
        ]),
      ),
    },
  ],
};
