import { z } from "zod";
import {
  CreateWorkspaceOperation,
  DeleteWorkspaceOperation,
  ListWorkspacesOperation,
  UpdateWorkspaceOperation,
} from "../../../generated/operations.js";
import { json, text } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { ignored, pages } from "../../routing/values.js";
import { doneError, plainError, textError, unknownIs400, workspaceError } from "../errors.js";
import { fullWorkspaceSchema, workspaceSchema } from "../present/schemas.js";
import { presentThread, presentWorkspace } from "../present/workspace.js";
import { settingNames, settingsInput, workspaceSettings } from "../settings.js";
import { threadsOf, withDocuments } from "../workspace-contents.js";
import { findWorkspace, workspaceOf } from "../workspace-reference.js";
import { forbidden, refusedInMessage, refusedInText } from "./responses.js";

const tags = ["Workspaces"];
const threads = z.array(z.object({ user_id: z.number().nullable(), slug: z.string(), name: z.string() }));
const changed = z.object({ workspace: workspaceSchema, message: z.string().nullable() });

/** Workspaces: create, list, get, update, delete. */
export const workspaceRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/new",
    summary: "Create a new workspace",
    description:
      "Its slug is made from the name, and is unique. Settings that are not given have the defaults; values that are not valid are refused by name.",
    tags,
    body: workspaceSettings.extend({
      name: z.string({ error: "name cannot be null" }).min(1, "name cannot be null"),
    }),
    bodyExample: {
      name: "My Workspace",
      similarityThreshold: 0.7,
      openAiTemp: 0.7,
      openAiHistory: 20,
      openAiPrompt: "Custom prompt for responses",
      queryRefusalResponse: "Custom refusal message",
      chatMode: "chat",
      topN: 4,
    },
    responses: {
      200: { description: "The new workspace.", schema: changed },
      400: refusedInMessage("A field is not valid."),
      403: forbidden,
    },
    errors: workspaceError,
    fieldNames: settingNames,
    handle: async ({ client, body, unknownKeys }) => {
      const { createWorkspace } = await client.execute(CreateWorkspaceOperation, {
        input: { ...settingsInput(body), name: cutName(body.name) },
      });
      return json({ workspace: presentWorkspace(createWorkspace.workspace), message: ignored(unknownKeys) });
    },
  }),
  route({
    method: "GET",
    path: "/workspaces",
    summary: "List all workspaces",
    description: "Those that the key reaches, oldest first, each with its threads.",
    tags,
    responses: {
      200: {
        description: "The workspaces with their threads.",
        schema: z.object({ workspaces: z.array(workspaceSchema.extend({ threads })) }),
      },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client }) => {
      const workspaces: object[] = [];
      for await (const page of pages(
        async (after) => (await client.execute(ListWorkspacesOperation, { after })).workspaces,
      )) {
        for (const [at, node] of page.nodes.entries()) {
          const own = page.edges[at]?.node.threads;
          const all = own?.pageInfo.hasNextPage === false ? own.nodes : await threadsOf(client, node.slug);
          workspaces.push({ ...presentWorkspace(node), threads: all.map(presentThread) });
        }
      }
      return json({ workspaces });
    },
  }),
  route({
    method: "GET",
    path: "/workspace/:slug",
    summary: "Get a workspace by its slug",
    description: "The workspace stands in a list, which is empty when there is none.",
    tags,
    responses: {
      200: {
        description: "The workspace with its documents and threads.",
        schema: z.object({ workspace: z.array(fullWorkspaceSchema.extend({ threads })) }),
      },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client, params, instance }) => {
      const workspace = await findWorkspace(client, params["slug"] ?? "");
      if (workspace === null) return json({ workspace: [] });
      const whole = await withDocuments(client, workspace, instance);
      const found = await threadsOf(client, workspace.slug);
      return json({ workspace: [{ ...whole, threads: found.map(presentThread) }] });
    },
  }),
  route({
    method: "POST",
    path: "/workspace/:slug/update",
    summary: "Update a workspace's settings",
    description: "What is left out stays. The slug never changes.",
    tags,
    body: workspaceSettings.extend({ name: z.string().nullish() }),
    bodyExample: {
      name: "Updated Workspace Name",
      openAiTemp: 0.2,
      openAiHistory: 20,
      openAiPrompt: "Respond briefly.",
    },
    responses: {
      200: {
        description: "The workspace as it is now; its number alone when there was nothing to update.",
        schema: z.union([
          z.object({ workspace: fullWorkspaceSchema, message: z.string().nullable() }),
          z.object({ workspace: z.object({ id: z.number() }), message: z.string() }),
        ]),
      },
      400: refusedInMessage("A field is not valid. In plain text: there is no such workspace."),
      403: forbidden,
    },
    errors: (fault) => (fault.kind === "notFound" ? textError(fault) : workspaceError(fault)),
    statuses: unknownIs400,
    fieldNames: settingNames,
    handle: async ({ client, params, body, unknownKeys, instance }) => {
      const workspace = await workspaceOf(client, params["slug"] ?? "");
      // An empty name is AnythingLLM's way to ask for the default one.
      const name = body.name === "" ? "My Workspace" : body.name == null ? null : cutName(body.name);
      const input = { ...settingsInput(body), ...(name === null ? {} : { name }) };
      if (Object.keys(input).length === 0) {
        return json({
          workspace: { id: workspace.databaseId },
          message: ["No valid fields to update!", ignored(unknownKeys)].filter(Boolean).join(" "),
        });
      }
      const { updateWorkspace } = await client.execute(UpdateWorkspaceOperation, {
        input: { workspaceId: workspace.id, ...input },
      });
      const whole = await withDocuments(client, updateWorkspace.workspace, instance);
      return json({ workspace: whole, message: ignored(unknownKeys) });
    },
  }),
  route({
    method: "DELETE",
    path: "/workspace/:slug",
    summary: "Delete a workspace",
    description: "Its threads and chats go with it; its documents stay in the library.",
    tags,
    responses: {
      200: { description: "It is gone: `OK`." },
      400: refusedInText("There is no such workspace."),
      403: {
        ...forbidden,
        description: `${forbidden.description} Or the server keeps all workspaces, as its operator has decided.`,
      },
    },
    errors: (fault) => (fault.kind === "conflict" ? doneError(fault) : textError(fault)),
    statuses: { ...unknownIs400, conflict: 403 },
    handle: async ({ client, params }) => {
      const workspace = await workspaceOf(client, params["slug"] ?? "");
      await client.execute(DeleteWorkspaceOperation, { workspaceId: workspace.id });
      return text("OK");
    },
  }),
];

/** AnythingLLM cuts long names instead of refusing them. */
function cutName(name: string): string {
  return [...name].slice(0, 255).join("");
}
