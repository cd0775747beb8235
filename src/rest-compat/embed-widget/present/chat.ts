import type { CitationFieldsFragment, VisitorChatFieldsFragment } from "../../../generated/operations.js";
import { presentMetrics } from "../../chat/metrics.js";

/** What an answer rests on, by name alone: visitors read the answer, not the library. */
function presentSources(citations: VisitorChatFieldsFragment["citations"]) {
  return citations.map(({ documentUuid, title, page, score }) => ({ id: documentUuid, title, page, score }));
}

/** A piece of a streamed answer. */
export function presentChunk(uuid: string, textResponse: string) {
  return { uuid, id: uuid, sources: [], type: "textResponseChunk", textResponse, close: false, error: false };
}

/** The last event of a streamed answer. */
export function presentClose(uuid: string, citations: readonly CitationFieldsFragment[]) {
  return { ...presentChunk(uuid, ""), sources: presentSources(citations), close: true };
}

/** An answer that came from no model. */
export function presentRefusal(uuid: string, textResponse: string) {
  return { id: uuid, uuid, type: "textResponse", textResponse, sources: [], close: true, error: null };
}

/** A chat as the two messages of a conversation; times in seconds. */
export function presentMessages(chat: VisitorChatFieldsFragment): object[] {
  const sentAt = Math.floor(Date.parse(chat.createdAt) / 1_000);
  const chatId = chat.databaseId;
  return [
    { role: "user", content: chat.prompt, sentAt, attachments: [], chatId },
    {
      type: chat.mode === "QUERY" ? "query" : "chat",
      role: "assistant",
      content: chat.response,
      sources: presentSources(chat.citations),
      chatId,
      sentAt,
      feedbackScore: chat.feedback === null ? null : chat.feedback.rating === "GOOD",
      metrics: presentMetrics(chat.metrics, new Date(chat.finishedAt ?? chat.createdAt)),
    },
  ];
}
