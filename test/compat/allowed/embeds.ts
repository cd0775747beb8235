import type { AllowedDifference } from "./allowed-difference.js";

/** Differences of the routes of embeds, the public ones included. */
export const embeds: readonly AllowedDifference[] = [
  {
    cites: "`allowlist_domains` comes back as an array",
    route: /\/embed/,
    what: [/allowlist_domains: list for string$/],
  },
  {
    cites: "Invalid setting values are refused with the field's name (recorded: silently coerced)",
    route: /^POST \/v1\/embed\/(new|\{.+\})$/,
    what: ["status: 400 for 200", "embed: missing", "success: missing"],
  },
];
