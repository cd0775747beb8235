import { z } from "zod";
import { type DeleteChatsInput, DeleteChatsOperation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import type { CallerClient } from "../../client.js";
import { type Answer, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { chatNumber, findChat, findChats } from "../chat-reference.js";
import { historyOf } from "../history.js";
import { successError, unknownIs400 } from "../errors.js";
import { presentConversation } from "../present/history.js";
import { conversationSchema } from "../present/schemas.js";
import { workspaceOf } from "../workspace-reference.js";
import { forbidden } from "./responses.js";

const tags = ["Workspaces"];
const number = z.union([z.number(), z.string()]).nullish().describe("One chat's number, also as `msg-<number>`.");
const deleted = z.object({ success: z.literal(true), message: z.string(), deletedCount: z.number() });
const refused = (description: string) => ({
  description,
  schema: z.object({ success: z.literal(false), message: z.string() }),
});

/** One chat or session by its name, and the deletion of chats. */
export const chatRemovalRoutes: readonly Route[] = [
  route({
    method: "DELETE",
    path: "/workspace/:slug/chats",
    summary: "Delete the chats of a workspace, or one of them",
    description:
      "Without a `chatId`, in the body or in the query, all of the workspace's chats go, those of its threads and sessions too; the chats of its embeds' visitors stay.",
    tags,
    // Strict, as the body is: whoever misspells the one chat's name must not lose them all.
    query: z.strictObject({ chatId: z.string().optional().describe("As in the body, which wins.") }),
    body: z.object({ chatId: number }),
    bodyExample: { chatId: 1 },
    responses: {
      200: { description: "They are gone.", schema: deleted },
      400: refused("There is no such workspace, or `chatId` is not valid. Nothing was deleted."),
      403: forbidden,
      404: refused("The workspace has no such chat."),
    },
    errors: successError,
    statuses: unknownIs400,
    handle: async ({ client, params, query, body, unknownKeys }) => {
      const { slug = "" } = params;
      const given = body.chatId === undefined ? query.chatId : body.chatId;
      if (given === undefined) {
        if (unknownKeys.length > 0) throw new ValidationError(`There is no property ${unknownKeys[0]}.`);
        const workspace = await workspaceOf(client, slug);
        return remove(client, { workspaceId: workspace.id, fromEmbed: false });
      }
      const databaseId = chatNumber(String(given));
      if (databaseId === null) throw new ValidationError("is not the number of a chat", { field: "chatId" });
      const { workspaceId, named } = await findChat(client, slug, databaseId);
      if (named?.kind !== "chat") return missing(`There is no chat ${databaseId}.`);
      return remove(client, { workspaceId, chatIds: [named.chatId] });
    },
  }),
  route({
    method: "GET",
    path: "/workspace/:slug/chat/:chatName",
    summary: "A session, or a chat, by its name",
    description: "A session that exists wins over the chat with that number.",
    tags,
    query: z.object({
      limit: z.string().optional().describe("How many chats at most; default 100."),
      orderBy: z.string().optional().describe("`asc` (default) or `desc`, by time."),
    }),
    responses: {
      200: {
        description: "What was said.",
        schema: conversationSchema.extend({ sessionId: z.string().nullable() }),
      },
      400: refused("There is no such workspace."),
      403: forbidden,
      404: refused("The workspace has neither a session nor a chat of that name."),
    },
    errors: successError,
    statuses: unknownIs400,
    handle: async ({ client, params, query }) => {
      const { slug = "", chatName: name = "" } = params;
      const { named } = await findChats(client, slug, name);
      if (named === null) return missing(`There is neither a session nor a chat ${name}.`);
      const limit = query.limit === undefined || query.limit === "" ? 100 : Number(query.limit);
      const order = query.orderBy === "desc" ? "desc" : "asc";
      const which = named.kind === "session" ? { sessionId: name } : { databaseIds: [named.databaseId] };
      const history = await historyOf(client, slug, { threadId: null, limit, order, ...which });
      return json({ sessionId: history.chats[0]?.sessionId ?? null, ...presentConversation(history) });
    },
  }),
  route({
    method: "DELETE",
    path: "/workspace/:slug/chat/:chatName",
    summary: "Delete a session, or a chat, by its name",
    description: "A session that exists wins over the chat with that number.",
    tags,
    responses: {
      200: { description: "It is gone.", schema: deleted },
      400: refused("There is no such workspace."),
      403: forbidden,
      404: refused("The workspace has neither a session nor a chat of that name."),
    },
    errors: successError,
    statuses: unknownIs400,
    handle: async ({ client, params }) => {
      const { slug = "", chatName: name = "" } = params;
      const { workspaceId, named } = await findChats(client, slug, name);
      if (named === null) return missing(`There is neither a session nor a chat ${name}.`);
      const which =
        named.kind === "session"
          ? { sessionId: named.sessionId, threadId: null, fromEmbed: false }
          : { chatIds: [named.chatId] };
      return remove(client, { workspaceId, ...which });
    },
  }),
];

async function remove(client: CallerClient, input: DeleteChatsInput): Promise<Answer> {
  const { deleteChats } = await client.execute(DeleteChatsOperation, { input });
  const { deletedCount } = deleteChats;
  return json({ success: true, message: `${deletedCount} chats were deleted.`, deletedCount });
}

function missing(message: string): Answer {
  return json({ success: false, message }, 404);
}
