import type { Recording } from "../recording.js";
import type { AllowedDifference } from "./allowed-difference.js";

const inJson = /^content type: application\/json for (text\/html|text\/plain|text\/event-stream|)$/;

/** Differences of any route. */
export const everywhere: readonly AllowedDifference[] = [
  {
    cites: "Unknown paths and methods are 404 and 405 in JSON (recorded: 200 with an HTML page)",
    when: ({ response }) => response.status === 200 && isPage(response.contentType),
    what: [/^status: 40[45] for 200$/, inJson],
  },
  {
    cites: "malformed JSON is 400 in JSON",
    when: isMalformed,
    what: [/^status: 400 for (500|200)$/, inJson],
  },
  {
    cites: "A client's fault is 4xx even where a 5xx was recorded",
    when: ({ response, request }) => response.status >= 500 && !isOfUpstream(request.body),
    what: [/^status: 4\d\d for 5\d\d$/, inJson, "documents: missing"],
  },
  {
    cites: "502 and 504 only for the model's or a link's fault",
    when: (recording) => recording.response.status === 500 && isUpstreamFault(recording),
    what: [/^status: 50[24] for 500$/, inJson],
  },
];

/** Whether the recorded fault was of the model, or of what a link leads to. */
function isUpstreamFault({ name, request, route }: Recording): boolean {
  return isOfUpstream(request.body) || /noupstream/.test(name) || route.endsWith("/upload-link");
}

function isOfUpstream(body: unknown): boolean {
  return (JSON.stringify(body) ?? "").includes("[[FAIL]]");
}

function isPage(contentType: string | null): boolean {
  return contentType?.startsWith("text/html") === true;
}

function isMalformed({ request }: Recording): boolean {
  if (typeof request.body !== "string") return false;
  if (request.headers?.["Content-Type"]?.includes("urlencoded") === true) return false;
  try {
    JSON.parse(request.body);
    return false;
  } catch {
    return true;
  }
}
