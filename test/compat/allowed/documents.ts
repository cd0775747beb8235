import type { AllowedDifference } from "./allowed-difference.js";

/** Differences of the routes of the library. */
export const documents: readonly AllowedDifference[] = [
  {
    cites: "A file without text is an error that says so, never a silent success with zero chunks",
    route: /^POST \/v1\/document\//,
    when: ({ request }) => isBlank(request.body),
    what: ["status: 422 for 200", "documents: an empty list"],
  },
];

function isBlank(body: unknown): boolean {
  const text = (body as { readonly textContent?: unknown } | undefined | null)?.textContent;
  return typeof text === "string" && text.trim() === "";
}
