import { defaultSystemPrompt } from "../../../config/index.js";
import type { CallerClient } from "../../client.js";
import { type ExportedPage, exportedChats, type ExportedParts, exportedWorkspaces } from "./exported-chats.js";
import { alpacaRows, csvHead, csvLines, imagesOf, jsonRows } from "./rows.js";

/** A format of exports. */
export interface ExportFormat {
  readonly contentType: string;
  /** The pieces of the file, each of some dozens of chats at most: no more is in memory at once. */
  readonly pieces: (client: CallerClient) => AsyncGenerator<string, void, void>;
}

/** The names of the formats. */
export const exportNames = ["csv", "json", "jsonl", "jsonAlpaca"] as const;

/** The formats in which all chats are had, by their names. */
export const exportFormats: Readonly<Record<(typeof exportNames)[number], ExportFormat>> = {
  csv: { contentType: "text/csv; charset=utf-8", pieces: csv },
  json: {
    contentType: "application/json; charset=utf-8",
    pieces: (client) => list(client, { withAttachments: true, withCitations: false }, jsonRows),
  },
  jsonl: { contentType: "application/jsonl; charset=utf-8", pieces: conversations },
  jsonAlpaca: {
    contentType: "application/json; charset=utf-8",
    pieces: (client) => list(client, { withAttachments: false, withCitations: true }, alpacaRows),
  },
};

async function* csv(client: CallerClient) {
  yield csvHead();
  for await (const page of exportedChats(client, { withAttachments: false, withCitations: false }))
    yield csvLines(page);
}

/** One list in JSON, an object a line. */
async function* list(client: CallerClient, parts: ExportedParts, rowsOf: (page: ExportedPage) => object[]) {
  let separator = "[\n";
  for await (const page of exportedChats(client, parts)) {
    if (page.chats.length === 0) continue;
    yield (
      separator +
      rowsOf(page)
        .map((row) => JSON.stringify(row))
        .join(",\n")
    );
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]" : "\n]";
}

/** A line for each workspace with any chat: all of them as one conversation, as models are trained with. */
async function* conversations(client: CallerClient) {
  let lines = 0;
  for await (const { systemPrompt, pages } of exportedWorkspaces(client)) {
    let messages = 0;
    for await (const chats of pages) {
      if (messages === 0)
        yield `${lines === 0 ? "" : "\n"}{"messages":[${message("system", systemPrompt ?? defaultSystemPrompt)}`;
      for (const chat of chats) {
        yield `,${message("user", chat.prompt, imagesOf(chat))},${message("assistant", chat.response)}`;
        messages += 2;
      }
    }
    if (messages > 0) {
      yield "]}";
      lines += 1;
    }
  }
}

function message(role: "system" | "user" | "assistant", text: string, more: readonly object[] = []): string {
  return JSON.stringify({ role, content: [{ type: "text", text }, ...more] });
}
