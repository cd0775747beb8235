import type { BadRequest } from "./bad-request.js";

const settings = "/v1/workspace/new";
const update = "/v1/workspace/:slug/update";

/** Workspaces and their settings. */
export const workspaces: readonly BadRequest[] = [
  { name: "an empty name", path: settings, body: { name: "" }, status: 400, says: "name cannot be null" },
  { name: "a blank name", path: settings, body: { name: "  " }, status: 400, says: "name" },
  { name: "a name that is a number", path: settings, body: { name: 1234 }, status: 400, says: "name" },
  { name: "an operator object for a name", path: settings, body: { name: { $ne: "" } }, status: 400, says: "name" },
  { name: "a NUL in a name", path: settings, body: { name: "a\u0000b" }, status: 400, says: "name" },
  {
    name: "a threshold of 5",
    path: settings,
    body: { name: "a", similarityThreshold: 5 },
    status: 400,
    says: "similarityThreshold",
  },
  {
    name: "a hot temperature",
    path: settings,
    body: { name: "a", openAiTemp: "hot" },
    status: 400,
    says: "openAiTemp",
  },
  {
    name: "a history of -3",
    path: settings,
    body: { name: "a", openAiHistory: -3 },
    status: 400,
    says: "openAiHistory",
  },
  { name: "a topN of 0", path: settings, body: { name: "a", topN: 0 }, status: 400, says: "topN" },
  {
    name: "a mode that is none",
    path: settings,
    body: { name: "a", chatMode: "nonsense" },
    status: 400,
    says: "nonsense is not a valid mode",
  },
  {
    name: "a search mode that is none",
    path: settings,
    body: { name: "a", vectorSearchMode: "magic" },
    status: 400,
    says: "vectorSearchMode",
  },
  { name: "a change that is not valid", path: update, body: { topN: 1_000 }, status: 400, says: "topN" },
  {
    name: "changing an unknown workspace",
    path: "/v1/workspace/nope/update",
    body: { name: "a" },
    status: 400,
    says: "nope is not a valid workspace",
  },
  {
    name: "a number beyond the database's",
    path: "/v1/workspace/99999999999/update",
    body: { name: "a" },
    status: 400,
    says: "not a valid workspace",
  },
  {
    name: "deleting an unknown workspace",
    path: "/v1/workspace/nope",
    method: "DELETE",
    status: 400,
    says: "nope is not a valid workspace",
  },
  {
    name: "a workspace that is SQL",
    path: "/v1/workspace/'%20OR%201=1--",
    method: "DELETE",
    status: 400,
    says: "not a valid workspace",
  },
  { name: "a path that cannot be decoded", path: "/v1/workspace/%ff/chats", status: 400, says: "%ff" },
];
