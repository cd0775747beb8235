import type { Recording } from "../recording.js";
import { answers, exchange, get, post, remove, streamsEvents } from "./exchange.js";
import { added, answer, error, notDone, streams } from "./shapes.js";

/** Exchanges under other settings of the server, and without its model. */
export const variants: readonly Recording[] = [
  exchange(
    473,
    "var-issue-auth-token-unknown",
    get("/v1/users/999/issue-auth-token"),
    answers(404, error, "User not found"),
  ),
  exchange(475, "var-delete-protected", remove("/v1/workspace/multi-ws"), answers(403, notDone)),
  exchange(
    491,
    "var-stream-chat-disabled",
    post("/v1/workspace/multi-ws/stream-chat", { message: "x", mode: "chat" }),
    streamsEvents(streams.atOnce),
  ),
  exchange(
    494,
    "var-chat-report-usage",
    post("/v1/workspace/multi-ws/chat", { message: "x", mode: "chat" }),
    answers(200, answer),
  ),
  exchange(
    516,
    "var-noupstream-raw-text",
    post("/v1/document/raw-text", {
      textContent: "No model",
      metadata: { title: "No model" },
      addToWorkspaces: "multi-ws",
    }),
    answers(200, added("custom-documents/raw-no-model-abcd.json")),
  ),
  exchange(
    517,
    "var-noupstream-update-embeddings",
    post("/v1/workspace/multi-ws/update-embeddings", {
      adds: ["custom-documents/raw-orphan-e3324fd1-3b33-4ac5-bade-a066b313d6df.json"],
    }),
    answers(200, { workspace: { id: 1, slug: "", documents: [], contextWindow: 1, currentContextTokenCount: 1 } }),
  ),
];
