import type { Recording } from "../recording.js";
import { isObject } from "../shape.js";
import type { AllowedDifference } from "./allowed-difference.js";

/** Differences of the OpenAI dialect. */
export const openAi: readonly AllowedDifference[] = [
  {
    cites: "An unknown model is 404 `model_not_found` for OpenAI clients (AnythingLLM: 401 with no body)",
    route: /^POST \/v1\/openai\/chat\/completions$/,
    when: ({ response }) => response.status === 401,
    what: [/^status: 40[04] for 401$/, "content type: application/json for "],
  },
  {
    cites: "`chat.completion.chunk`, a role first, `finish_reason` in the last",
    route: /^POST \/v1\/openai\/chat\/completions$/,
    what: [
      "event completion: not recorded",
      /^completion( \(finish\))?\[\]\.choices\[\]\.delta\.(role|content): missing$/,
      /^completion( \(finish\))?\[\]\.usage(\.\w+)?: (missing|null for object)$/,
    ],
  },
  {
    cites: "`tools` and other parameters that cannot be honoured are refused by name unless their value is neutral",
    route: /^POST \/v1\/openai\/chat\/completions$/,
    when: asksForTheUnsupported,
    what: [
      "status: 400 for 200",
      "content type: application/json for text/event-stream",
      /^(id|object|created|model|choices|usage): missing$/,
    ],
  },
  {
    cites: "`usage` when `stream_options.include_usage` asks",
    route: /^POST \/v1\/openai\/chat\/completions$/,
    when: ({ request }) => JSON.stringify(request.body).includes('"include_usage":true'),
    what: [
      "events: completion, completion (finish), completion for completion, completion (finish)",
      "completion[].choices: an empty list",
    ],
  },
  {
    // The official SDKs ask for base64 by themselves, and read it and numbers alike.
    cites: "so that the official SDKs, LangChain and LiteLLM work",
    route: /^POST \/v1\/openai\/embeddings$/,
    when: ({ request }) => JSON.stringify(request.body).includes('"base64"'),
    what: ["data[].embedding: string for a list"],
  },
  {
    cites: 'openai: `{"error": {message, type, param, code}}`',
    route: / \/v1\/openai\//,
    when: ({ response }) => response.status >= 400,
    what: [/^error: object for (string|boolean)$/, /^(id|type|textResponse|sources|close|success): missing$/],
  },
  {
    cites:
      "A stream that fails upstream ends with an `abort` event for v1 and an OpenAI error event for OpenAI clients",
    route: /^POST \/v1\/openai\/chat\/completions$/,
    when: ({ response }) => response.sse?.length === 0,
    what: [/^event .*: not recorded$/],
  },
];

/** Whether a request has tools, or wants more than one answer. */
function asksForTheUnsupported({ request: { body } }: Recording): boolean {
  if (!isObject(body)) return false;
  const { tools, n } = body;
  return (Array.isArray(tools) && tools.length > 0) || (typeof n === "number" && n > 1);
}
