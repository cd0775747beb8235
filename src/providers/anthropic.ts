import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { ChatConnection } from "./connections.js";

const officialBaseUrl = "https://api.anthropic.com";

/** A chat model of Anthropic. */
export function anthropicChat(connection: ChatConnection): BaseChatModel {
  return new ChatAnthropic({
    model: connection.model,
    apiKey: connection.apiKey ?? "none",
    anthropicApiUrl: connection.baseUrl ?? officialBaseUrl,
    maxRetries: 0,
    ...(connection.temperature === null ? {} : { temperature: connection.temperature }),
    ...(connection.maxTokens === null ? {} : { maxTokens: connection.maxTokens }),
    clientOptions: { authToken: null, webhookKey: null, logLevel: "off", timeout: connection.timeoutMs, maxRetries: 0 },
  });
}
