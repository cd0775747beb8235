import { stringify } from "csv-stringify/sync";
import { defaultSystemPrompt } from "../../../config/index.js";
import type { ExportedChat, ExportedPage } from "./exported-chats.js";

/** A chat as the formats `csv` and `json` have it. */
function rowOf(chat: ExportedChat, isMultiUser: boolean) {
  return {
    id: chat.databaseId,
    workspace: chat.workspace.name,
    prompt: chat.prompt,
    response: chat.response,
    sent_at: chat.createdAt,
    username: usernameOf(chat, isMultiUser),
    rating: chat.feedback === null ? "--" : chat.feedback.rating,
  };
}

/** On an instance without accounts nobody has a name; a session is some program's. */
function usernameOf({ user, sessionId }: ExportedChat, isMultiUser: boolean): string {
  if (isMultiUser && user !== null) return user.username;
  return sessionId === null ? "unknown user" : "API";
}

const columns = ["id", "workspace", "prompt", "response", "sent_at", "username", "rating"];
/** What people and models write, and spreadsheets must not take for formulas. */
const written: ReadonlySet<string | number | undefined> = new Set(["workspace", "prompt", "response", "username"]);

/** The first line of a CSV file. */
export function csvHead(): string {
  return stringify([columns]);
}

/** The lines of some chats, one each, every field in quotes; times as JavaScript tells them. */
export function csvLines({ chats, isMultiUser }: ExportedPage): string {
  const rows = chats.map((chat) => {
    const row = rowOf(chat, isMultiUser);
    return {
      ...row,
      prompt: oneLine(row.prompt),
      response: oneLine(row.response),
      sent_at: String(new Date(row.sent_at)),
    };
  });
  return stringify(rows, {
    columns,
    quoted: true,
    cast: { string: (value, { column }) => ({ value, escape_formulas: written.has(column) }) },
  });
}

function oneLine(text: string): string {
  return text.replace(/\r?\n/g, " ");
}

/** Chats as the objects of the format `json`. */
export function jsonRows({ chats, isMultiUser }: ExportedPage): object[] {
  return chats.map((chat) => ({ ...rowOf(chat, isMultiUser), attachments: imagesOf(chat) }));
}

/** Chats as instructions, for the training of models. */
export function alpacaRows({ chats }: ExportedPage): object[] {
  return chats.map(({ prompt, response, workspace, citations = [] }) => {
    const passages = citations.map(({ text }, index) => `[CONTEXT ${index}]:\n${text}\n[END CONTEXT ${index}]\n\n`);
    const context = passages.length === 0 ? "" : `\nContext:\n${passages.join("")}`;
    return {
      instruction: `${workspace.systemPrompt ?? defaultSystemPrompt}${context}`,
      input: prompt,
      output: response,
    };
  });
}

/** Attachments whose bytes are kept, as data URLs. */
export function imagesOf({ attachments = [] }: Pick<ExportedChat, "attachments">): object[] {
  return attachments
    .filter(({ contentString }) => contentString !== "")
    .map(({ mime, contentString }) => ({
      type: "image",
      image: contentString.startsWith("data:") ? contentString : `data:${mime};base64,${contentString}`,
    }));
}
