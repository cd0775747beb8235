import type { ChatFieldsFragment } from "../../../generated/operations.js";
import { presentMetrics } from "../../chat/metrics.js";
import { presentSources } from "../../chat/sources.js";
import type { History } from "../history.js";

/** A chat as the two messages of a conversation; times in seconds. */
export function presentHistory(chat: ChatFieldsFragment): object[] {
  const sentAt = Math.floor(Date.parse(chat.createdAt) / 1_000);
  const chatId = chat.databaseId;
  return [
    { role: "user", content: chat.prompt, sentAt, attachments: chat.attachments.filter(isKept), chatId },
    {
      type: chat.mode === "QUERY" ? "query" : "chat",
      role: "assistant",
      content: chat.response,
      sources: presentSources(chat.citations),
      chatId,
      sentAt,
      feedbackScore: feedbackScore(chat.feedback),
      metrics: presentMetrics(chat.metrics, new Date(chat.finishedAt ?? chat.createdAt)),
    },
  ];
}

/** Of documents only names are kept; clients would show them as broken images. */
function isKept({ contentString }: ChatFieldsFragment["attachments"][number]): boolean {
  return contentString !== "";
}

/** Who asked, by number; nobody where there are no accounts. */
export function askerOf({ user }: Pick<ChatFieldsFragment, "user">, isMultiUser: boolean): number | null {
  return isMultiUser ? (user?.databaseId ?? null) : null;
}

/** What was said of an answer, as AnythingLLM keeps it; null: nothing. */
export function feedbackScore(feedback: ChatFieldsFragment["feedback"]): boolean | null {
  return feedback === null ? null : feedback.rating === "GOOD";
}

/** Chats as exchanges. */
export function presentChats({ chats, workspaceId, isMultiUser }: History): object[] {
  return chats.map(({ databaseId, prompt, response, createdAt, sessionId, user }) => ({
    id: databaseId,
    workspaceId,
    user_id: askerOf({ user }, isMultiUser),
    prompt,
    response,
    createdAt,
    sessionId,
  }));
}

/** A conversation in both of the documented shapes. */
export function presentConversation(history: History) {
  return { history: history.chats.flatMap(presentHistory), chats: presentChats(history) };
}
