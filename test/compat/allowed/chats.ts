import type { Recording } from "../recording.js";
import { isObject } from "../shape.js";
import type { AllowedDifference } from "./allowed-difference.js";
import { restsOnNothingSimilar } from "./passages.js";

const metrics = [
  "prompt_tokens",
  "completion_tokens",
  "total_tokens",
  "duration",
  "outputTps",
  "model",
  "provider",
  "timestamp",
];

/** Differences of the routes of chats, of workspaces and of threads. */
export const chats: readonly AllowedDifference[] = [
  {
    cites: "Invalid setting values are refused with the field's name (recorded: silently coerced)",
    route: /\/(stream-)?chat$/,
    when: ({ request }) => (JSON.stringify(request.body) ?? "").includes('"banana"'),
    what: [
      "status: 400 for 200",
      /^content type: application\/json for text\/event-stream$/,
      ...["chatId: missing", "textResponse: null for string", "metrics: missing"],
    ],
  },
  {
    cites: "Query mode refuses on this turn's retrieval alone",
    route: /\/chat$/,
    when: (recording) => isQuery(recording) && restsOnNothingSimilar(recording),
    what: ["chatId: missing", "sources: an empty list", ...metrics.map((key) => `metrics.${key}: missing`)],
  },
  {
    cites: "Query mode refuses on this turn's retrieval alone",
    route: /\/stream-chat$/,
    when: (recording) => isQuery(recording) && restsOnNothingSimilar(recording),
    what: [
      "event textResponseChunk: missing",
      "event textResponseChunk (close): missing",
      "event finalizeResponseStream (close): missing",
      "event textResponse (close): not recorded",
    ],
  },
  {
    cites: "A score is the similarity that was measured, and the threshold holds",
    route: /\/(stream-)?chat$/,
    when: restsOnNothingSimilar,
    what: ["sources: an empty list", "finalizeResponseStream (close)[].sources: an empty list"],
  },
  {
    cites: "an agent run where agents are configured, else `chat`",
    route: /\/chat$/,
    what: ["thoughts: missing", "outputs: missing"],
  },
  {
    cites: "an agent run where agents are configured, else `chat`",
    route: /\/stream-chat$/,
    when: ({ name }) => /automatic|agent/.test(name),
    what: [
      "event usageMetrics: missing",
      "event textResponse (close): missing",
      "event textResponseChunk (close): not recorded",
      ...["textResponse", "thoughts", "outputs"].map((key) => `finalizeResponseStream (close)[].${key}: missing`),
    ],
  },
];

function isQuery({ request }: Recording): boolean {
  return isObject(request.body) && request.body["mode"] === "query";
}
