import { form } from "../../support/rest-client.js";
import type { BadRequest } from "./bad-request.js";

const embeddings = "/v1/workspace/:slug/update-embeddings";
const rawText = "/v1/document/raw-text";
const upload = "/v1/document/upload";
const remove = "/v1/system/remove-documents";
const metadata = { title: "t" };
const notAdded = '"success":false';

const traversals = [
  "..%2F..%2Fetc%2Fpasswd",
  "..%5C..%5Cetc",
  "%2e%2e%2fetc",
  "..%252f..%252fetc",
  "%c0%ae%c0%ae%c0%af",
  "/etc/passwd%00.json",
];

/** The library. */
export const documents: readonly BadRequest[] = [
  ...traversals.map((name) => ({
    name: `a document called ${name}`,
    path: `/v1/document/${name.replace(/^\//, "%2F")}`,
    status: name.startsWith("%c0") ? 400 : 404,
    says: "",
  })),
  { name: "a folder that is none", path: "/v1/documents?folder=..%2F..", status: 404, says: "does not exist" },
  { name: "a folder given twice", path: "/v1/documents?folder=a&folder=b", status: 400, says: "folder" },
  { name: "an offset of -1", path: "/v1/documents?folder=a&offset=-1", status: 400, says: "offset" },
  { name: "a page of a million", path: "/v1/documents?folder=a&limit=1000000", status: 400, says: "limit" },
  {
    name: "a text without a title",
    path: rawText,
    body: { textContent: "abc", metadata: {} },
    status: 422,
    says: "'title'",
  },
  {
    name: "a title that is a number",
    path: rawText,
    body: { textContent: "abc", metadata: { title: 7 } },
    status: 422,
    says: "metadata",
  },
  {
    name: "a title of 600 characters",
    path: rawText,
    body: { textContent: "abc", metadata: { title: "x".repeat(600) } },
    status: 422,
    says: "title",
  },
  { name: "a blank text", path: rawText, body: { textContent: "  ", metadata }, status: 422, says: "textContent" },
  {
    name: "a text that is a number",
    path: rawText,
    body: { textContent: 7, metadata },
    status: 422,
    says: "textContent",
  },
  {
    name: "metadata of 20 KiB",
    path: rawText,
    body: { textContent: "abc", metadata: { ...metadata, extra: "x".repeat(20_480) } },
    status: 422,
    says: "metadata",
  },
  {
    name: "workspaces as a list",
    path: rawText,
    body: { textContent: "abc", addToWorkspaces: ["a"], metadata },
    status: 422,
    says: "addToWorkspaces",
  },
  {
    name: "101 workspaces",
    path: rawText,
    body: { textContent: "abc", addToWorkspaces: Array.from({ length: 101 }, (_, at) => `w${at}`).join(), metadata },
    status: 422,
    says: "addToWorkspaces",
  },
  { name: "JSON for an upload", path: upload, body: { a: 1 }, status: 400, says: "multipart" },
  { name: "a form without a file", path: upload, body: new FormData(), status: 400, says: notAdded },
  {
    name: "a file under another name",
    path: upload,
    body: form({ name: "a.txt", content: "x", field: "document" }),
    status: 400,
    says: "Unexpected field",
  },
  {
    name: "a form that is cut",
    path: upload,
    body: "--x\r\nContent-",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    status: 400,
    says: notAdded,
  },
  {
    name: "a form without a boundary",
    path: upload,
    body: "x",
    headers: { "content-type": "multipart/form-data" },
    status: 400,
    says: notAdded,
  },
  {
    name: "metadata that is no JSON",
    path: upload,
    body: form({ name: "a.txt", content: "x" }, { metadata: "{" }),
    status: 400,
    says: "metadata",
  },
  {
    name: "a folder without a name",
    path: "/v1/document/upload/..%2F..",
    body: form({ name: "a.txt", content: "x" }),
    status: 400,
    says: "folder",
  },
  { name: "an empty file", path: upload, body: form({ name: "a.txt", content: "" }), status: 422, says: notAdded },
  {
    name: "a PDF that is none",
    path: upload,
    body: form({ name: "a.pdf", content: "%PDF-1.7 and then nothing of a PDF" }),
    status: 422,
    says: notAdded,
  },
  {
    name: "names that are a text",
    path: remove,
    method: "DELETE",
    body: { names: "a.json" },
    status: 400,
    says: "names",
  },
  { name: "no names", path: remove, method: "DELETE", body: {}, status: 400, says: "names" },
  { name: "locations that are numbers", path: embeddings, body: { adds: [1] }, status: 400, says: "adds" },
  { name: "locations that are a text", path: embeddings, body: { deletes: "a" }, status: 400, says: "deletes" },
  {
    name: "documents for an unknown workspace",
    path: "/v1/workspace/nope/update-embeddings",
    body: {},
    status: 400,
    says: "nope",
  },
];
