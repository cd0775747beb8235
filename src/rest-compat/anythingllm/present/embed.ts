import type { EmbedChatsQuery, EmbedFieldsFragment, ListEmbedsQuery } from "../../../generated/operations.js";
import { presentMetrics } from "../../chat/metrics.js";
import { presentSources } from "../../chat/sources.js";

/** An embed as it stands in the list. */
export function presentListedEmbed(embed: ListEmbedsQuery["embeds"]["nodes"][number]) {
  const { databaseId, uuid, enabled, chatMode, createdAt, workspace, chats } = embed;
  return {
    id: databaseId,
    uuid,
    enabled,
    chat_mode: modeName(chatMode),
    createdAt,
    workspace: { id: workspace.databaseId, name: workspace.name },
    chat_count: chats.totalCount,
  };
}

/** A new embed. An allowlist that admits every page is none. Who made it is in the event log alone. */
export function presentEmbed(embed: EmbedFieldsFragment) {
  const { allowedOrigins, workspace } = embed;
  return {
    id: embed.databaseId,
    uuid: embed.uuid,
    enabled: embed.enabled,
    chat_mode: modeName(embed.chatMode),
    allowlist_domains: allowedOrigins.includes("*") ? null : allowedOrigins,
    allow_model_override: embed.allowModelOverride,
    allow_temperature_override: embed.allowTemperatureOverride,
    allow_prompt_override: embed.allowPromptOverride,
    max_chats_per_day: embed.maxChatsPerDay,
    max_chats_per_session: embed.maxChatsPerSession,
    message_limit: embed.historyLength,
    workspace_id: workspace.databaseId,
    workspace_slug: workspace.slug,
    createdBy: null,
    usersId: null,
    createdAt: embed.createdAt,
  };
}

type EmbedChat = EmbedChatsQuery["embed"]["chats"]["nodes"][number];

/** A chat of an embed, as AnythingLLM keeps it: the answer and the connection are JSON in strings. */
export function presentEmbedChat(chat: EmbedChat, embedId: number) {
  const { visitor } = chat;
  const response = {
    text: chat.response,
    type: modeName(chat.mode),
    sources: presentSources(chat.citations),
    metrics: presentMetrics(chat.metrics, new Date(chat.finishedAt ?? chat.createdAt)),
  };
  const connection = {
    ...(visitor?.origin == null ? {} : { host: visitor.origin }),
    ip: visitor?.address ?? null,
    username: visitor?.name ?? null,
  };
  return {
    id: chat.databaseId,
    prompt: chat.prompt,
    response: JSON.stringify(response),
    session_id: chat.sessionId,
    include: chat.included,
    connection_information: JSON.stringify(connection),
    embed_id: embedId,
    usersId: null,
    createdAt: chat.createdAt,
  };
}

function modeName(mode: "CHAT" | "QUERY"): "chat" | "query" {
  return mode === "QUERY" ? "query" : "chat";
}
