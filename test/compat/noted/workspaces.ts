import type { Recording } from "../recording.js";
import {
  answers,
  answersNothing,
  answersPage,
  answersText,
  exchange,
  forbidden,
  get,
  post,
  remove,
  sends,
  unkeyed,
} from "./exchange.js";
import { hits, message, workspace } from "./shapes.js";

const first = "/v1/workspace/sample-workspace";
const nameless = answers(400, { workspace: null, message: "" }, "name cannot be null");
const textPlain = { Authorization: "Bearer <KEY>", "Content-Type": "text/plain" };
const form = { Authorization: "Bearer <KEY>", "Content-Type": "application/x-www-form-urlencoded" };
const emptyQuery = answers(400, message, "Query parameter cannot be empty.");

/** Keys, paths, and workspaces up to their deletion. */
export const workspaces: readonly Recording[] = [
  exchange(2, "auth-no-key", unkeyed("GET", "/v1/auth"), forbidden),
  exchange(4, "auth-empty-key", sends("GET", "/v1/auth", undefined, { Authorization: "Bearer " }), forbidden),
  exchange(
    6,
    "auth-token-scheme",
    sends("GET", "/v1/auth", undefined, { Authorization: "Token <KEY>" }),
    answers(200, { authenticated: true }),
  ),
  exchange(
    11,
    "post-preflight",
    sends("OPTIONS", "/v1/workspace/new", undefined, {
      Origin: "http://example.com",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type",
    }),
    {
      status: 204,
      contentType: null,
      headers: { "access-control-allow-methods": "", "access-control-allow-headers": "" },
    },
  ),
  exchange(14, "unknown-route-delete", unkeyed("DELETE", "/v1/no-such-route"), answersPage),
  exchange(
    19,
    "workspace-new-duplicate",
    post("/v1/workspace/new", { name: "Sample Workspace" }),
    answers(200, workspace("sample-workspace-26263701")),
  ),
  exchange(21, "workspace-new-no-name", post("/v1/workspace/new"), nameless),
  exchange(23, "workspace-new-null-name", post("/v1/workspace/new", { name: null }), nameless),
  exchange(
    27,
    "workspace-new-cyrillic",
    post("/v1/workspace/new", { name: "Привет мир" }),
    answers(200, workspace("privet-mir"), '"slug":"privet-mir"'),
  ),
  exchange(
    29,
    "workspace-new-symbols",
    post("/v1/workspace/new", { name: "a/b & c?d=e" }),
    answers(200, workspace("ab-and-cde"), '"slug":"ab-and-cde"'),
  ),
  exchange(
    31,
    "workspace-new-textplain",
    sends("POST", "/v1/workspace/new", '{"name": "Text Plain"}', textPlain),
    answers(200, workspace("text-plain")),
  ),
  exchange(33, "workspace-new-malformed-noauth", unkeyed("POST", "/v1/workspace/new", '{"name": '), {
    ...answersPage,
    status: 400,
  }),
  exchange(
    35,
    "workspace-new-urlencoded",
    sends("POST", "/v1/workspace/new", "name=Url+Encoded", form),
    answers(200, workspace("url-encoded")),
  ),
  exchange(37, "workspace-new-noauth", unkeyed("POST", "/v1/workspace/new", { name: "x" }), forbidden),
  exchange(40, "workspace-get-unknown", get("/v1/workspace/nope"), answers(200, { workspace: [] })),
  exchange(
    44,
    "workspace-update-unknown-fields",
    post(`${first}/update`, { nope: 1 }),
    answers(200, { workspace: { id: 1 }, message: "" }, "No valid fields to update!"),
  ),
  exchange(
    46,
    "workspace-update-empty-name",
    post(`${first}/update`, { name: "" }),
    answers(200, workspace(), "My Workspace"),
  ),
  exchange(48, "workspace-update-unknown", post("/v1/workspace/nope/update", { name: "x" }), answersText(400)),
  exchange(
    50,
    "workspace-new-to-delete",
    post("/v1/workspace/new", { name: "To delete" }),
    answers(200, workspace("to-delete")),
  ),
  exchange(51, "workspace-delete", remove("/v1/workspace/to-delete"), answersText(200, "OK")),
];

/** Documents in workspaces, and search. */
export const retrieval: readonly Recording[] = [
  exchange(
    127,
    "update-unpin",
    post(`${first}/update-pin`, { docPath: sample(), pinStatus: false }),
    answers(200, message),
  ),
  exchange(
    129,
    "update-pin-unknown-slug",
    post("/v1/workspace/nope/update-pin", { docPath: sample(), pinStatus: true }),
    answersNothing(500),
  ),
  exchange(
    131,
    "update-pin-not-boolean",
    post(`${first}/update-pin`, { docPath: sample(), pinStatus: "yes" }),
    answers(200, message),
  ),
  exchange(
    133,
    "vector-search-top",
    post(`${first}/vector-search`, { query: "Mount Kelda observatory telescope", topN: 1 }),
    answers(200, hits),
  ),
  exchange(137, "vector-search-empty-query", post(`${first}/vector-search`, { query: "" }), emptyQuery),
  exchange(139, "vector-search-number-query", post(`${first}/vector-search`, { query: 5 }), emptyQuery),
  exchange(
    141,
    "vector-search-unknown-slug",
    post("/v1/workspace/nope/vector-search", { query: "x" }),
    answers(400, message),
  ),
  exchange(
    143,
    "vector-search-out-of-range",
    post(`${first}/vector-search`, { query: "Mount Kelda observatory telescope", topN: -1, scoreThreshold: 7 }),
    answers(200, hits),
  ),
  exchange(
    385,
    "vector-search-words-for-numbers",
    post(`${first}/vector-search`, { query: "lighthouse keeper", topN: "many", scoreThreshold: "high" }),
    answers(200, hits),
  ),
  exchange(
    515,
    "var-noupstream-vector-search",
    post(`${first}/vector-search`, { query: "lighthouse" }),
    answersText(500),
  ),
];

function sample(): string {
  return "custom-documents/sample.pdf-dc88827f-dbf2-47ce-b03e-1dba29ff8ec9.json";
}
