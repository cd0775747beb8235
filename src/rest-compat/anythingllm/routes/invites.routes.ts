import { z } from "zod";
import {
  CreateInviteOperation,
  DisableInviteOperation,
  type InviteFieldsFragment,
  ListInvitesOperation,
} from "../../../generated/operations.js";
import { NotFoundError } from "../../../errors/index.js";
import { type ErrorShape, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { pages } from "../../routing/values.js";
import { doneError } from "../errors.js";
import { assertMultiUserMode, inMultiUserMode } from "../multi-user.js";
import { inviteSchema, presentInvite } from "../present/invite.js";
import { numberOf } from "../users.js";
import { findWorkspaces } from "../workspace-reference.js";
import { done, doneSchema, singleUser } from "./administration-responses.js";
import { forbidden } from "./responses.js";

const tags = ["Admin"];

/** `{"invite": null, "error"}`: creation of invites. */
const inviteError: ErrorShape = ({ status, message }) => json({ invite: null, error: message }, status);

/** Invitations to become a user. */
export const invitesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/invites",
    summary: "List the invites",
    description: "In multi-user mode alone, with who claimed them.",
    tags,
    responses: {
      200: { description: "All of them, oldest first.", schema: z.object({ invites: z.array(inviteSchema) }) },
      401: singleUser,
      403: forbidden,
    },
    errors: inMultiUserMode(inviteError),
    precondition: assertMultiUserMode,
    handle: async ({ client }) => {
      const invites: InviteFieldsFragment[] = [];
      const read = async (after: string | null) => (await client.execute(ListInvitesOperation, { after })).invites;
      for await (const page of pages(read)) invites.push(...page.nodes);
      return json({ invites: invites.map(presentInvite) });
    },
  }),
  route({
    method: "POST",
    path: "/admin/invite/new",
    summary: "Make an invite",
    description: "In multi-user mode alone. Its code makes whoever claims it a user, and a member of the workspaces.",
    tags,
    body: z.object({
      workspaceIds: z
        .array(z.union([z.number(), z.string()]))
        .max(1_000)
        .nullish()
        .describe("Workspaces of which whoever claims it becomes a member, by their numbers or slugs."),
    }),
    bodyExample: { workspaceIds: [1] },
    responses: {
      200: {
        description: "The new invite.",
        schema: z.object({
          invite: inviteSchema,
          error: z.string().nullable().describe("Workspaces that could not be found; null: none."),
        }),
      },
      400: { description: "The list is not valid.", schema: z.object({ invite: z.null(), error: z.string() }) },
      401: singleUser,
      403: forbidden,
    },
    errors: inMultiUserMode(inviteError),
    precondition: assertMultiUserMode,
    handle: async ({ client, body }) => {
      const { ids, unknown } = await findWorkspaces(client, (body.workspaceIds ?? []).map(String));
      const { createInvite } = await client.execute(CreateInviteOperation, { input: { workspaceIds: ids } });
      const error = unknown.length === 0 ? null : `Unknown workspaces: ${unknown.join(", ")}.`;
      return json({ invite: presentInvite(createInvite.invite), error });
    },
  }),
  route({
    method: "DELETE",
    path: "/admin/invite/:id",
    summary: "Take an invite back",
    description: "One that was taken back stays so.",
    tags,
    responses: {
      200: done("It can be claimed no longer."),
      400: { description: "The id is no number.", schema: doneSchema },
      401: singleUser,
      403: forbidden,
      404: { description: "There is no such invite.", schema: doneSchema },
      409: { description: "Somebody has claimed it.", schema: doneSchema },
    },
    errors: inMultiUserMode(doneError),
    precondition: assertMultiUserMode,
    handle: async ({ client, params }) => {
      const name = params["id"] ?? "";
      if (!/^\d+$/.test(name)) return json({ success: false, error: "Invalid invite id" }, 400);
      const number = numberOf(name);
      const filter = { databaseIds: number === null ? [] : [number] };
      const [invite] = (await client.execute(ListInvitesOperation, { filter })).invites.nodes;
      if (invite === undefined) throw new NotFoundError("Invite");
      await client.execute(DisableInviteOperation, { inviteId: invite.id });
      return json({ success: true, error: null });
    },
  }),
];
