import type { Recording } from "../recording.js";
import { answers, exchange, forbidden, get, post, remove, sends, streamsEvents, unkeyed } from "./exchange.js";
import { done, embed, error, streams } from "./shapes.js";

const visitor = "11111111-2222-4333-8444-555555555555";
const ours = "1bdee0bb-d47c-4ca0-860c-c0023d13f777";
const filled = "73757e85-00c2-41e2-b845-ca02494835d6";

/** Embeds, and what their visitors send. */
export const embeds: readonly Recording[] = [
  exchange(
    287,
    "embed-new-minimal",
    post("/v1/embed/new", { workspace_slug: "text-plain" }),
    answers(200, embed("eeb679f0-cf60-4399-9d64-8d8179514864")),
  ),
  exchange(289, "embed-new-noauth", unkeyed("POST", "/v1/embed/new", { workspace_slug: "text-plain" }), forbidden),
  exchange(295, "embed-chats-unknown", get("/v1/embed/nope/chats"), answers(200, { chats: [] })),
  exchange(296, "embed-chats-unknown-session", get(`/v1/embed/${ours}/chats/nobody`), answers(200, { chats: [] })),
  exchange(298, "embed-update-empty", post(`/v1/embed/${ours}`), answers(200, {})),
  exchange(300, "embed-update-unknown", post("/v1/embed/nope", { enabled: true }), answers(404, error)),
  exchange(303, "embed-delete-again", remove(`/v1/embed/${ours}`), answers(404, error)),
  exchange(304, "embed-list-noauth", unkeyed("GET", "/v1/embed"), forbidden),
  exchange(
    358,
    "embed-new-domains",
    post("/v1/embed/new", { workspace_slug: "text-plain", chat_mode: "chat", allowlist_domains: "example.com" }),
    answers(200, { ...embed("b475a5c2-7931-48ea-a677-7aa876358bc1"), error: null }, "https://example.com"),
  ),
  exchange(
    360,
    "public-embed-stream-chat-ok",
    sends("POST", `/embed/${filled}/stream-chat`, { sessionId: visitor, message: "Hello embed" }, {}),
    streamsEvents(streams.widget),
  ),
  exchange(
    362,
    "public-embed-no-session",
    sends("POST", `/embed/${filled}/stream-chat`, { message: "Hello" }, {}),
    answers(404, { type: "abort", error: "" }),
  ),
  exchange(369, "embed-update-bad-workspace", post(`/v1/embed/${filled}`, { enabled: true }), answers(200, done)),
];
