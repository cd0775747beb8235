import type { Recording } from "../recording.js";
import { answers, answersText, exchange, get, post, remove, sends, streamsEvents } from "./exchange.js";
import { abort, answer, message, said, streams, thread } from "./shapes.js";

const ours = "/v1/workspace/sample-workspace";
const peer = `${ours}/thread/peer-thread`;
const question = "What does the observatory on Mount Kelda house?";
const empty = answers(400, abort, "Message is empty");

/** Threads. */
export const threads: readonly Recording[] = [
  exchange(
    210,
    "thread-new-duplicate",
    post(`${ours}/thread/new`, { name: "Peer thread", slug: "peer-thread" }),
    answers(200, { thread: null, message: "" }),
  ),
  exchange(
    212,
    "thread-new-no-body",
    sends("POST", `${ours}/thread/new`),
    answers(200, thread("8b40d989-ba6c-49bd-954d-9c91fbb9cab8")),
  ),
  exchange(214, "thread-new-unknown-slug", post("/v1/workspace/nope/thread/new", { name: "x" }), answersText(400)),
  exchange(216, "thread-update-no-name", post(`${peer}/update`), answers(200, thread("peer-thread"))),
  exchange(
    218,
    "thread-update-unknown-slug",
    post("/v1/workspace/nope/thread/peer-thread/update", { name: "x" }),
    answers(404, message, "Workspace not found"),
  ),
  exchange(220, "thread-chat-query", post(`${peer}/chat`, { message: question, mode: "query" }), answers(200, answer)),
  exchange(222, "thread-chat-missing", post(`${peer}/chat`), empty),
  exchange(
    224,
    "thread-chat-unknown-slug",
    post("/v1/workspace/nope/thread/peer-thread/chat", { message: "x", mode: "chat" }),
    answers(404, abort),
  ),
  exchange(
    227,
    "thread-stream-chat-query",
    post(`${peer}/stream-chat`, { message: question, mode: "query" }),
    streamsEvents(streams.answered),
  ),
  exchange(229, "thread-stream-chat-missing", post(`${peer}/stream-chat`), empty),
  exchange(
    231,
    "thread-stream-chat-unknown-slug",
    post("/v1/workspace/nope/thread/peer-thread/stream-chat", { message: "x", mode: "chat" }),
    {
      status: 200,
      contentType: null,
      body: 'data: {"type": "abort"}',
    },
  ),
  exchange(
    234,
    "thread-chats-unknown-thread",
    get(`${ours}/thread/nope/chats`),
    answers(404, message, "Thread not found"),
  ),
  exchange(
    236,
    "thread-chat-reset",
    post(`${peer}/chat`, { reset: true }),
    answers(200, said, "Chat history was reset!"),
  ),
  exchange(
    237,
    "thread-stream-chat-reset",
    post(`${peer}/stream-chat`, { reset: true }),
    streamsEvents(streams.said, "Chat history was reset!"),
  ),
  exchange(
    238,
    "thread-chat-bad-mode",
    post(`${peer}/chat`, { message: "hi", mode: "banana" }),
    answers(400, abort, "banana is not a valid mode."),
  ),
  exchange(
    239,
    "thread-stream-chat-bad-mode",
    post(`${peer}/stream-chat`, { message: "hi", mode: "banana" }),
    answers(400, abort, "banana is not a valid mode."),
  ),
  exchange(241, "thread-delete-again", remove(peer), answersText(200, "OK")),
];
