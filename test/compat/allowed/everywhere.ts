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
    // Whoever has no key is told so before anything of the body is looked at.
    cites: "403 for a bad key",
    when: (recording) => isMalformed(recording) && recording.request.headers?.["Authorization"] === undefined,
    what: ["status: 403 for 400"],
  },
  {
    cites: "A client's fault is 4xx even where a 5xx was recorded",
    when: (recording) => recording.response.status >= 500 && !isModelFault(recording),
    what: [/^status: 4\d\d for 5\d\d$/, inJson, "content type: text/plain for ", "documents: missing"],
  },
  {
    // A fault of the request that was found only after the stream had begun, or nothing of it had been sent.
    cites: "A client's fault is 4xx even where a 5xx was recorded",
    route: /\/stream-chat$/,
    when: (recording) => isAborted(recording) && !isModelFault(recording),
    what: ["status: 400 for 200", inJson],
  },
  {
    cites: "502 and 504 only for the model's or a link's fault",
    when: (recording) => recording.response.status === 500 && isUpstreamFault(recording),
    what: [/^status: 50[24] for 500$/, inJson],
  },
];

/** Whether the recorded fault was of the model, or of what a link leads to. */
function isUpstreamFault(recording: Recording): boolean {
  return isModelFault(recording) || recording.route.endsWith("/upload-link");
}

/** Whether the model failed when it was asked, or could not be reached. */
function isModelFault({ name, request }: Recording): boolean {
  return textOf(request.body).includes("[[FAIL]]") || name.includes("noupstream");
}

/** Whether an answer of status 200 was an `abort` and nothing else, with a content type or without. */
function isAborted({ response }: Recording): boolean {
  if (response.status !== 200) return false;
  const events = response.sse?.map(({ data }) => data) ?? [response.body];
  return events.length === 1 && /"type":\s*"abort"/.test(textOf(events[0]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
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
