import type { Recording } from "./recording.js";

/** What an exchange was recorded under, beside the settings that all of them share. */
export interface Condition {
  /** Settings of the server, on top of the shared ones. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the model can be reached. */
  readonly hasUpstream: boolean;
}

/** The condition of most exchanges. */
export const usual: Condition = { environment: {}, hasUpstream: true };

/** Conditions of the variants, by what their names say. The first that fits applies. */
const variants: readonly {
  readonly name: RegExp;
  readonly condition: (upstream: string) => Condition;
}[] = [
  { name: /noupstream/, condition: () => ({ ...usual, hasUpstream: false }) },
  {
    name: /disabled|no-?stream/,
    condition: () => ({ ...usual, environment: { LLM_STREAMING: "false" } }),
  },
  {
    name: /delete-protected/,
    condition: () => ({ ...usual, environment: { WORKSPACE_DELETION_PROTECTION: "true" } }),
  },
  {
    name: /image/,
    condition: (upstream) => ({
      ...usual,
      environment: {
        IMAGE_PROVIDER: "openai-compatible",
        IMAGE_MODEL: "mock-image",
        IMAGE_BASE_URL: upstream,
        IMAGE_API_KEY: "none",
      },
    }),
  },
];

/** What an exchange was recorded under. */
export function conditionOf({ name }: Recording, upstream: string): Condition {
  if (!name.startsWith("var-")) return usual;
  return variants.find((variant) => variant.name.test(name))?.condition(upstream) ?? usual;
}
