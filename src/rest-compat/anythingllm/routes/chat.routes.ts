import { z } from "zod";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { streamedAnswer, wholeAnswer } from "../answering.js";
import { abortError, textError, unknownIs400 } from "../errors.js";
import { historyOf } from "../history.js";
import { presentConversation } from "../present/history.js";
import { abortSchema, answerSchema, chunkSchema, conversationSchema } from "../present/schemas.js";
import { askWorkspace, questionBody, questionExample } from "../question.js";
import { aborted, forbidden, refusedInText } from "./responses.js";

const tags = ["Workspaces"];

/** Chats: ask and wait, ask and stream, look back. */
export const chatRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/:slug/chat",
    tellsLimits: true,
    summary: "Ask a workspace and wait for the whole answer",
    description:
      "Without a `mode` the workspace's own holds; `query` answers from the documents alone. Chats with one `sessionId` are a conversation of their own. Closing the connection stops the answer.",
    tags,
    body: questionBody,
    bodyExample: questionExample,
    responses: {
      200: {
        description: "The answer; one of type `abort` when the model answered nothing.",
        schema: z.union([answerSchema, abortSchema]),
      },
      400: aborted("There is no such workspace, or a field is not valid."),
      403: forbidden,
      413: aborted("An attachment, or the question, is too large."),
      422: aborted("An attachment cannot be read."),
      502: aborted("The model's server failed."),
      503: aborted("Too many answers are running."),
      504: aborted("The model's server took too long."),
    },
    errors: abortError,
    statuses: unknownIs400,
    handle: async (request) => wholeAnswer(await askWorkspace(request)),
  }),
  route({
    method: "POST",
    path: "/workspace/:slug/stream-chat",
    tellsLimits: true,
    summary: "Ask a workspace and stream the answer",
    description: "Server-sent events, each a JSON object. Closing the connection stops the answer.",
    tags,
    body: questionBody,
    bodyExample: questionExample,
    responses: {
      200: {
        description: "Chunks of the answer, then `finalizeResponseStream`.",
        contentType: "text/event-stream",
        schema: chunkSchema,
      },
      400: aborted("There is no such workspace, or a field is not valid."),
      403: forbidden,
      413: aborted("An attachment, or the question, is too large."),
      422: aborted("An attachment cannot be read."),
      503: aborted("Too many answers are running."),
      504: aborted("An attachment took too long to read."),
    },
    errors: abortError,
    statuses: unknownIs400,
    handle: async (request) => streamedAnswer(await askWorkspace(request)),
  }),
  route({
    method: "GET",
    path: "/workspace/:slug/chats",
    summary: "The chats of a workspace",
    description: "Chats of sessions only when one is asked for. `history` has a message an entry, `chats` an exchange.",
    tags,
    query: z.object({
      apiSessionId: z.string().max(255).optional().describe("The session whose chats are wanted."),
      limit: z.string().optional().describe("How many chats at most; default 100."),
      orderBy: z.string().optional().describe("`asc` (default) or `desc`, by time."),
    }),
    responses: {
      200: {
        description: "The chats.",
        schema: conversationSchema,
      },
      400: refusedInText("There is no such workspace."),
      403: forbidden,
    },
    errors: textError,
    statuses: unknownIs400,
    handle: async ({ client, params, query }) => {
      const limit = query.limit === undefined || query.limit === "" ? 100 : Number(query.limit);
      const order = query.orderBy === "desc" ? "desc" : "asc";
      const sessionId = query.apiSessionId ?? null;
      return json(
        presentConversation(await historyOf(client, params["slug"] ?? "", { threadId: null, sessionId, limit, order })),
      );
    },
  }),
];
