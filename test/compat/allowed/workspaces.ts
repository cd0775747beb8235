import type { AllowedDifference } from "./allowed-difference.js";
import { restsOnNothingSimilar } from "./passages.js";

/** Differences of the routes of workspaces and of searching them. */
export const workspaces: readonly AllowedDifference[] = [
  {
    cites: "Invalid setting values are refused with the field's name (recorded: silently coerced)",
    route: /^POST \/v1\/workspace\/(new|\{slug\}\/update)$/,
    what: ["status: 400 for 200", "workspace: null for object"],
  },
  {
    cites: "A score is the similarity that was measured, and the threshold holds",
    route: /\/vector-search$/,
    when: restsOnNothingSimilar,
    what: ["results: an empty list"],
  },
];
