import type { Recording } from "../support/recordings.js";

/** A difference between recorded answers and ours. */
export interface ExpectedDifference {
  readonly recordings: readonly number[];
  /** As the comparison tells it. */
  readonly what: readonly string[];
  /** The words of the compatibility page, or of the design, that decide so. */
  readonly cites: string;
}

const routes: readonly RegExp[] = [
  /^\w+ \/v1\/auth$/,
  /^\w+ \/v1\/no-such-route$/,
  /^(GET|PUT|OPTIONS) \/v1\/workspaces\/?$/i,
  /^POST \/v1\/workspace\/new$/,
  /^(GET|DELETE) \/v1\/workspace\/\{slug\}$/,
  /^POST \/v1\/workspace\/\{slug\}\/(update|update-embeddings|vector-search|chat|stream-chat)$/,
  /^GET \/v1\/workspace\/\{slug\}\/chats$/,
  /^POST \/v1\/document\/(upload|upload\/\{folder\}|raw-text)$/,
  /^GET \/v1\/(documents|documents\/folder\/\{folder\}|document\/\{docName\})$/,
  /^DELETE \/v1\/system\/remove-documents$/,
  /^GET \/v1\/openai\/models$/,
  /^POST \/v1\/openai\/chat\/completions$/,
];

/** Whether a recording is of a route that there is, on an instance in the state that there is: of one user, with its model reachable. */
export function isInSlice({ route, name }: Recording): boolean {
  return routes.some((pattern) => pattern.test(route)) && !/^(mu|var)-/.test(name);
}

const inJson = "content type: application/json for text/html";
const insteadOfText = "content type: application/json for text/plain";
const insteadOfNothing = "content type: application/json for ";

/** Where we answer better than recorded, on purpose. */
export const expectedDifferences: readonly ExpectedDifference[] = [
  {
    recordings: [8, 376],
    what: ["status: 405 for 200", inJson],
    cites: "Unknown paths and methods are 404 and 405 in JSON (recorded: 200 with an HTML page)",
  },
  {
    recordings: [12, 13],
    what: ["status: 404 for 200", inJson],
    cites: "Unknown paths and methods are 404 and 405 in JSON (recorded: 200 with an HTML page)",
  },
  { recordings: [32], what: [inJson], cites: "malformed JSON is 400 in JSON" },
  { recordings: [34], what: ["status: 400 for 500", insteadOfText], cites: "malformed JSON is 400 in JSON" },
  {
    recordings: [24, 85, 387],
    what: ["status: 400 for 500", insteadOfText],
    cites: "A client's fault is 4xx even where a 5xx was recorded",
  },
  {
    recordings: [62],
    what: ["status: 422 for 500", insteadOfText],
    cites: "A client's fault is 4xx even where a 5xx was recorded",
  },
  { recordings: [83], what: ["status: 422 for 500"], cites: "A client's fault is 4xx even where a 5xx was recorded" },
  {
    recordings: [30, 45],
    what: ["status: 400 for 200"],
    cites: "Invalid setting values are refused with the field's name (recorded: silently coerced)",
  },
  {
    recordings: [200],
    what: ["status: 400 for 200", "content type: application/json for text/event-stream"],
    cites: "Invalid setting values are refused with the field's name (recorded: silently coerced)",
  },
  {
    recordings: [64],
    what: ["status: 422 for 200", "documents: an empty list"],
    cites: "A file without text is an error that says so, never a silent success with zero chunks",
  },
  {
    recordings: [134],
    what: ["results: an empty list"],
    cites: "A score is the similarity that was measured, and the threshold holds",
  },
  {
    recordings: [148],
    what: [
      "chatId: missing",
      "sources: an empty list",
      ...[
        "prompt_tokens",
        "completion_tokens",
        "total_tokens",
        "duration",
        "outputTps",
        "model",
        "provider",
        "timestamp",
      ].map((key) => `metrics.${key}: missing`),
    ],
    cites: "Query mode refuses on this turn's retrieval alone",
  },
  {
    recordings: [176],
    what: [
      "event textResponseChunk: missing",
      "event textResponseChunk (close): missing",
      "event finalizeResponseStream (close): missing",
      "event textResponse (close): not recorded",
    ],
    cites: "Query mode refuses on this turn's retrieval alone",
  },
  {
    recordings: [150, 168],
    what: ["thoughts: missing", "outputs: missing"],
    cites: "an agent run where agents are configured, else `chat`",
  },
  {
    recordings: [178],
    what: [
      "event usageMetrics: missing",
      "event textResponse (close): missing",
      "event textResponseChunk (close): not recorded",
      ...["textResponse", "thoughts", "outputs"].map((key) => `finalizeResponseStream (close)[].${key}: missing`),
    ],
    cites: "an agent run where agents are configured, else `chat`",
  },
  { recordings: [164], what: ["status: 502 for 500"], cites: "502 and 504 only for the model's or a link's fault" },
  {
    recordings: [253],
    what: ["status: 502 for 500", insteadOfNothing],
    cites: "502 and 504 only for the model's or a link's fault",
  },
  {
    recordings: [249],
    what: ["status: 400 for 401", insteadOfNothing],
    cites: "An unknown model is 404 `model_not_found` for OpenAI clients (AnythingLLM: 401 with no body)",
  },
  {
    recordings: [262],
    what: ["status: 404 for 401", insteadOfNothing],
    cites: "An unknown model is 404 `model_not_found` for OpenAI clients (AnythingLLM: 401 with no body)",
  },
  {
    recordings: [251],
    what: ["status: 400 for 500", insteadOfNothing],
    cites: "A client's fault is 4xx even where a 5xx was recorded",
  },
  {
    recordings: [260, 266, 268, 271, 380],
    what: ["completion[].choices[].delta.role: missing", "completion[].choices[].delta.content: missing"],
    cites: "`chat.completion.chunk`, a role first, `finish_reason` in the last",
  },
  {
    recordings: [258],
    what: ["error: object for string"],
    cites: 'openai: `{"error": {message, type, param, code}}`',
  },
  {
    recordings: [264, 378],
    what: [
      "id: missing",
      "type: missing",
      "textResponse: missing",
      "sources: missing",
      "close: missing",
      "error: object for string",
    ],
    cites: 'openai: `{"error": {message, type, param, code}}`',
  },
];
