import type { ListedChatsQuery } from "../../../generated/operations.js";
import { presentMetrics } from "../../chat/metrics.js";
import { presentSources } from "../../chat/sources.js";
import { askerOf, feedbackScore } from "./history.js";

/** A chat as administrators list it: what was answered is JSON in a string. */
export function presentListedChat(chat: ListedChatsQuery["chats"]["nodes"][number], isMultiUser: boolean) {
  const finishedAt = chat.finishedAt ?? chat.createdAt;
  return {
    id: chat.databaseId,
    workspaceId: chat.workspace.databaseId,
    prompt: chat.prompt,
    response: JSON.stringify({
      text: chat.response,
      sources: presentSources(chat.citations),
      type: chat.mode === "QUERY" ? "query" : "chat",
      metrics: presentMetrics(chat.metrics, new Date(finishedAt)),
      attachments: chat.attachments,
    }),
    include: chat.included,
    user_id: askerOf(chat, isMultiUser),
    thread_id: chat.thread?.databaseId ?? null,
    api_session_id: chat.sessionId,
    createdAt: chat.createdAt,
    lastUpdatedAt: finishedAt,
    feedbackScore: feedbackScore(chat.feedback),
    memoryProcessed: null,
    workspace: { name: chat.workspace.name, slug: chat.workspace.slug },
    user: { username: isMultiUser && chat.user !== null ? chat.user.username : "unknown user" },
  };
}
