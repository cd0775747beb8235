/** The vendors of chat models: the schema's names, by those that AnythingLLM has for them. */
export const chatProviders = {
  builtin: "builtin",
  openai: "openai",
  "generic-openai": "openai-compatible",
  anthropic: "anthropic",
  ollama: "ollama",
} as const;

/** AnythingLLM's name for a vendor. */
export type ProviderName = keyof typeof chatProviders;

/** All of them. */
export const providerNames = Object.keys(chatProviders) as ProviderName[];

/** AnythingLLM's name of a vendor; one that it has none for keeps the schema's. */
export function presentProvider(provider: string): string {
  return Object.entries(chatProviders).find(([, name]) => name === provider)?.[0] ?? provider;
}
