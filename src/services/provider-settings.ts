import type { Settings } from "../config/index.js";
import type { ChatModelSettings } from "../providers/index.js";
import type { SettingsService } from "./settings.service.js";

/** The settings of models, as they are at every look; models are made of them. */
export type ProviderSettings = Pick<
  Settings,
  | "LLM_PROVIDER"
  | "LLM_MODEL"
  | "LLM_BASE_URL"
  | "LLM_API_KEY"
  | "LLM_CONTEXT_WINDOW"
  | "LLM_TIMEOUT_SECONDS"
  | "EMBEDDING_PROVIDER"
  | "EMBEDDING_MODEL"
  | "EMBEDDING_BASE_URL"
  | "EMBEDDING_API_KEY"
  | "EMBEDDING_BATCH_SIZE"
  | "TRANSCRIPTION_PROVIDER"
  | "TRANSCRIPTION_MODEL"
  | "TRANSCRIPTION_BASE_URL"
  | "TRANSCRIPTION_API_KEY"
  | "IMAGE_PROVIDER"
  | "IMAGE_MODEL"
  | "IMAGE_BASE_URL"
  | "IMAGE_API_KEY"
> &
  Required<ChatModelSettings>;

/** Presents the instance's settings as those of models, by the names that they have in the environment. */
export function providerSettings(settings: Pick<SettingsService, "get">): ProviderSettings {
  return {
    get LLM_PROVIDER() {
      return settings.get("chatProvider");
    },
    get LLM_MODEL() {
      return settings.get("chatModel") ?? undefined;
    },
    get LLM_BASE_URL() {
      return settings.get("chatBaseUrl") ?? undefined;
    },
    get LLM_API_KEY() {
      return settings.get("chatApiKey") ?? undefined;
    },
    get LLM_CONTEXT_WINDOW() {
      return settings.get("chatContextWindow");
    },
    get LLM_TIMEOUT_SECONDS() {
      return settings.get("chatTimeoutSeconds");
    },
    get LLM_STREAMING() {
      return settings.get("chatStreaming");
    },
    get otherVendors() {
      return {
        openai: { baseUrl: null, apiKey: settings.get("openaiApiKey") },
        anthropic: { baseUrl: null, apiKey: settings.get("anthropicApiKey") },
        "openai-compatible": { baseUrl: settings.get("compatibleBaseUrl"), apiKey: settings.get("compatibleApiKey") },
        ollama: { baseUrl: settings.get("ollamaBaseUrl"), apiKey: null },
      };
    },
    get EMBEDDING_PROVIDER() {
      return settings.get("embeddingProvider");
    },
    get EMBEDDING_MODEL() {
      return settings.get("embeddingModel") ?? undefined;
    },
    get EMBEDDING_BASE_URL() {
      return settings.get("embeddingBaseUrl") ?? undefined;
    },
    get EMBEDDING_API_KEY() {
      return settings.get("embeddingApiKey") ?? undefined;
    },
    get EMBEDDING_BATCH_SIZE() {
      return settings.get("embeddingBatchSize");
    },
    get TRANSCRIPTION_PROVIDER() {
      return settings.get("transcriptionProvider");
    },
    get TRANSCRIPTION_MODEL() {
      return settings.get("transcriptionModel") ?? undefined;
    },
    get TRANSCRIPTION_BASE_URL() {
      return settings.get("transcriptionBaseUrl") ?? undefined;
    },
    get TRANSCRIPTION_API_KEY() {
      return settings.get("transcriptionApiKey") ?? undefined;
    },
    get IMAGE_PROVIDER() {
      return settings.get("imageProvider");
    },
    get IMAGE_MODEL() {
      return settings.get("imageModel") ?? undefined;
    },
    get IMAGE_BASE_URL() {
      return settings.get("imageBaseUrl") ?? undefined;
    },
    get IMAGE_API_KEY() {
      return settings.get("imageApiKey") ?? undefined;
    },
  };
}
