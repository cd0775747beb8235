import type { Recording } from "../recording.js";
import { answers, answersNothing, exchange, forbidden, get, post, streamsEvents, unkeyed, upload } from "./exchange.js";
import { abort, completion, completionStream, embeddings, error, notAdded } from "./shapes.js";

const path = "/v1/openai/chat/completions";
const hello = [{ role: "user", content: "Hello?" }];
const answered = answers(200, completion);
const notUser = answers(400, abort);

function chat(body: object) {
  return post(path, { model: "text-plain", ...body });
}

const saying = (content: string) => [{ role: "user", content }];
const picture = { b64_json: "" };

/** The OpenAI routes. */
export const openAi: readonly Recording[] = [
  exchange(244, "openai-models-noauth", unkeyed("GET", "/v1/openai/models"), forbidden),
  exchange(
    246,
    "openai-chat-sync-docs",
    post(path, { model: "sample-workspace", messages: saying("What does the observatory on Mount Kelda house?") }),
    answered,
  ),
  exchange(248, "openai-chat-sync-unknown-model", post(path, { model: "nope", messages: hello }), answersNothing(401)),
  exchange(
    250,
    "openai-chat-sync-last-not-user",
    chat({ messages: [...hello, { role: "assistant", content: "Hi" }] }),
    notUser,
  ),
  exchange(252, "openai-chat-sync-empty-content", chat({ messages: saying("") }), answered),
  exchange(
    254,
    "openai-chat-sync-upstream-empty",
    chat({ messages: saying("[[EMPTY]]") }),
    answers(200, {
      ...completion,
      choices: [{ index: 0, message: { role: "assistant", content: null }, logprobs: null, finish_reason: "" }],
    }),
  ),
  exchange(
    257,
    "openai-chat-sync-query-refusal",
    chat({ model: "url-encoded", messages: saying("anything") }),
    answered,
  ),
  exchange(259, "openai-chat-stream", chat({ stream: true, messages: hello }), streamsEvents(completionStream)),
  exchange(
    261,
    "openai-chat-stream-content-parts",
    chat({ stream: true, messages: [{ role: "user", content: [{ type: "text", text: "Describe" }] }] }),
    streamsEvents(completionStream),
  ),
  exchange(263, "openai-chat-stream-missing-model", post(path, { stream: true, messages: hello }), answersNothing(401)),
  exchange(265, "openai-chat-stream-empty-messages", chat({ stream: true, messages: [] }), answersNothing(500)),
  exchange(
    267,
    "openai-chat-stream-upstream-error",
    chat({ stream: true, messages: saying("[[FAIL]]") }),
    streamsEvents([]),
  ),
  exchange(
    269,
    "openai-chat-stream-include-usage",
    chat({ stream: true, stream_options: { include_usage: true }, messages: hello }),
    streamsEvents(completionStream),
  ),
  exchange(
    272,
    "openai-chat-stream-noauth",
    unkeyed("POST", path, { model: "text-plain", stream: true, messages: hello }),
    forbidden,
  ),
  exchange(
    274,
    "openai-embeddings-array",
    post("/v1/openai/embeddings", { input: ["hello", "world"] }),
    answers(200, embeddings),
  ),
  exchange(276, "openai-embeddings-empty", post("/v1/openai/embeddings", { input: "" }), answersNothing(500)),
  exchange(278, "openai-embeddings-number", post("/v1/openai/embeddings", { input: 5 }), answersNothing(500)),
  exchange(
    281,
    "openai-vector-stores-query",
    get("/v1/openai/vector_stores?limit=1"),
    answers(200, { first_id: "", last_id: "", data: [], has_more: false }),
  ),
  exchange(
    283,
    "openai-images-no-provider",
    post("/v1/openai/images/generations", { prompt: "a cat" }),
    answers(500, error),
  ),
  exchange(
    377,
    "openai-chat-developer",
    chat({ messages: [{ role: "developer", content: "Be brief" }, ...hello] }),
    answered,
  ),
  exchange(379, "openai-chat-missing-messages", chat({}), answersNothing(500)),
  exchange(
    381,
    "openai-chat-ignored-parameters",
    chat({ n: 2, max_tokens: 5, tools: [{ type: "function", function: { name: "add" } }], messages: hello }),
    answered,
  ),
  exchange(
    461,
    "openai-models-many-users",
    get("/v1/openai/models"),
    answers(200, {
      object: "list",
      data: [{ id: "", object: "model", created: 1, owned_by: "" }],
    }),
  ),
  exchange(
    477,
    "var-image-generation",
    post("/v1/openai/images/generations", { prompt: "a cat" }),
    answers(200, { created: 1, data: [picture] }),
  ),
  exchange(
    479,
    "var-image-url",
    post("/v1/openai/images/generations", { prompt: "a cat", response_format: "url" }),
    answers(200, { created: 1, data: [{ url: "" }] }),
  ),
  exchange(
    481,
    "var-image-references",
    upload("/v1/openai/images/generations", "pixel.png", "image/png", "image_references", { prompt: "make it blue" }),
    answers(200, { created: 1, data: [picture] }),
  ),
  exchange(
    482,
    "var-image-other-field",
    upload("/v1/openai/images/generations", "pixel.png", "image/png", "file", { prompt: "make it blue" }),
    answers(500, notAdded),
  ),
  exchange(
    483,
    "var-image-no-prompt",
    upload("/v1/openai/images/generations", "pixel.png", "image/png", "image_references"),
    answers(400, error),
  ),
  exchange(
    484,
    "var-image-n",
    post("/v1/openai/images/generations", { prompt: "a cat", n: 2, size: "256x256" }),
    answers(200, { created: 1, data: [picture] }),
  ),
  exchange(
    492,
    "var-openai-stream-disabled",
    post(path, { model: "multi-ws", stream: true, messages: hello }),
    streamsEvents([
      {
        ...completion,
        choices: [{ index: 0, delta: { role: "assistant", content: "" }, logprobs: null, finish_reason: "" }],
      },
    ]),
  ),
  exchange(513, "var-noupstream-openai-chat", post(path, { model: "multi-ws", messages: hello }), answersNothing(500)),
  exchange(514, "var-noupstream-embeddings", post("/v1/openai/embeddings", { input: "hello" }), answersNothing(500)),
];
