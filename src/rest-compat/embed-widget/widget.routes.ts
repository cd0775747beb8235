import { z } from "zod";
import { ResetConversationOperation, VisitorOperation } from "../../generated/operations.js";
import { Exchange } from "../chat/exchange.js";
import { events, frame, json, text } from "../routing/answer.js";
import { type DocumentedResponse, type Route, route } from "../routing/route.js";
import { sessionName, visitorSecret } from "./credentials.js";
import { abort, sessionError } from "./errors.js";
import { sessionHistory } from "./history.js";
import { presentMessages } from "./present/chat.js";
import { questionBody, questionExample, questionInput, questionNames } from "./question.js";
import { streamToWidget } from "./stream.js";

const tags = ["Embed widget"];
const abortSchema = z
  .looseObject({ id: z.string(), type: z.literal("abort"), close: z.literal(true), error: z.string() })
  .meta({ id: "WidgetAbort" });
const visit = z.object({ embedId: z.string(), sessionId: sessionName });

function aborted(description: string): DocumentedResponse {
  return { description, schema: abortSchema };
}
const refusals = {
  401: aborted("The embed does not admit the page's origin, or wants a token that the site has signed."),
  503: aborted("The embed is disabled, or too many answers are running."),
};
const unknownEmbed: DocumentedResponse = {
  description: "There is no such embed: text; or the session is not valid: JSON.",
};

/** What the chat widget of a page calls, without a key: it is known by its embed, its origin and its session. */
export const widgetRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/:embedId/stream-chat",
    summary: "Ask as a visitor, and stream the answer",
    description:
      "Server-sent events, each a JSON object; the last one has `close`. Closing the connection stops the answer.",
    tags,
    credential: "none",
    body: questionBody,
    bodyExample: questionExample,
    responses: {
      200: {
        description: "Chunks of the answer.",
        contentType: "text/event-stream",
        schema: z.looseObject({ type: z.string(), textResponse: z.string().nullable(), close: z.boolean() }),
      },
      400: aborted("The message is empty, or a field is not valid."),
      404: unknownEmbed,
      429: aborted("The embed's questions of the day, or the session's, are used up."),
      ...refusals,
    },
    errors: sessionError,
    fieldNames: questionNames,
    handle: async ({ params, body, headers, visitor, signal }) => {
      const client = await visitor(visitorSecret(params["embedId"] ?? "", body.sessionId, headers));
      const { visitor: facts } = await client.execute(VisitorOperation, {});
      const exchange = await Exchange.begin(client, questionInput(body, facts), signal);
      return events(streamToWidget(exchange, facts.chatMode === "QUERY"), (fault) => frame(abort(fault.message)));
    },
  }),
  route({
    method: "GET",
    path: "/:embedId/:sessionId",
    summary: "The history of a visitor's session",
    description: "As the widget shows it. The session is known to its visitor alone.",
    tags,
    credential: "none",
    params: visit,
    responses: {
      200: {
        description: "The messages, oldest first. Sources are named, without their text.",
        schema: z.object({
          history: z.array(
            z.looseObject({
              role: z.enum(["user", "assistant"]),
              content: z.string(),
              sentAt: z.number(),
              chatId: z.number(),
            }),
          ),
        }),
      },
      404: unknownEmbed,
      ...refusals,
    },
    errors: sessionError,
    handle: async ({ params, headers, visitor }) => {
      const client = await visitor(visitorSecret(params.embedId, params.sessionId, headers));
      return json({ history: (await sessionHistory(client)).flatMap(presentMessages) });
    },
  }),
  route({
    method: "DELETE",
    path: "/:embedId/:sessionId",
    summary: "Forget the history of a visitor's session",
    description: "Later answers of the session do not see it any more.",
    tags,
    credential: "none",
    params: visit,
    responses: { 200: { description: "It is forgotten: an empty body." }, 404: unknownEmbed, ...refusals },
    errors: sessionError,
    handle: async ({ params, headers, visitor }) => {
      const client = await visitor(visitorSecret(params.embedId, params.sessionId, headers));
      const { visitor: facts } = await client.execute(VisitorOperation, {});
      const { workspaceId } = facts;
      await client.execute(ResetConversationOperation, { input: { workspaceId, sessionId: params.sessionId } });
      return text("");
    },
  }),
];
