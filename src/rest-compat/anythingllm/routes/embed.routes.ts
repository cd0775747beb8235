import { z } from "zod";
import {
  CreateEmbedOperation,
  DeleteEmbedOperation,
  ListEmbedsOperation,
  UpdateEmbedOperation,
} from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import { json, stream } from "../../routing/answer.js";
import { type DocumentedResponse, type Instance, type Route, route } from "../../routing/route.js";
import { ignored, pages } from "../../routing/values.js";
import { embedInput, embedSettingNames, embedSettings, embedSettingsExample } from "../embed-settings.js";
import { embedChatsDocument, embedOf } from "../embeds.js";
import { plainError } from "../errors.js";
import { presentEmbed, presentListedEmbed } from "../present/embed.js";
import { embedChatSchema, embedSchema, listedEmbedSchema } from "../present/embed-schemas.js";
import { findWorkspace } from "../workspace-reference.js";
import { forbidden } from "./responses.js";

const tags = ["Embed"];
const chats: DocumentedResponse = {
  description: "The chats, oldest first; none of an unknown embed.",
  schema: z.object({ chats: z.array(embedChatSchema) }),
};
const done = z.looseObject({ success: z.literal(true), error: z.null() });

function refused(description: string): DocumentedResponse {
  return { description, schema: z.looseObject({ error: z.string() }) };
}
const unknownEmbed = refused("There is no such embed.");

/** Embeds: list, chats, create, update, delete. */
export const embedRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/embed",
    summary: "List all embeds",
    description: "Oldest first, each with its workspace and the number of its chats.",
    tags,
    responses: {
      200: { description: "The embeds.", schema: z.object({ embeds: z.array(listedEmbedSchema) }) },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client }) => {
      const embeds: object[] = [];
      const readPage = async (after: string | null) => (await client.execute(ListEmbedsOperation, { after })).embeds;
      for await (const { nodes } of pages(readPage)) embeds.push(...nodes.map(presentListedEmbed));
      return json({ embeds });
    },
  }),
  route({
    method: "GET",
    path: "/embed/:embedUuid/chats",
    summary: "The chats of an embed",
    description: "Of all visitors.",
    tags,
    responses: { 200: chats, 403: forbidden },
    errors: plainError,
    handle: async ({ client, params }) => streamed(embedChatsDocument(client, params["embedUuid"] ?? "")),
  }),
  route({
    method: "GET",
    path: "/embed/:embedUuid/chats/:sessionUuid",
    summary: "The chats of one session of an embed",
    description: "Of one visitor.",
    tags,
    responses: { 200: chats, 403: forbidden },
    errors: plainError,
    handle: async ({ client, params }) =>
      streamed(embedChatsDocument(client, params["embedUuid"] ?? "", params["sessionUuid"])),
  }),
  route({
    method: "POST",
    path: "/embed/new",
    summary: "Create an embed",
    description:
      "Without an allowlist it admits every page, unless the server's EMBED_REQUIRE_ALLOWLIST says otherwise.",
    tags,
    body: embedSettings.extend({
      workspace_slug: z.string().nullish().describe("The workspace that is asked: by this, or by `workspace_id`."),
    }),
    bodyExample: { workspace_slug: "my-workspace", ...embedSettingsExample },
    responses: {
      200: {
        description: "The new embed.",
        schema: z.looseObject({ embed: embedSchema, error: z.null() }),
      },
      400: refused("A field is not valid."),
      403: forbidden,
      404: refused("There is no such workspace."),
    },
    errors: plainError,
    fieldNames: embedSettingNames,
    handle: async ({ client, body, unknownKeys, instance }) => {
      const number = body.workspace_id == null ? "" : `ws-${body.workspace_id}`;
      const workspace = await findWorkspace(client, body.workspace_slug ?? number);
      if (workspace === null) return json({ error: "Workspace not found" }, 404);
      const everybody = withoutAllowlist(instance);
      const given = embedInput(body, everybody);
      const { createEmbed } = await client.execute(CreateEmbedOperation, {
        input: { ...given, allowedOrigins: given.allowedOrigins ?? everybody, workspaceId: workspace.id },
      });
      return json({ embed: presentEmbed(createEmbed.embed), error: null, ...told(unknownKeys) });
    },
  }),
  route({
    method: "POST",
    path: "/embed/:embedUuid",
    summary: "Update an embed",
    description: "What is left out stays. An answer of `{}` says that there was nothing to update.",
    tags,
    body: embedSettings,
    bodyExample: { enabled: true, ...embedSettingsExample },
    responses: {
      200: { description: "It is changed.", schema: z.union([done, z.strictObject({})]) },
      400: refused("A field is not valid."),
      403: forbidden,
      404: unknownEmbed,
    },
    errors: plainError,
    fieldNames: embedSettingNames,
    handle: async ({ client, params, body, unknownKeys, instance }) => {
      const { id } = await embedOf(client, params["embedUuid"] ?? "");
      const workspace = body.workspace_id == null ? {} : { workspaceId: await workspaceId(client, body.workspace_id) };
      const input = { ...embedInput(body, withoutAllowlist(instance)), ...workspace };
      if (Object.keys(input).length === 0) return json({});
      await client.execute(UpdateEmbedOperation, { input: { embedId: id, ...input } });
      return json({ success: true, error: null, ...told(unknownKeys) });
    },
  }),
  route({
    method: "DELETE",
    path: "/embed/:embedUuid",
    summary: "Delete an embed",
    description: "What its visitors asked stays in the workspace.",
    tags,
    responses: { 200: { description: "It is gone.", schema: done }, 403: forbidden, 404: unknownEmbed },
    errors: plainError,
    handle: async ({ client, params }) => {
      const { id } = await embedOf(client, params["embedUuid"] ?? "");
      await client.execute(DeleteEmbedOperation, { embedId: id });
      return json({ success: true, error: null });
    },
  }),
];

/** The origins of an embed for which no allowlist is given. */
function withoutAllowlist({ requiresAllowlist }: Instance): string[] {
  return requiresAllowlist ? [] : ["*"];
}

async function workspaceId(client: Parameters<typeof findWorkspace>[0], number: number): Promise<string> {
  const workspace = await findWorkspace(client, `ws-${number}`);
  if (workspace === null) throw new ValidationError("There is no such workspace.", { field: "workspace_id" });
  return workspace.id;
}

function streamed(pieces: AsyncGenerator<string, void, void>) {
  return Promise.resolve(stream(pieces, "application/json; charset=utf-8"));
}

function told(unknownKeys: readonly string[]): { readonly message?: string } {
  const message = ignored(unknownKeys);
  return message === null ? {} : { message };
}
