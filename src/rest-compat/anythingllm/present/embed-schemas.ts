import { z } from "zod";

const mode = z.enum(["chat", "query"]);
const limit = z.number().nullable();

/** An embed as it stands in the list. */
export const listedEmbedSchema = z
  .looseObject({
    id: z.number(),
    uuid: z.string(),
    enabled: z.boolean(),
    chat_mode: mode,
    createdAt: z.string(),
    workspace: z.object({ id: z.number(), name: z.string() }),
    chat_count: z.number(),
  })
  .meta({ id: "ListedEmbed" });

/** A new embed. */
export const embedSchema = z
  .looseObject({
    id: z.number(),
    uuid: z.string(),
    enabled: z.boolean(),
    chat_mode: mode,
    allowlist_domains: z.array(z.string()).nullable().describe("null: every page is admitted."),
    allow_model_override: z.boolean(),
    allow_temperature_override: z.boolean(),
    allow_prompt_override: z.boolean(),
    max_chats_per_day: limit,
    max_chats_per_session: limit,
    message_limit: limit,
    workspace_id: z.number(),
    workspace_slug: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: "Embed" });

/** A chat of an embed. */
export const embedChatSchema = z
  .looseObject({
    id: z.number(),
    prompt: z.string(),
    response: z.string().describe("JSON: text, type, sources and metrics."),
    session_id: z.string().nullable(),
    include: z.boolean(),
    connection_information: z.string().describe("JSON: ip, username, and the page's origin as host."),
    embed_id: z.number(),
    createdAt: z.string(),
  })
  .meta({ id: "EmbedChat" });
