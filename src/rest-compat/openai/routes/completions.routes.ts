import { z } from "zod";
import { FindModelOperation } from "../../../generated/operations.js";
import { Exchange } from "../../chat/exchange.js";
import { events, frame, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { flag, given, numeric } from "../../routing/values.js";
import { type CompletionFacts, completionFailure, presentCompletion, streamCompletion } from "../completion.js";
import { namedConversation, threadNamed } from "../conversation.js";
import { errorBody, openaiError } from "../errors.js";
import { chatMessage, conversationOf } from "../messages.js";
import { refuseUnsupported } from "../parameters.js";
import { UnknownModelError } from "../unknown-model.js";
import { refused } from "./responses.js";

const tokenLimit = numeric(z.number().int().min(1).max(1_000_000));

const completionBody = z.looseObject({
  model: z.string({ error: "you must provide a model parameter" }).min(1, "you must provide a model parameter"),
  messages: z
    .array(chatMessage, { error: "must be a list of messages" })
    .min(1, "must have at least one message")
    .max(2_000),
  stream: flag().nullish(),
  stream_options: z.looseObject({ include_usage: flag().nullish() }).nullish(),
  temperature: numeric(z.number().min(0).max(2)).nullish(),
  max_tokens: tokenLimit.nullish(),
  max_completion_tokens: tokenLimit.nullish().describe("How many tokens the model may write; wins over `max_tokens`."),
  stop: z
    .union([z.string().max(200), z.array(z.string().min(1).max(200)).max(16)], {
      error: "must be a string of at most 200 characters, or a list of up to 16 of them",
    })
    .nullish()
    .describe("The answer ends before the first of these strings."),
  metadata: z
    .record(z.string(), z.unknown())
    .nullish()
    .describe(
      "`sessionId`, or the header `x-session-id`, names a conversation that the server keeps; `threadSlug`, or `x-thread-slug`, a thread of the workspace.",
    ),
});

const completion = z.looseObject({
  id: z.string(),
  object: z.literal("chat.completion"),
  created: z.number(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.number(),
      message: z.object({ role: z.literal("assistant"), content: z.string() }),
      logprobs: z.null(),
      finish_reason: z.enum(["stop", "length"]),
    }),
  ),
  usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number(), total_tokens: z.number() }),
});

/** Chats in OpenAI's wire format. */
export const completionsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/chat/completions",
    tellsLimits: true,
    summary: "Ask a workspace in OpenAI's format, whole or streamed",
    description:
      "The model is a workspace. The messages are the whole conversation, and the exchange is no part of any history, unless a session or a thread is named: " +
      "then the server's own history of it is used and only the last message counts. " +
      "With `stream` the answer comes as server-sent `chat.completion.chunk` events and ends with `[DONE]`; " +
      "closing the connection stops it. Parameters that cannot be honoured are refused by name.",
    tags: ["OpenAI Compatible Endpoints"],
    body: completionBody,
    bodyExample: {
      model: "my-workspace",
      messages: [
        { role: "system", content: "You are a helpful assistant" },
        { role: "user", content: "What is AnythingLLM?" },
      ],
      stream: false,
      temperature: 0.7,
    },
    responses: {
      200: { description: "The answer; with `stream` as `text/event-stream`.", schema: completion },
      400: refused("A field is not valid, or a parameter cannot be honoured."),
      403: refused("There is no valid API key."),
      404: refused("There is no such model, or no such thread."),
      502: refused("The workspace's model failed."),
      503: refused("Too many answers are running."),
      504: refused("The workspace's model took too long."),
    },
    errors: openaiError,
    fieldNames: {
      "by.reference": "model",
      message: "messages",
      history: "messages",
      systemPrompt: "messages",
      attachments: "messages",
      sessionId: "metadata.sessionId",
      "filter.slug": "metadata.threadSlug",
    },
    handle: async ({ client, body, headers, signal }) => {
      refuseUnsupported("completions", body);
      const { message, attachments, history, systemPrompt } = conversationOf(body.messages);
      const { sessionId, threadSlug } = namedConversation(headers, body.metadata ?? {});
      const { workspace } = await client.execute(FindModelOperation, { reference: body.model });
      if (workspace === null) throw new UnknownModelError(body.model);
      const threadId = threadSlug === null ? null : await threadNamed(client, workspace.id, threadSlug);
      const input = {
        workspaceId: workspace.id,
        message,
        // A client of OpenAI's knows no commands.
        commands: "NONE" as const,
        // A conversation that the server keeps has its history there.
        ...(sessionId === null && threadId === null ? { history } : {}),
        ...given({
          sessionId,
          threadId,
          attachments: attachments.length === 0 ? null : attachments,
          systemPrompt,
          temperature: body.temperature,
          maxTokens: body.max_completion_tokens ?? body.max_tokens,
          stop: stopStrings(body.stop),
        }),
      };
      const facts: CompletionFacts = {
        exchange: await Exchange.begin(client, input, signal),
        model: body.model,
        sessionId,
      };
      if (body.stream === true) {
        const frames = streamCompletion(facts, body.stream_options?.include_usage === true);
        return events(frames, (fault) => frame(errorBody(fault)));
      }
      const answer = await facts.exchange.collect();
      const failure = completionFailure(answer.finished);
      return failure === null ? json(presentCompletion(facts, answer)) : openaiError(failure);
    },
  }),
];

/** One string or several; an empty one asks for nothing. */
function stopStrings(stop: string | readonly string[] | null | undefined): readonly string[] | null {
  const strings = typeof stop === "string" ? [stop] : (stop ?? []);
  const present = strings.filter((one) => one !== "");
  return present.length === 0 ? null : present;
}
