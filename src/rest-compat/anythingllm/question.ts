import { z } from "zod";
import {
  ResetConversationOperation,
  type SendChatInput,
  type WorkspaceFieldsFragment,
} from "../../generated/operations.js";
import { ValidationError } from "../../errors/index.js";
import { Exchange } from "../chat/exchange.js";
import { presentProvider } from "../chat/providers.js";
import type { RouteRequest } from "../routing/route.js";
import { flag, given } from "../routing/values.js";
import type { AnswerFacts } from "./present/answer.js";
import { chatMode, modeOf } from "./settings.js";
import { workspaceOf } from "./workspace-reference.js";

/** A question, as the chat routes take it. */
export const questionBody = z.object({
  message: z.string({ error: "Message is empty" }).max(100_000, "message must be at most 100,000 characters").nullish(),
  mode: chatMode.nullish(),
  sessionId: z
    .preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().max(255).nullish())
    .describe("Any name: chats with one form a conversation of their own."),
  attachments: z
    .array(z.object({ name: z.string().min(1).max(255), mime: z.string().min(1).max(255), contentString: z.string() }))
    .max(20)
    .nullish()
    .describe(
      "Images are shown to the model; of documents (`application/anythingllm-document`, or any other type) it is given the text. The bytes come as a data URL.",
    ),
  reset: flag().nullish().describe("Forget the conversation first; without a message that is all."),
});

/** An example of a question. */
export const questionExample = {
  message: "What is AnythingLLM?",
  mode: "chat",
  sessionId: "identifier-to-partition-chats-by-external-id",
  reset: false,
};

/** What a question came to. */
export type Asked =
  | { readonly kind: "reset"; readonly sessionId: string | null }
  | ({
      readonly kind: "exchange";
      /** The answer is given from documents alone. */ readonly mayRefuse: boolean;
      /** The model does not write the answer bit by bit: it comes in one piece. */ readonly comesWhole: boolean;
    } & AnswerFacts);

type Question = Omit<z.output<typeof questionBody>, "sessionId">;

/** The conversation that a question belongs to. */
export interface Place {
  readonly workspace: Pick<WorkspaceFieldsFragment, "id" | "chatMode" | "chatProvider">;
  readonly sessionId: string | null;
  readonly threadId?: string | undefined;
  /** In whose name it is asked; undefined: the caller's. */
  readonly userId?: string | undefined;
}

/**
 * Asks a workspace, in the session that the body names.
 * @throws DocentError when the question is refused; nothing was asked then.
 */
export async function askWorkspace(
  request: RouteRequest<Record<string, string>, unknown, z.output<typeof questionBody>>,
): Promise<Asked> {
  const { client, params, body } = request;
  const workspace = await workspaceOf(client, params["slug"] ?? "");
  return ask(request, {
    workspace,
    sessionId: body.sessionId == null || body.sessionId === "" ? null : body.sessionId,
  });
}

/** The same in a conversation that was found already. */
export async function ask(
  {
    client,
    body,
    signal,
    instance,
  }: Pick<RouteRequest<unknown, unknown, Question>, "client" | "body" | "signal" | "instance">,
  { workspace, sessionId, threadId, userId }: Place,
): Promise<Asked> {
  const isEmpty = body.message == null || body.message.trim() === "";
  if (isEmpty && body.reset !== true) throw new ValidationError("Message is empty");
  if (body.reset === true)
    await client.execute(ResetConversationOperation, {
      input: { workspaceId: workspace.id, sessionId, ...given({ threadId, userId }) },
    });
  if (isEmpty) return { kind: "reset", sessionId };

  const mode = modeOf(body.mode);
  const input: SendChatInput = {
    workspaceId: workspace.id,
    message: body.message ?? "",
    // AnythingLLM's API replaces people's own commands, and knows no other: `reset` is a field of the body.
    commands: "OWN",
    ...given({ mode, sessionId, threadId, userId, attachments: body.attachments }),
  };
  const exchange = await Exchange.begin(client, input, signal);
  return {
    kind: "exchange",
    exchange,
    sessionId,
    mayRefuse: (mode ?? workspace.chatMode) === "QUERY",
    comesWhole: !instance.streams && isOf(workspace, instance.chatProvider),
  };
}

/** Whether a workspace's answers are of the instance's own provider. */
function isOf({ chatProvider }: Place["workspace"], provider: string): boolean {
  return chatProvider === null || presentProvider(chatProvider) === presentProvider(provider);
}
