import { z } from "zod";
import { CreateThreadOperation, DeleteThreadOperation, UpdateThreadOperation } from "../../../generated/operations.js";
import { DocentError } from "../../../errors/index.js";
import { json, text } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { given, ignored, numeric } from "../../routing/values.js";
import { messageError, textError, unknownIs400 } from "../errors.js";
import { historyOf } from "../history.js";
import { presentConversation } from "../present/history.js";
import { conversationSchema, threadSchema } from "../present/schemas.js";
import { presentWholeThread } from "../present/thread.js";
import { findThread, personOf, threadOf } from "../thread-reference.js";
import { UnknownWorkspaceError, workspaceOf } from "../workspace-reference.js";
import { forbidden, refusedInMessage, refusedInText } from "./responses.js";

const tags = ["Workspace Threads"];
const unknown = refusedInMessage("There is no such workspace, or no such thread in it.");
const changed = z.object({ thread: threadSchema, message: z.string().nullable() });
/** A number that may be a person's, or anything else. */
export const personNumberSchema = numeric(z.number().int())
  .nullish()
  .describe("A user's number, where people have accounts; for managers alone to give.");

/** Threads: begin, rename, delete, look back. */
export const threadRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/:slug/thread/new",
    summary: "Create a new thread in a workspace",
    description: "A thread that is not made, since its slug is taken or there is no such user, is null.",
    tags,
    body: z.object({
      name: z.string().nullish(),
      slug: z.string().max(1_000).nullish().describe("Default: random."),
      userId: personNumberSchema,
    }),
    bodyExample: { name: "Name", slug: "thread-slug" },
    responses: {
      200: {
        description: "The new thread; null with the reason in `message` when none was made.",
        schema: z.object({ thread: threadSchema.nullable(), message: z.string().nullable() }),
      },
      400: refusedInText("There is no such workspace, or a field is not valid."),
      403: forbidden,
    },
    errors: textError,
    statuses: unknownIs400,
    handle: async ({ client, params, body, unknownKeys }) => {
      const workspace = await workspaceOf(client, params["slug"] ?? "");
      const person = await personOf(client, body.userId);
      if (person.kind === "unknown") return json({ thread: null, message: `There is no user ${body.userId}.` });
      const userId = person.kind === "user" ? person.id : undefined;
      const input = {
        workspaceId: workspace.id,
        ...given({ name: nameOf(body.name), slug: slugOf(body.slug), userId }),
      };
      try {
        const { createThread } = await client.execute(CreateThreadOperation, { input });
        const thread = presentWholeThread(createThread.thread, workspace.databaseId);
        return json({ thread, message: ignored(unknownKeys) });
      } catch (error) {
        if (!(error instanceof DocentError) || error.kind !== "conflict") throw error;
        return json({ thread: null, message: error.message });
      }
    },
  }),
  route({
    method: "POST",
    path: "/workspace/:slug/thread/:threadSlug/update",
    summary: "Update a thread's name",
    description: "The slug never changes. Without a name nothing does.",
    tags,
    body: z.object({ name: z.string().nullish() }),
    bodyExample: { name: "Updated Thread Name" },
    responses: {
      200: { description: "The thread as it is now.", schema: changed },
      400: refusedInMessage("A field is not valid."),
      403: forbidden,
      404: unknown,
    },
    errors: messageError,
    handle: async ({ client, params, body, unknownKeys }) => {
      const { workspace, thread } = await threadOf(client, params, missingWords);
      const name = nameOf(body.name);
      const now =
        name === undefined
          ? thread
          : (await client.execute(UpdateThreadOperation, { input: { threadId: thread.id, name } })).updateThread.thread;
      return json({
        thread: presentWholeThread(now, workspace.databaseId),
        message: ignored(unknownKeys),
      });
    },
  }),
  route({
    method: "DELETE",
    path: "/workspace/:slug/thread/:threadSlug",
    summary: "Delete a thread",
    description: "Its chats go with it. The answer says so when there was none.",
    tags,
    responses: {
      200: { description: "It is gone: `OK`." },
      400: refusedInText("There is no such workspace."),
      403: forbidden,
    },
    errors: textError,
    statuses: unknownIs400,
    handle: async ({ client, params }) => {
      const { slug = "", threadSlug = "" } = params;
      const { workspace, thread } = await findThread(client, slug, threadSlug);
      if (workspace === null) throw new UnknownWorkspaceError(slug);
      if (thread === null) return text(`OK: there was no thread ${threadSlug}.`);
      await client.execute(DeleteThreadOperation, { threadId: thread.id });
      return text("OK");
    },
  }),
  route({
    method: "GET",
    path: "/workspace/:slug/thread/:threadSlug/chats",
    summary: "The chats of a thread",
    description: "As far as later answers in the thread see them. Without a `limit` all of them are answered.",
    tags,
    query: z.object({
      limit: z.string().optional().describe("How many chats at most; default: all."),
      orderBy: z.string().optional().describe("`asc` (default) or `desc`, by time."),
    }),
    responses: {
      200: { description: "The chats, as of a workspace.", schema: conversationSchema },
      403: forbidden,
      404: unknown,
    },
    errors: messageError,
    handle: async ({ client, params, query }) => {
      const { workspace, thread } = await threadOf(client, params, missingWords);
      const limit = query.limit === undefined || query.limit === "" ? Infinity : Number(query.limit);
      const order = query.orderBy === "desc" ? "desc" : "asc";
      return json(presentConversation(await historyOf(client, workspace.slug, { threadId: thread.id, limit, order })));
    },
  }),
];

/** AnythingLLM cuts long names instead of refusing them; an empty one is none. */
function nameOf(name: string | null | undefined): string | undefined {
  const cut = [...(name ?? "").trim()].slice(0, 255).join("");
  return cut === "" ? undefined : cut;
}

function slugOf(slug: string | null | undefined): string | undefined {
  const cut = (slug ?? "").trim().slice(0, 255);
  return cut === "" ? undefined : cut;
}

function missingWords(_params: object, missing: "Workspace" | "Thread"): string {
  return `${missing} not found`;
}
