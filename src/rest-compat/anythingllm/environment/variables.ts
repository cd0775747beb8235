import { chatProviders } from "../../chat/providers.js";

/** The kinds of models that have settings of their own. */
export type Family = "chat" | "embedding" | "transcription" | "image";

/** A setting that a variable stands for, as long as a family's provider is the given one; without a provider, always. */
export interface Place {
  readonly setting: string;
  readonly family?: Family;
  readonly provider?: string;
}

/** One of AnythingLLM's names for settings. */
export interface Variable {
  readonly places: readonly Place[];
  /** How its value is shown and taken. A secret is shown as whether there is one. */
  readonly kind: "choice" | "text" | "number" | "numberAsText" | "flag" | "secret";
  /** Of a choice: Docent's names by AnythingLLM's. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** The variable that names a family's provider. */
export const providerVariables: Readonly<Record<Family, string>> = {
  chat: "LLMProvider",
  embedding: "EmbeddingEngine",
  transcription: "WhisperProvider",
  image: "ImageGenerationProvider",
};

const models = { openai: "openai", "generic-openai": "openai-compatible", ollama: "ollama" } as const;

/** Every name that `update-env` takes; `GET /system` shows what they stand for. */
export const variables: Readonly<Record<string, Variable>> = {
  LLMProvider: choice("chatProvider", chatProviders),
  EmbeddingEngine: choice("embeddingProvider", { native: "builtin", ...models }),
  WhisperProvider: choice("transcriptionProvider", {
    none: "none",
    openai: "openai",
    "generic-openai": "openai-compatible",
  }),
  ImageGenerationProvider: choice("imageProvider", {
    none: "none",
    openai: "openai",
    "generic-openai": "openai-compatible",
  }),
  OpenAiKey: {
    kind: "secret",
    places: [
      ...of("chat", "chatApiKey", "openai"),
      ...of("embedding", "embeddingApiKey", "openai"),
      ...of("transcription", "transcriptionApiKey", "openai"),
    ],
  },
  OpenAiModelPref: { kind: "text", places: of("chat", "chatModel", "openai") },
  AnthropicApiKey: { kind: "secret", places: of("chat", "chatApiKey", "anthropic") },
  AnthropicModelPref: { kind: "text", places: of("chat", "chatModel", "anthropic") },
  OllamaLLMBasePath: { kind: "text", places: of("chat", "chatBaseUrl", "ollama") },
  OllamaLLMModelPref: { kind: "text", places: of("chat", "chatModel", "ollama") },
  OllamaLLMTokenLimit: { kind: "numberAsText", places: of("chat", "chatContextWindow", "ollama") },
  OllamaLLMAuthToken: { kind: "secret", places: of("chat", "chatApiKey", "ollama") },
  GenericOpenAiBasePath: { kind: "text", places: of("chat", "chatBaseUrl", "openai-compatible") },
  GenericOpenAiModelPref: { kind: "text", places: of("chat", "chatModel", "openai-compatible") },
  GenericOpenAiTokenLimit: { kind: "numberAsText", places: of("chat", "chatContextWindow", "openai-compatible") },
  GenericOpenAiKey: { kind: "secret", places: of("chat", "chatApiKey", "openai-compatible") },
  EmbeddingBasePath: { kind: "text", places: of("embedding", "embeddingBaseUrl", "openai-compatible", "ollama") },
  EmbeddingModelPref: {
    kind: "text",
    places: of("embedding", "embeddingModel", "openai", "openai-compatible", "ollama"),
  },
  GenericOpenAiEmbeddingApiKey: { kind: "secret", places: of("embedding", "embeddingApiKey", "openai-compatible") },
  GenericOpenAiEmbeddingMaxConcurrentChunks: {
    kind: "numberAsText",
    places: of("embedding", "embeddingBatchSize", "openai-compatible"),
  },
  OllamaEmbeddingBatchSize: { kind: "number", places: of("embedding", "embeddingBatchSize", "ollama") },
  WhisperModelPref: { kind: "text", places: of("transcription", "transcriptionModel", "openai", "openai-compatible") },
  WhisperGenericOpenAiApiKey: {
    kind: "secret",
    places: of("transcription", "transcriptionApiKey", "openai-compatible"),
  },
  ImageGenerationModelPref: { kind: "text", places: of("image", "imageModel", "openai", "openai-compatible") },
  ImageGenerationOpenAiKey: { kind: "secret", places: of("image", "imageApiKey", "openai") },
  SimpleSSOEnabled: { kind: "flag", places: [{ setting: "simpleSsoEnabled" }] },
};

/** A setting of a family, for each of some providers. */
function of(family: Family, setting: string, ...providers: readonly string[]): Place[] {
  return providers.map((provider) => ({ setting, family, provider }));
}

function choice(setting: string, choices: Readonly<Record<string, string>>): Variable {
  return { kind: "choice", places: [{ setting }], choices };
}

/** What a setting is now, as the schema tells it. */
export interface SettingState {
  readonly name: string;
  readonly value: unknown;
  readonly isSet: boolean;
}

/** A setting's state by its name; what the instance does not have is not set. */
export function stateIn(settings: readonly SettingState[]): (name: string) => SettingState {
  const states = new Map(settings.map((state) => [state.name, state]));
  return (name) => states.get(name) ?? { name, value: null, isSet: false };
}

/** The places of a variable that count while the providers are the given ones. */
export function activePlaces({ places }: Variable, providerOf: (family: Family) => unknown): readonly Place[] {
  return places.filter(({ family, provider }) => family === undefined || providerOf(family) === provider);
}

/** The provider of a family now. */
export function presentProviders(state: (name: string) => SettingState): (family: Family) => unknown {
  return (family) => state(`${family}Provider`).value;
}
