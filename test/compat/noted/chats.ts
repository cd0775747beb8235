import type { Recording } from "../recording.js";
import { answers, exchange, forbidden, get, post, sends, streamsEvents, unkeyed } from "./exchange.js";
import { abort, answer, history, said, streams } from "./shapes.js";

const ours = "/v1/workspace/sample-workspace";
const bare = "/v1/workspace/text-plain";
const question = "What does the observatory on Mount Kelda house?";
const empty = answers(400, abort, "Message is empty");
const textPlain = { Authorization: "Bearer <KEY>", "Content-Type": "text/plain" };
const refusal = "There is no relevant information in this workspace to answer your query.";

/** The questions that were asked both ways, with the number of each. */
function both(
  sync: number,
  stream: number,
  name: string,
  path: string,
  body: object,
  whole: object,
  events: readonly object[],
  says?: string,
) {
  return [
    exchange(sync, `chat-${name}`, post(`${path}/chat`, body), answers(200, whole, says)),
    exchange(stream, `stream-chat-${name}`, post(`${path}/stream-chat`, body), streamsEvents(events, says)),
  ];
}

/** Chats in workspaces. */
export const chats: readonly Recording[] = [
  ...both(145, 173, "no-docs-query", bare, { message: "Hello there", mode: "query" }, said, streams.said, refusal),
  ...both(147, 175, "docs-query", ours, { message: question, mode: "query" }, answer, streams.answered),
  ...both(149, 177, "no-mode", ours, { message: question }, answer, streams.answered),
  ...both(
    151,
    179,
    "session",
    ours,
    { message: "Session message", mode: "chat", sessionId: "sess-1" },
    answer,
    streams.answered,
  ),
  ...both(
    153,
    181,
    "session-other",
    ours,
    { message: "Session message", mode: "chat", sessionId: "sess-2" },
    answer,
    streams.answered,
  ),
  ...both(
    155,
    183,
    "attachment-document",
    ours,
    {
      message: "Read this",
      mode: "chat",
      attachments: [
        {
          name: "a.txt",
          mime: "application/anythingllm-document",
          contentString: "data:text/plain;base64,SGVsbG8gd29ybGQ=",
        },
      ],
    },
    answer,
    streams.answered,
  ),
  exchange(157, "chat-missing-message", post(`${ours}/chat`, { mode: "chat" }), empty),
  exchange(185, "stream-chat-missing-message", post(`${ours}/stream-chat`, { mode: "chat" }), empty),
  exchange(159, "chat-array-message", post(`${ours}/chat`, { message: ["a"], mode: "chat" }), answers(500, abort)),
  exchange(
    187,
    "stream-chat-array-message",
    post(`${ours}/stream-chat`, { message: ["a"], mode: "chat" }),
    streamsEvents(streams.aborted),
  ),
  exchange(161, "chat-empty-body", post(`${ours}/chat`), empty),
  exchange(189, "stream-chat-empty-body", post(`${ours}/stream-chat`), empty),
  exchange(163, "chat-noauth", unkeyed("POST", `${ours}/chat`, { message: "hi" }), forbidden),
  exchange(191, "stream-chat-noauth", unkeyed("POST", `${ours}/stream-chat`, { message: "hi" }), forbidden),
  exchange(
    165,
    "chat-upstream-empty",
    post(`${bare}/chat`, { message: "[[EMPTY]]", mode: "chat" }),
    answers(200, abort, "No text completion could be completed with this input."),
  ),
  exchange(
    193,
    "stream-chat-upstream-empty",
    post(`${bare}/stream-chat`, { message: "[[EMPTY]]", mode: "chat" }),
    streamsEvents(streams.empty),
  ),
  exchange(
    195,
    "stream-chat-upstream-cut",
    post(`${bare}/stream-chat`, { message: "[[CUT]]", mode: "chat" }),
    streamsEvents(streams.cut),
  ),
  exchange(167, "chat-slash-reset", post(`${bare}/chat`, { message: "/reset", mode: "chat" }), answers(200, answer)),
  exchange(
    169,
    "chat-reset-with-message",
    post(`${bare}/chat`, { message: "After reset", mode: "chat", reset: true }),
    answers(200, answer),
  ),
  exchange(
    171,
    "chat-reset-bad-mode",
    post(`${bare}/chat`, { message: "hi", mode: "banana", reset: true }),
    answers(200, answer),
  ),
  exchange(
    197,
    "stream-chat-agent",
    post(`${bare}/stream-chat`, { message: "@agent say hello", mode: "chat" }),
    streamsEvents([
      { id: "", type: "textResponseChunk", textResponse: "", sources: [], close: false, error: null },
      { id: "", type: "usageMetrics" },
      { id: "", type: "textResponse", textResponse: "", close: true, error: null },
      {
        uuid: "",
        type: "finalizeResponseStream",
        textResponse: "",
        thoughts: [],
        outputs: [],
        sources: [],
        metrics: {},
        close: true,
        error: false,
      },
    ]),
  ),
  exchange(
    199,
    "stream-chat-reset-only",
    post(`${bare}/stream-chat`, { reset: true }),
    streamsEvents(streams.said, "Chat history was reset!"),
  ),
  exchange(202, "workspace-chats-limit", get(`${ours}/chats?limit=1&orderBy=desc`), answers(200, history)),
  exchange(204, "workspace-chats-limit-zero", get(`${ours}/chats?limit=0`), answers(200, history)),
  exchange(206, "workspace-chats-bad-order", get(`${ours}/chats?orderBy=sideways`), answers(200, history)),
  exchange(
    208,
    "workspace-chats-unknown-session",
    get(`${ours}/chats?apiSessionId=nobody`),
    answers(200, { history: [] }),
  ),
  exchange(
    371,
    "stream-chat-mode-case",
    post(`${bare}/stream-chat`, { message: "hi", mode: "Query" }),
    answers(400, abort, "Query is not a valid mode."),
  ),
  exchange(
    373,
    "chat-textplain",
    sends("POST", `${bare}/chat`, '{"message":"hi","mode":"chat"}', textPlain),
    answers(200, answer),
  ),
  exchange(
    374,
    "stream-chat-malformed-textplain",
    sends("POST", `${bare}/stream-chat`, '{"message":', textPlain),
    streamsEvents(streams.aborted),
  ),
];
