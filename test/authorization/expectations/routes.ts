import type { WorldObject } from "../world/index.js";
import { chatRoutes } from "./chat-routes.js";
import { collectors, managers, readers, talkers } from "./groups.js";
import { administrationRoutes } from "./administration-routes.js";
import { embedRoutes } from "./embed-routes.js";
import { libraryRoutes } from "./library-routes.js";
import { admitted, refused, type RouteExpectation } from "./route.js";

const location = ({ uuid }: WorldObject) => `custom-documents/heron-${uuid}.json`;
const withoutModel = 500;
const question = { message: "What does the heron eat?", mode: "chat" };
/** Without a workspace that it reaches there is no place where it may add a document. */
const limited = { limitedKey: refused } as const;

/** Adding a document, and to which workspaces; unknown ones are told of, and the document is added. */
function adding(path: string, bodyOf: (places: string | undefined) => unknown): RouteExpectation[] {
  const rest = Object.fromEntries(collectors.map((caller) => [caller, admitted]));
  const notAdded = Object.fromEntries(readers.filter((one) => !collectors.includes(one)).map((one) => [one, refused]));
  return [
    { who: collectors, request: () => ({ path, body: bodyOf(undefined) }), unlike: { plain: limited } },
    {
      who: collectors,
      kind: "Workspace",
      request: ({ slug }) => ({ path, body: bodyOf(slug) }),
      unlike: {
        unknown: { ...rest, ...notAdded, ...limited },
        elsewhere: { ...notAdded, ...limited },
        home: notAdded,
      },
    },
  ];
}

function upload(places: string | undefined): FormData {
  const form = new FormData();
  form.set("file", new Blob(["The heron eats frogs."]), "heron.txt");
  if (places !== undefined) form.set("addToWorkspaces", places);
  return form;
}

/** Every route of every dialect, by method and path. */
export const routes: Readonly<Record<string, readonly RouteExpectation[]>> = {
  "GET /auth": [{ who: readers, request: () => ({ path: "/auth" }) }],
  "POST /workspace/new": [
    {
      who: managers,
      request: () => ({ path: "/workspace/new", body: { name: "New" } }),
      unlike: { plain: limited },
    },
  ],
  "GET /workspaces": [{ who: readers, request: () => ({ path: "/workspaces" }) }],
  "GET /workspace/:slug": [
    { who: readers, kind: "Workspace", request: ({ slug }) => ({ path: `/workspace/${slug}` }), unknown: 200 },
  ],
  "POST /workspace/:slug/update": [
    {
      who: managers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}/update`, body: { openAiPrompt: "changed" } }),
      unknown: 400,
      changes: true,
    },
  ],
  "DELETE /workspace/:slug": [
    {
      who: managers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}` }),
      unknown: 400,
      changes: true,
    },
  ],
  "POST /workspace/:slug/chat": [
    {
      who: talkers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}/chat`, body: question }),
      unknown: 400,
    },
  ],
  "POST /workspace/:slug/stream-chat": [
    {
      who: talkers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}/stream-chat`, body: question }),
      unknown: 400,
    },
  ],
  "GET /workspace/:slug/chats": [
    { who: readers, kind: "Workspace", request: ({ slug }) => ({ path: `/workspace/${slug}/chats` }), unknown: 400 },
  ],
  "POST /workspace/:slug/update-embeddings": [
    {
      who: collectors,
      kind: "Workspace",
      request: ({ slug }, standing) => ({
        path: `/workspace/${slug}/update-embeddings`,
        body: { adds: [location(standing("sharedDocument"))] },
      }),
      unknown: 400,
      changes: true,
    },
    {
      who: collectors,
      kind: "Document",
      request: (document, standing) => ({
        path: `/workspace/${standing("home").slug}/update-embeddings`,
        body: { adds: [location(document)] },
      }),
      unlike: { ...outsidersWorkspace() },
      changes: true,
    },
    {
      who: managers,
      kind: "Document",
      request: (document, standing) => ({
        path: `/workspace/${standing("home").slug}/update-embeddings`,
        body: { deletes: [location(document)] },
      }),
      unlike: { ...outsidersWorkspace() },
      changes: true,
    },
  ],
  "POST /workspace/:slug/vector-search": [
    {
      who: readers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/workspace/${slug}/vector-search`, body: { query: "heron frogs" } }),
      unknown: 400,
    },
  ],
  "POST /document/upload": adding("/document/upload", upload),
  "POST /document/upload/:folderName": adding("/document/upload/birds", upload),
  "POST /document/raw-text": adding("/document/raw-text", (places) => ({
    textContent: "The heron eats frogs.",
    metadata: { title: "Heron" },
    ...(places === undefined ? {} : { addToWorkspaces: places }),
  })),
  "GET /documents": [{ who: readers, request: () => ({ path: "/documents" }) }],
  "GET /documents/folder/:folderName": [
    {
      who: readers,
      request: () => ({ path: "/documents/folder/custom-documents" }),
      // There is none in which the outsider would know of a document.
      unlike: { plain: { outsider: 404 } },
    },
  ],
  "GET /document/:docName": [
    {
      who: readers,
      kind: "Document",
      request: (document) => ({ path: `/document/${encodeURIComponent(location(document).split("/")[1] ?? "")}` }),
      unknown: 404,
    },
  ],
  "DELETE /system/remove-documents": [
    {
      who: managers,
      kind: "Document",
      request: (document) => ({ path: "/system/remove-documents", body: { names: [location(document)] } }),
      unlike: { sharedDocument: { limitedKey: refused } },
      changes: true,
    },
  ],
  ...administrationRoutes,
  ...libraryRoutes,
  ...embedRoutes,
  ...chatRoutes,
  "GET /openai/models": [{ who: readers, request: () => ({ path: "/openai/models" }) }],
  "GET /openai/models/:model": [
    { who: readers, kind: "Workspace", request: ({ slug }) => ({ path: `/openai/models/${slug}` }), unknown: 404 },
  ],
  "POST /openai/chat/completions": [
    {
      who: talkers,
      kind: "Workspace",
      request: ({ slug }) => ({
        path: "/openai/chat/completions",
        body: { model: slug, messages: [{ role: "user", content: question.message }] },
      }),
      unknown: 404,
    },
  ],
  "POST /openai/embeddings": [
    { who: talkers, request: () => ({ path: "/openai/embeddings", body: { input: "The heron eats frogs." } }) },
  ],
  "GET /openai/vector_stores": [
    { who: readers, request: () => ({ path: "/openai/vector_stores" }) },
    {
      who: readers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/openai/vector_stores?after=${slug}` }),
      unknown: 400,
    },
  ],
  // There is no image model here: whoever is admitted gets as far as that.
  "POST /openai/images/generations": [drawing("/openai/images/generations", { prompt: "A heron" })],
  "POST /openai/images/edits": [drawing("/openai/images/edits", heron())],
};

function drawing(path: string, body: unknown): RouteExpectation {
  const unlike = Object.fromEntries(talkers.map((caller) => [caller, withoutModel]));
  return { who: talkers, request: () => ({ path, body }), unlike: { plain: unlike } };
}

function heron(): FormData {
  const form = new FormData();
  form.set("prompt", "A heron");
  form.set("image", new Blob(["heron"]), "heron.png");
  return form;
}

/** The outsider does not get as far as the document. */
function outsidersWorkspace(): NonNullable<RouteExpectation["unlike"]> {
  const names = ["homeDocument", "sharedDocument", "elsewhereDocument", "looseDocument", "unknown"] as const;
  return Object.fromEntries(names.map((name) => [name, { outsider: 400 }]));
}
