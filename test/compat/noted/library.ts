import type { Recording } from "../recording.js";
import { answers, answersText, exchange, forbidden, get, post, remove, unkeyed, upload } from "./exchange.js";
import { added, error, moved, notAdded, notRemoved, removed } from "./shapes.js";

const library = "custom-documents";
const rawText = "/v1/document/raw-text";
const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const updated = answers(200, {
  workspace: { id: 1, slug: "", documents: [], contextWindow: 1, currentContextTokenCount: 1 },
});
const notFound = answers(404, { folder: "", documents: [], error: "" }, "does not exist");

/** Texts, files and links. */
export const additions: readonly Recording[] = [
  exchange(
    59,
    "raw-text-extra-metadata",
    post(rawText, {
      textContent: "Body with more metadata.",
      metadata: { title: "Extra meta", team: "red", published: "2020-01-01" },
    }),
    answers(200, added(`${library}/raw-extra-meta-6ebfe4c1-e5a3-4e75-955a-467d902e707e.json`)),
  ),
  exchange(61, "raw-text-missing-metadata", post(rawText, { textContent: "abc" }), answers(422, notAdded, "title")),
  exchange(
    63,
    "raw-text-empty-content",
    post(rawText, { textContent: "", metadata: { title: "t" } }),
    answers(422, notAdded),
  ),
  exchange(
    65,
    "raw-text-number-content",
    post(rawText, { textContent: 12, metadata: { title: "t" } }),
    answers(500, notAdded),
  ),
  exchange(
    67,
    "raw-text-workspaces-array",
    post(rawText, { textContent: "abc", metadata: { title: "t" }, addToWorkspaces: ["sample-workspace"] }),
    answers(422, notAdded),
  ),
  exchange(
    69,
    "raw-text-unknown-workspace",
    post(rawText, { textContent: "A text of no workspace.", metadata: { title: "Orphan" }, addToWorkspaces: "nope" }),
    answers(200, added(`${library}/raw-orphan-e3324fd1-3b33-4ac5-bade-a066b313d6df.json`)),
  ),
  exchange(
    78,
    "upload-xlsx",
    upload("/v1/document/upload", "sample.xlsx", sheet),
    answers(200, added("sample.xlsx-abcd/sheet-Harvest.json")),
  ),
  exchange(
    82,
    "upload-unsupported-binary",
    upload("/v1/document/upload", "sample.bin", "application/octet-stream"),
    answers(500, notAdded),
  ),
  exchange(
    84,
    "upload-no-file",
    { ...upload("/v1/document/upload", "x", "x"), multipart: { a: "b" } },
    answersText(500),
  ),
  exchange(
    86,
    "upload-wrong-field",
    upload("/v1/document/upload", "sample.txt", "text/plain", "document"),
    answers(500, notAdded, "Unexpected field"),
  ),
  exchange(
    92,
    "upload-link-private",
    post("/v1/document/upload-link", { link: "http://192.168.1.1/" }),
    answers(500, notAdded),
  ),
  exchange(94, "upload-link-missing", post("/v1/document/upload-link"), answers(500, { success: false })),
];

/** Lists, folders, moves and removals. */
export const folders: readonly Recording[] = [
  exchange(
    96,
    "documents",
    get("/v1/documents"),
    answers(200, { localFiles: { name: "", type: "folder", items: [{ name: "", type: "folder" }] } }),
  ),
  exchange(98, "documents-folder-query-unknown", get("/v1/documents?folder=nope"), notFound),
  exchange(101, "documents-folder-unknown", get("/v1/documents/folder/nope"), notFound),
  exchange(
    103,
    "documents-folder-traversal",
    get("/v1/documents/folder/..%2F..%2F"),
    answers(404, { folder: "", documents: [], error: "" }),
  ),
  exchange(105, "document-get-unknown", get("/v1/document/nope.json"), answersText(404)),
  exchange(
    107,
    "create-folder-duplicate",
    post("/v1/document/create-folder", { name: "peer-new" }),
    answers(500, notRemoved),
  ),
  exchange(
    112,
    "move-files-missing-source",
    post("/v1/document/move-files", { files: [{ from: `${library}/nope.json`, to: "peer-new/nope.json" }] }),
    answers(500, notRemoved),
  ),
  exchange(114, "move-files-missing", post("/v1/document/move-files"), answersText(500)),
  exchange(
    117,
    "update-embeddings-add-again",
    post("/v1/workspace/sample-workspace/update-embeddings", {
      adds: [`${library}/raw-observatory-notes-78415445-c24b-4e2c-8351-8238c55c12cd.json`],
    }),
    updated,
  ),
  exchange(
    119,
    "update-embeddings-unknown-delete",
    post("/v1/workspace/sample-workspace/update-embeddings", { deletes: [`${library}/nope.json`] }),
    updated,
  ),
  exchange(
    121,
    "update-embeddings-unknown-slug",
    post("/v1/workspace/nope/update-embeddings", { adds: [] }),
    answersText(400),
  ),
  exchange(
    123,
    "move-files-embedded",
    post("/v1/document/move-files", {
      files: [
        {
          from: `${library}/raw-observatory-notes-78415445-c24b-4e2c-8351-8238c55c12cd.json`,
          to: "peer-new/raw-observatory-notes-78415445-c24b-4e2c-8351-8238c55c12cd.json",
        },
      ],
    }),
    answers(200, moved),
  ),
  exchange(
    339,
    "remove-documents-unknown",
    remove("/v1/system/remove-documents", { names: ["custom-documents/nope.json"] }),
    answers(200, removed),
  ),
  exchange(341, "remove-documents-missing-names", remove("/v1/system/remove-documents", {}), answersText(500)),
  exchange(344, "remove-folder-unknown", remove("/v1/document/remove-folder", { name: "nope" }), answers(200, removed)),
  exchange(
    346,
    "remove-folder-traversal",
    remove("/v1/document/remove-folder", { name: "../../" }),
    answers(200, removed),
  ),
  exchange(348, "remove-folder-noauth", unkeyed("DELETE", "/v1/document/remove-folder", { name: "x" }), forbidden),
  exchange(352, "generated-files-traversal", get("/v1/document/generated-files/..%2F..%2Fx.pdf"), answers(400, error)),
];
