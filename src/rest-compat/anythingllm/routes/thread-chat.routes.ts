import { z } from "zod";
import { type Route, route, type RouteRequest } from "../../routing/route.js";
import { streamedAnswer, wholeAnswer } from "../answering.js";
import { abortError, unknownIs400 } from "../errors.js";
import { abortSchema, answerSchema, chunkSchema } from "../present/schemas.js";
import { ask, questionBody } from "../question.js";
import { personOf, threadOf } from "../thread-reference.js";
import { aborted, forbidden } from "./responses.js";
import { personNumberSchema } from "./thread.routes.js";

const tags = ["Workspace Threads"];
const body = questionBody
  .omit({ sessionId: true })
  .extend({ userId: personNumberSchema.describe("In whose name it is asked. An unknown user is the caller.") });
const bodyExample = { message: "What is AnythingLLM?", mode: "chat", reset: false };

/** Chats in threads: ask and wait, ask and stream. */
export const threadChatRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/:slug/thread/:threadSlug/chat",
    tellsLimits: true,
    summary: "Ask in a thread and wait for the whole answer",
    description: "As in a workspace, with a history of the thread's own.",
    tags,
    body,
    bodyExample,
    responses: {
      200: {
        description: "The answer; one of type `abort` when the model answered nothing.",
        schema: z.union([answerSchema, abortSchema]),
      },
      400: aborted("A field is not valid."),
      403: forbidden,
      404: aborted("There is no such workspace, or no such thread in it."),
      413: aborted("An attachment, or the question, is too large."),
      422: aborted("An attachment cannot be read."),
      502: aborted("The model's server failed."),
      503: aborted("Too many answers are running."),
      504: aborted("The model's server took too long."),
    },
    errors: abortError,
    handle: async (request) =>
      wholeAnswer(
        await askThread(request, ({ slug, threadSlug }, missing) =>
          missing === "Thread" ? `Thread ${threadSlug} not found.` : `Workspace ${slug} not found.`,
        ),
      ),
  }),
  route({
    method: "POST",
    path: "/workspace/:slug/thread/:threadSlug/stream-chat",
    tellsLimits: true,
    summary: "Ask in a thread and stream the answer",
    description: "Server-sent events, each a JSON object. Closing the connection stops the answer.",
    tags,
    body,
    bodyExample,
    responses: {
      200: {
        description: "Chunks of the answer, then `finalizeResponseStream`.",
        contentType: "text/event-stream",
        schema: chunkSchema,
      },
      400: aborted("There is no such workspace or thread, or a field is not valid."),
      403: forbidden,
      413: aborted("An attachment, or the question, is too large."),
      422: aborted("An attachment cannot be read."),
      503: aborted("Too many answers are running."),
      504: aborted("An attachment took too long to read."),
    },
    errors: abortError,
    statuses: unknownIs400,
    handle: async (request) =>
      streamedAnswer(
        await askThread(request, ({ slug, threadSlug }) => `Workspace ${slug} or thread ${threadSlug} is not valid.`),
      ),
  }),
];

async function askThread(
  request: RouteRequest<Record<string, string>, unknown, z.output<typeof body>>,
  words: Parameters<typeof threadOf>[2],
) {
  const { client, params } = request;
  const { workspace, thread } = await threadOf(client, params, words);
  const person = await personOf(client, request.body.userId);
  const userId = person.kind === "user" ? person.id : undefined;
  return ask(request, { workspace, sessionId: null, threadId: thread.id, userId });
}
