import { z } from "zod";
import { failureOf } from "../../chat/failure.js";
import { events, frame, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { abort, abortError, textError, unknownIs400, v1Statuses } from "../errors.js";
import { historyOf } from "../history.js";
import { presentAnswer, presentReset } from "../present/answer.js";
import { presentChats, presentHistory } from "../present/history.js";
import { abortSchema, answerSchema, metricsSchema, sourceSchema } from "../present/schemas.js";
import { streamAnswer } from "../present/stream.js";
import { askWorkspace, questionBody, questionExample } from "../question.js";
import { aborted, forbidden, refusedInText } from "./responses.js";

const tags = ["Workspaces"];
const chunk = z.looseObject({
  id: z.string(),
  uuid: z.string(),
  type: z.string(),
  textResponse: z.string(),
  close: z.boolean(),
});

/** Chats: ask and wait, ask and stream, look back. */
export const chatRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/:slug/chat",
    tellsLimits: true,
    summary: "Ask a workspace and wait for the whole answer",
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
      502: aborted("The model's server failed."),
      503: aborted("Too many answers are running."),
      504: aborted("The model's server took too long."),
    },
    errors: abortError,
    statuses: unknownIs400,
    handle: async (request) => {
      const asked = await askWorkspace(request);
      if (asked.kind === "reset") return json(presentReset(asked.sessionId));
      const answer = await asked.exchange.collect();
      const failure = failureOf(answer.finished, v1Statuses);
      if (failure === null) return json(presentAnswer(asked, answer));
      // A model that answers nothing has not failed, in AnythingLLM's eyes.
      return abortError(failure.code === "EMPTY_COMPLETION" ? { ...failure, status: 200 } : failure);
    },
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
        schema: chunk,
      },
      400: aborted("There is no such workspace, or a field is not valid."),
      403: forbidden,
      503: aborted("Too many answers are running."),
    },
    errors: abortError,
    statuses: unknownIs400,
    handle: async (request) => {
      const asked = await askWorkspace(request);
      const frames =
        asked.kind === "reset" ? once(frame(presentReset(asked.sessionId))) : streamAnswer(asked, asked.mayRefuse);
      return events(frames, (fault) => frame(abort(fault.message)));
    },
  }),
  route({
    method: "GET",
    path: "/workspace/:slug/chats",
    summary: "The chats of a workspace",
    description: "Chats of sessions only when one is asked for. `history` has a message an entry, `chats` an exchange.",
    tags,
    query: z.object({
      apiSessionId: z.string().max(255).optional(),
      limit: z.string().optional().describe("How many chats at most; default 100."),
      orderBy: z.string().optional().describe("`asc` (default) or `desc`, by time."),
    }),
    responses: {
      200: {
        description: "The chats.",
        schema: z.object({
          history: z.array(
            z.looseObject({
              role: z.enum(["user", "assistant"]),
              content: z.string(),
              sentAt: z.number(),
              chatId: z.number(),
              sources: z.array(sourceSchema).optional(),
              metrics: metricsSchema.optional(),
            }),
          ),
          chats: z.array(
            z.looseObject({ id: z.number(), prompt: z.string(), response: z.string(), createdAt: z.string() }),
          ),
        }),
      },
      400: refusedInText("There is no such workspace."),
      403: forbidden,
    },
    errors: textError,
    statuses: unknownIs400,
    handle: async ({ client, params, query }) => {
      const limit = query.limit === undefined || query.limit === "" ? 100 : Number(query.limit);
      const order = query.orderBy === "desc" ? "desc" : "asc";
      const { workspaceId, chats } = await historyOf(client, params["slug"] ?? "", {
        sessionId: query.apiSessionId ?? null,
        limit,
        order,
      });
      return json({ history: chats.flatMap(presentHistory), chats: presentChats(chats, workspaceId) });
    },
  }),
];

async function* once(piece: string): AsyncGenerator<string, void, void> {
  yield await Promise.resolve(piece);
}
