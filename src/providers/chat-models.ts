import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { LRUCache } from "lru-cache";
import type { Settings } from "../config/index.js";
import { llmProviders } from "../config/settings.js";
import { ValidationError } from "../errors/index.js";
import { chatTokenizerOf } from "../text/index.js";
import type { ChatModel, ChatModelChoice } from "./chat-model.js";
import type { ChatConnection } from "./connections.js";
import { contextWindowOf } from "./context-windows.js";

type Provider = (typeof llmProviders)[number];

/** Models that are kept ready; one more costs a millisecond. */
const mostKept = 100;
/** What the built-in answerer reads is limited by nothing but patience. */
const builtinContextWindow = 200_000;
const builtinModel = "extractive";

/** Vendors whose models take no temperature as high as 2, which the schema admits. */
const highestTemperatures: Readonly<Partial<Record<Provider, number>>> = { anthropic: 1 };

/** How each vendor's models are made. Its package is loaded when the first of them is wanted. */
const makers: { readonly [Name in Provider]: (connection: ChatConnection) => Promise<BaseChatModel> } = {
  builtin: async ({ maxTokens }) => new (await import("./builtin/answerer.js")).BuiltinAnswerer(maxTokens),
  openai: async (connection) => (await import("./openai.js")).openAiChat(connection, true),
  "openai-compatible": async (connection) => (await import("./openai.js")).openAiChat(connection, false),
  anthropic: async (connection) => (await import("./anthropic.js")).anthropicChat(connection),
  ollama: async (connection) => (await import("./ollama.js")).ollamaChat(connection),
};

/** How a vendor is reached that is not the instance's own, for the workspaces that name it. */
export interface VendorAccess {
  /** Null: the vendor's own. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
}

/** The settings of chat models. They are looked at for every answer. */
export interface ChatModelSettings extends Pick<
  Settings,
  "LLM_PROVIDER" | "LLM_MODEL" | "LLM_BASE_URL" | "LLM_API_KEY" | "LLM_CONTEXT_WINDOW" | "LLM_TIMEOUT_SECONDS"
> {
  /** False: the instance's own provider sends whole answers only. Left out: it streams. */
  readonly LLM_STREAMING?: boolean;
  /** Left out: nothing is known of other vendors. */
  readonly otherVendors?: Readonly<Partial<Record<Provider, VendorAccess>>>;
}

/** The chat models of the instance, by vendor and name. */
export class ChatModels {
  private readonly kept = new LRUCache<string, Promise<ChatModel>>({ max: mostKept });

  constructor(private readonly settings: ChatModelSettings) {}

  /**
   * The model that is wanted: of the instance's own vendor, LLM_PROVIDER, or of another one whose key or address the
   * settings have. The built-in answerer and an Ollama server on this machine need neither.
   * @throws ValidationError for a vendor that is unknown or not set up, when no model is named, or for a temperature that
   * is too high for the vendor.
   */
  async get(choice: ChatModelChoice): Promise<ChatModel> {
    const provider = this.providerOf(choice);
    const model = this.modelOf(provider, choice);
    const connection = {
      ...this.connectionOf(provider, model),
      temperature: temperatureOf(provider, choice),
      maxTokens: choice.maxTokens ?? null,
    };
    // Settings can change while the instance runs: a model is kept for as long as it would be made the same way.
    const streams = provider !== this.settings.LLM_PROVIDER || this.settings.LLM_STREAMING !== false;
    const key = JSON.stringify([provider, connection, streams]);
    let made = this.kept.get(key);
    if (made === undefined) {
      made = make(provider, connection, streams);
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
    if (known !== this.settings.LLM_PROVIDER && !this.isSetUp(known)) {
      throw new ValidationError(`The provider ${known} is not set up on this instance.`, { field: "chatProvider" });
    }
    return known;
  }

  /** Whether a vendor other than the instance's own can be asked. */
  private isSetUp(provider: Provider): boolean {
    if (provider === "builtin" || provider === "ollama") return true;
    const access = this.settings.otherVendors?.[provider];
    return (provider === "openai-compatible" ? access?.baseUrl : access?.apiKey) != null;
  }

  private modelOf(provider: Provider, { model }: ChatModelChoice): string {
    if (provider === "builtin") return builtinModel;
    const name = model ?? (provider === this.settings.LLM_PROVIDER ? this.settings.LLM_MODEL : undefined);
    if (name === undefined)
      throw new ValidationError(`The provider ${provider} needs a model.`, { field: "chatModel" });
    return name;
  }

  private connectionOf(provider: Provider, model: string): Omit<ChatConnection, "temperature" | "maxTokens"> {
    const { LLM_PROVIDER, LLM_BASE_URL, LLM_API_KEY, LLM_TIMEOUT_SECONDS, otherVendors } = this.settings;
    // An address and a key belong to one vendor; no other is to see them.
    const access: VendorAccess | undefined =
      provider === LLM_PROVIDER
        ? { baseUrl: LLM_BASE_URL ?? null, apiKey: LLM_API_KEY ?? null }
        : otherVendors?.[provider];
    return {
      model,
      contextWindow: this.contextWindowOf(provider, model),
      baseUrl: access?.baseUrl ?? null,
      apiKey: access?.apiKey ?? null,
      timeoutMs: LLM_TIMEOUT_SECONDS * 1_000,
    };
  }

  /** The setting is about the instance's own model; others may have a window that is known. */
  private contextWindowOf(provider: Provider, model: string): number {
    const { LLM_PROVIDER, LLM_MODEL, LLM_CONTEXT_WINDOW } = this.settings;
    if (provider === "builtin") return builtinContextWindow;
    if (provider === LLM_PROVIDER && model === LLM_MODEL) return LLM_CONTEXT_WINDOW;
    return contextWindowOf(provider, model) ?? LLM_CONTEXT_WINDOW;
  }
}

/** The built-in answerer has nothing to sample, so that every temperature is the same to it. */
function temperatureOf(provider: Provider, { temperature }: ChatModelChoice): number | null {
  if (provider === "builtin") return null;
  const highest = highestTemperatures[provider] ?? Infinity;
  if (temperature != null && temperature > highest) {
    throw new ValidationError(`The temperature of a model of ${provider} is ${highest} at most.`, {
      field: "temperature",
    });
  }
  return temperature ?? null;
}

async function make(provider: Provider, connection: ChatConnection, streams: boolean): Promise<ChatModel> {
  const { model, contextWindow } = connection;
  const langchain = await makers[provider](connection);
  const tokenizer = chatTokenizerOf(model);
  return { provider, model, contextWindow, tokenizer, streams, readsPassages: provider === "builtin", langchain };
}
