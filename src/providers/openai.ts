import type { Embeddings } from "@langchain/core/embeddings";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { ChatOpenAI, ChatOpenAICompletions, OpenAIEmbeddings } from "@langchain/openai";
import { abortableFetch } from "./abortable-fetch.js";
import type { ChatConnection, EmbeddingConnection } from "./connections.js";

const officialBaseUrl = "https://api.openai.com/v1";

/** A chat model of OpenAI, or of any server that speaks its chat completions (`isOfficial` false). */
export function openAiChat(connection: ChatConnection, isOfficial: boolean): BaseChatModel {
  const fields = {
    model: connection.model,
    apiKey: connection.apiKey ?? "none",
    timeout: connection.timeoutMs,
    // Whoever asks can ask again; a stream that fails half way must not be paid for twice.
    maxRetries: 0,
    ...(connection.temperature === null ? {} : { temperature: connection.temperature }),
    ...(connection.maxTokens === null ? {} : { maxTokens: connection.maxTokens }),
    configuration: clientOptions(connection.baseUrl),
  };
  // Other servers rarely have the Responses API, which ChatOpenAI prefers for some names of models.
  return isOfficial ? new ChatOpenAI(fields) : new ChatOpenAICompletions(fields);
}

/** An embedding model of OpenAI, or of any server that speaks its embeddings. */
export function openAiEmbeddings(connection: EmbeddingConnection, isOfficial: boolean): Embeddings {
  return new OpenAIEmbeddings({
    model: connection.model,
    apiKey: connection.apiKey ?? "none",
    timeout: connection.timeoutMs,
    maxRetries: 0,
    batchSize: connection.batchSize,
    // Base64 is smaller, and not known to every compatible server.
    ...(isOfficial ? {} : { encodingFormat: "float" as const }),
    configuration: { ...clientOptions(connection.baseUrl), fetch: abortableFetch },
  });
}

/** Everything that the client would otherwise read from environment variables of its own. */
function clientOptions(baseUrl: string | null) {
  return {
    baseURL: baseUrl ?? officialBaseUrl,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: "off" as const,
  };
}
