import type { ChatFieldsFragment } from "../../../generated/operations.js";
import { presentMetrics } from "../../chat/metrics.js";
import { presentSources } from "../../chat/sources.js";

/** A chat as the two messages of a conversation; times in seconds. */
export function presentHistory(chat: ChatFieldsFragment): object[] {
  const sentAt = Math.floor(Date.parse(chat.createdAt) / 1_000);
  const chatId = chat.databaseId;
  return [
    { role: "user", content: chat.prompt, sentAt, attachments: chat.attachments, chatId },
    {
      type: chat.mode === "QUERY" ? "query" : "chat",
      role: "assistant",
      content: chat.response,
      sources: presentSources(chat.citations),
      chatId,
      sentAt,
      feedbackScore: null,
      metrics: presentMetrics(chat.metrics, new Date(chat.finishedAt ?? chat.createdAt)),
    },
  ];
}

/** Chats as exchanges. The slice has one owner, whom AnythingLLM calls null. */
export function presentChats(chats: readonly ChatFieldsFragment[], workspaceId: number): object[] {
  return chats.map(({ databaseId, prompt, response, createdAt, sessionId }) => ({
    id: databaseId,
    workspaceId,
    user_id: null,
    prompt,
    response,
    createdAt,
    sessionId,
  }));
}
