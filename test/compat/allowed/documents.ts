import type { AllowedDifference } from "./allowed-difference.js";

/** Differences of the routes of the library. */
export const documents: readonly AllowedDifference[] = [
  {
    // A text of nothing but white space holds no more than an empty one, which is recorded as refused.
    cites: "A client's fault is 4xx even where a 5xx was recorded",
    route: /^POST \/v1\/document\//,
    when: ({ request }) => isBlank(request.body),
    what: ["status: 422 for 200", "documents: an empty list"],
  },
];

function isBlank(body: unknown): boolean {
  const text = (body as { readonly textContent?: unknown } | undefined | null)?.textContent;
  return typeof text === "string" && text.trim() === "";
}
