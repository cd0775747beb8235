import { z } from "zod";
import { ListedChatsOperation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import { json, stream } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { numeric } from "../../routing/values.js";
import { plainError, textError } from "../errors.js";
import { exportFormats, exportNames } from "../export/formats.js";
import { presentListedChat } from "../present/listed-chat.js";
import { forbidden, refusedInText } from "./responses.js";

/** Chats of a page of the administrators' list. */
const pageSize = 20;
const listedChat = z
  .looseObject({
    id: z.number(),
    workspaceId: z.number(),
    prompt: z.string(),
    response: z.string().describe("JSON: text, sources, type, metrics, attachments."),
    include: z.boolean(),
    user_id: z.number().nullable(),
    thread_id: z.number().nullable(),
    api_session_id: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastUpdatedAt: z.iso.datetime(),
    feedbackScore: z.boolean().nullable(),
    workspace: z.object({ name: z.string(), slug: z.string() }),
    user: z.object({ username: z.string() }),
  })
  .meta({ id: "ListedChat" });

/** Chats over all workspaces: the export, and the administrators' list. */
export const chatExportRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/system/export-chats",
    summary: "Export all chats",
    description:
      "The answered chats of users, oldest first, as far as the caller may know of them; those of embeds' visitors are not among them. `jsonl` (the default) has a conversation a workspace, as models are trained with; `json` and `csv` a row a chat; `jsonAlpaca` instructions. The answer is streamed. In `csv`, texts that a spreadsheet would take for formulas begin with an apostrophe.",
    tags: ["System Settings"],
    query: z.object({ type: z.string().optional().describe("`jsonl`, `json`, `csv` or `jsonAlpaca`.") }),
    responses: {
      200: { description: "The chats in the format that was asked for.", contentType: "application/jsonl" },
      400: refusedInText("There is no such format."),
      403: forbidden,
    },
    errors: textError,
    handle: ({ client, query }) => {
      const name = exportNames.find((known) => known === (query.type === "" ? "jsonl" : (query.type ?? "jsonl")));
      if (name === undefined) {
        throw new ValidationError(`must be one of ${exportNames.join(", ")}`, { field: "type" });
      }
      const { contentType, pieces } = exportFormats[name];
      return Promise.resolve(stream(pieces(client), contentType));
    },
  }),
  route({
    method: "POST",
    path: "/admin/workspace-chats",
    summary: "All chats of the instance, the newest first",
    description: `A page has ${pageSize} chats; \`offset\` counts pages from 0.`,
    tags: ["Admin"],
    body: z.object({ offset: numeric(z.number().int().min(0).max(500_000)).nullish() }),
    bodyExample: { offset: 0 },
    responses: {
      200: {
        description: "A page of chats, and whether there are more.",
        schema: z.object({ chats: z.array(listedChat), hasPages: z.boolean() }),
      },
      400: { description: "`offset` is not valid.", schema: z.object({ error: z.string() }) },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client, body }) => {
      const { chats, instance } = await client.execute(ListedChatsOperation, {
        last: pageSize,
        skip: (body.offset ?? 0) * pageSize,
        filter: { fromEmbed: false },
      });
      return json({
        chats: chats.nodes.toReversed().map((chat) => presentListedChat(chat, instance.multiUserMode)),
        hasPages: chats.pageInfo.hasPreviousPage,
      });
    },
  }),
];
