import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { LRUCache } from "lru-cache";
import type { Settings } from "../config/index.js";
import { llmProviders } from "../config/settings.js";
import { ValidationError } from "../errors/index.js";
import type { ChatModel, ChatModelChoice } from "./chat-model.js";
import type { ChatConnection } from "./connections.js";

type Provider = (typeof llmProviders)[number];

/** Models that are kept ready; one more costs a millisecond. */
const mostKept = 100;
/** What the built-in answerer reads is limited by nothing but patience. */
const builtinContextWindow = 200_000;
const builtinModel = "extractive";

/** How each vendor's models are made. Its package is loaded when the first of them is wanted. */
const makers: { readonly [Name in Provider]: (connection: ChatConnection) => Promise<BaseChatModel> } = {
  builtin: async ({ maxTokens }) => new (await import("./builtin/answerer.js")).BuiltinAnswerer(maxTokens),
  openai: async (connection) => (await import("./openai.js")).openAiChat(connection, true),
  "openai-compatible": async (connection) => (await import("./openai.js")).openAiChat(connection, false),
  anthropic: async (connection) => (await import("./anthropic.js")).anthropicChat(connection),
  ollama: async (connection) => (await import("./ollama.js")).ollamaChat(connection),
};

/** The chat models of the instance, by vendor and name. */
export class ChatModels {
  private readonly kept = new LRUCache<string, Promise<ChatModel>>({ max: mostKept });

  constructor(
    /** Looked at for every answer. */
    private readonly settings: Pick<
      Settings,
      "LLM_PROVIDER" | "LLM_MODEL" | "LLM_BASE_URL" | "LLM_API_KEY" | "LLM_CONTEXT_WINDOW" | "LLM_TIMEOUT_SECONDS"
    >,
  ) {}

  /**
   * The model that is wanted. The instance has the credentials of one vendor, LLM_PROVIDER; the built-in answerer and an
   * Ollama server on this machine need none.
   * @throws ValidationError for a vendor that is unknown or not set up, or when no model is named.
   */
  async get(choice: ChatModelChoice): Promise<ChatModel> {
    const provider = this.providerOf(choice);
    const model = this.modelOf(provider, choice);
    const connection = {
      ...this.connectionOf(provider, model),
      temperature: provider === "builtin" ? null : (choice.temperature ?? null),
      maxTokens: choice.maxTokens ?? null,
    };
    // Settings can change while the instance runs: a model is kept for as long as it would be made the same way.
    const key = JSON.stringify([provider, connection]);
    let made = this.kept.get(key);
    if (made === undefined) {
      made = make(provider, connection);
      this.kept.set(key, made);
      made.catch(() => this.kept.delete(key));
    }
    return made;
  }

  private providerOf({ provider }: ChatModelChoice): Provider {
    const name = provider ?? this.settings.LLM_PROVIDER;
    const known = llmProviders.find((one) => one === name);
    if (known === undefined)
      throw new ValidationError(`There is no provider named ${name}.`, { field: "chatProvider" });
    if (known !== this.settings.LLM_PROVIDER && known !== "builtin" && known !== "ollama") {
      throw new ValidationError(`The provider ${known} is not set up on this instance.`, { field: "chatProvider" });
    }
    return known;
  }

  private modelOf(provider: Provider, { model }: ChatModelChoice): string {
    if (provider === "builtin") return builtinModel;
    const name = model ?? (provider === this.settings.LLM_PROVIDER ? this.settings.LLM_MODEL : undefined);
    if (name === undefined)
      throw new ValidationError(`The provider ${provider} needs a model.`, { field: "chatModel" });
    return name;
  }

  private connectionOf(provider: Provider, model: string): Omit<ChatConnection, "temperature" | "maxTokens"> {
    const { LLM_PROVIDER, LLM_BASE_URL, LLM_API_KEY, LLM_CONTEXT_WINDOW, LLM_TIMEOUT_SECONDS } = this.settings;
    const isInstances = provider === LLM_PROVIDER;
    return {
      model,
      contextWindow: provider === "builtin" ? builtinContextWindow : LLM_CONTEXT_WINDOW,
      // The address and the key belong to the vendor of the settings; no other is to see them.
      baseUrl: isInstances ? (LLM_BASE_URL ?? null) : null,
      apiKey: isInstances ? (LLM_API_KEY ?? null) : null,
      timeoutMs: LLM_TIMEOUT_SECONDS * 1_000,
    };
  }
}

async function make(provider: Provider, connection: ChatConnection): Promise<ChatModel> {
  const { model, contextWindow } = connection;
  const langchain = await makers[provider](connection);
  return { provider, model, contextWindow, readsPassages: provider === "builtin", langchain };
}
