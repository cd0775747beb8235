import type { AllowedDifference } from "./allowed-difference.js";

/** Differences of the routes of administrators and of the system. */
export const administration: readonly AllowedDifference[] = [
  {
    // A page of the original, in none of the documents; the fixture opens the instance through GraphQL.
    cites: "Unknown paths and methods are 404 and 405 in JSON",
    route: /enable-multi-user$/,
    what: ["status: 404 for 200", "success: missing"],
  },
  {
    cites: "`env-dump` needs a key (recorded: none)",
    route: /env-dump$/,
    what: ["status: 403 for 200", /^content type: application\/json for /],
  },
  {
    cites: "unknown keys are refused, each with a reason",
    route: /update-env$/,
    what: ["error: string for boolean"],
  },
];
