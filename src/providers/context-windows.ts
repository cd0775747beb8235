import type { Settings } from "../config/index.js";

type Provider = Settings["LLM_PROVIDER"];

/**
 * How many tokens the models of two vendors read and write at once, as their documentation lists them; the first name that
 * fits counts.
 */
const known: Readonly<Partial<Record<Provider, readonly (readonly [RegExp, number])[]>>> = {
  openai: [
    [/^gpt-5.*-chat/, 128_000],
    [/^gpt-5/, 400_000],
    [/^gpt-4\.1/, 1_047_576],
    [/^(o1-mini|o1-preview)/, 128_000],
    [/^o\d/, 200_000],
    [/^(gpt-4o|gpt-4-turbo|gpt-4\.5|chatgpt-4o|gpt-4-\d{4}-preview)/, 128_000],
    [/^gpt-4-32k/, 32_768],
    [/^gpt-4/, 8_192],
    [/^gpt-3\.5-turbo/, 16_385],
  ],
  anthropic: [[/^claude-/, 200_000]],
};

/** The window of a vendor's model; null when it is not known here. */
export function contextWindowOf(provider: Provider, model: string): number | null {
  return known[provider]?.find(([names]) => names.test(model))?.[1] ?? null;
}
