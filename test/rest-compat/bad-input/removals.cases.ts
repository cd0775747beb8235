import type { BadRequest } from "./bad-request.js";

const chats = "/v1/workspace/:slug/chats";
const documents = "/v1/system/remove-documents";
const folder = "/v1/document/remove-folder";
const embeddings = "/v1/workspace/:slug/update-embeddings";

const noObjects = ["[]", '["1"]', '[{"chatId":1}]', '"1"', '""', "1", "0", "true", "false", "null", " null "];
const noNumbers: readonly unknown[] = [
  "",
  " ",
  "1e0",
  "0x1",
  "01",
  "-1",
  "*",
  "all",
  [],
  [1],
  {},
  { $ne: 1 },
  null,
  1.5,
];
const queries = ["chatId", "chatId=", "chatId=*", "chatId=1&chatId=2", "chatId[]=1", "chatId%5B$ne%5D=1", "chatid=1"];
const text = { "content-type": "text/plain" };
const form = { "content-type": "application/x-www-form-urlencoded" };

/** Requests that delete nothing, however much their route could: what is not understood asks for nothing. */
export const removals: readonly BadRequest[] = [
  ...noObjects.flatMap((body): BadRequest[] => [
    { name: `${body} for the chats to delete`, path: chats, method: "DELETE", body, status: 400, says: "object" },
    {
      name: `${body} in plain text for the chats to delete`,
      path: chats,
      method: "DELETE",
      body,
      headers: text,
      status: 400,
      says: "object",
    },
    {
      name: `${body} for the documents to remove`,
      path: documents,
      method: "DELETE",
      body,
      status: 400,
      says: "object",
    },
    { name: `${body} for the folder to remove`, path: folder, method: "DELETE", body, status: 400, says: "object" },
    {
      name: `${body} for a workspace's documents`,
      path: embeddings,
      method: "POST",
      body,
      status: 400,
      says: "object",
    },
  ]),
  ...noNumbers.map((chatId) => ({
    name: `${JSON.stringify(chatId)} for the chat to delete`,
    path: chats,
    method: "DELETE",
    body: { chatId },
    status: 400,
    says: "chatId",
  })),
  ...queries.map((query) => ({
    name: `?${query} for the chat to delete`,
    path: `${chats}?${query}`,
    method: "DELETE",
    status: 400,
    says: '"success":false',
  })),
  {
    name: "a misspelled name in a form",
    path: chats,
    method: "DELETE",
    body: "chatid=1",
    headers: form,
    status: 400,
    says: "chatid",
  },
  {
    name: "a chat to delete in a multipart form",
    path: chats,
    method: "DELETE",
    body: formData("chatId", "1"),
    status: 415,
    says: '"success":false',
  },
  { name: "a chat without a name", path: "/v1/workspace/:slug/chat/", method: "DELETE", status: 405, says: "" },
  { name: "a chat with a blank name", path: "/v1/workspace/:slug/chat/%20", method: "DELETE", status: 404, says: "" },
  { name: "a workspace with a blank name", path: "/v1/workspace/%20", method: "DELETE", status: 400, says: "" },
  ...[[null], [["a"]], { 0: "a" }, "", 1].flatMap((value): BadRequest[] => [
    {
      name: `${JSON.stringify(value)} for names of documents`,
      path: documents,
      method: "DELETE",
      body: { names: value },
      status: 400,
      says: "names",
    },
    {
      name: `${JSON.stringify(value)} for documents to take from a workspace`,
      path: embeddings,
      body: { deletes: value },
      status: 400,
      says: "deletes",
    },
  ]),
  ...[[], ["custom-documents"], {}, { $ne: "" }, 1, true].map((name) => ({
    name: `${JSON.stringify(name)} for a folder's name`,
    path: folder,
    method: "DELETE",
    body: { name },
    status: 400,
    says: "name",
  })),
];

function formData(name: string, value: string): FormData {
  const data = new FormData();
  data.set(name, value);
  return data;
}
