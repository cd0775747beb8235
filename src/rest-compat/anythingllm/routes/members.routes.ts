import { z } from "zod";
import { AddMembersOperation, SetMembersOperation } from "../../../generated/operations.js";
import { type ErrorShape, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { flag } from "../../routing/values.js";
import { doneError } from "../errors.js";
import { assertMultiUserMode, inMultiUserMode } from "../multi-user.js";
import { memberSchema, presentMember } from "../present/user.js";
import { membersOf, usersNamed } from "../users.js";
import { findWorkspace, workspaceOf } from "../workspace-reference.js";
import { done, singleUser } from "./administration-responses.js";
import { forbidden } from "./responses.js";

const tags = ["Admin"];
const userIds = z.array(z.union([z.number(), z.string()])).max(1_000);
const managedSchema = z.object({
  success: z.boolean(),
  error: z.string().nullable().describe("Why nothing was changed, or users that could not be found; null: none."),
  users: z.array(memberSchema).describe("The members afterwards."),
});

/** `{"success": false, "error", "users": []}`: management of members. */
const managedError: ErrorShape = ({ status, message }) => json({ success: false, error: message, users: [] }, status);

/** Who may use which workspace. */
export const membersRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/workspaces/:id/users",
    summary: "List the members of a workspace",
    description: "Administrators and managers use it without being members. An unknown workspace has none.",
    tags,
    responses: {
      200: { description: "The members.", schema: z.object({ users: z.array(memberSchema) }) },
      401: singleUser,
      403: forbidden,
    },
    errors: inMultiUserMode(doneError),
    precondition: assertMultiUserMode,
    handle: async ({ client, params }) => {
      const workspace = await findWorkspace(client, params["id"] ?? "");
      const users = workspace === null ? [] : await membersOf(client, workspace.slug);
      return json({ users: users.map(presentMember) });
    },
  }),
  route({
    method: "POST",
    path: "/admin/workspaces/:id/update-users",
    summary: "Make exactly these users the members of a workspace",
    description: "Nothing is changed when one of them is unknown. Clients do better with `manage-users`.",
    tags,
    body: z.object({ userIds }),
    bodyExample: { userIds: [1] },
    responses: { 200: done("Whether it was done, and why not."), 401: singleUser, 403: forbidden },
    errors: inMultiUserMode(doneError),
    statuses: { invalid: 200, notFound: 200 },
    precondition: assertMultiUserMode,
    handle: async ({ client, params, body }) => {
      const { id: workspaceId } = await workspaceOf(client, params["id"] ?? "");
      const { users, unknown } = await usersNamed(client, body.userIds.map(String));
      if (unknown.length > 0) return json({ success: false, error: unknownUsers(unknown) });
      await client.execute(SetMembersOperation, { input: { workspaceId, userIds: users.map(({ id }) => id) } });
      return json({ success: true, error: null });
    },
  }),
  route({
    method: "POST",
    path: "/admin/workspaces/:id/manage-users",
    summary: "Add members to a workspace, or replace them",
    description: "Users who cannot be found are left out, and named in `error`.",
    tags,
    body: z.object({
      userIds,
      reset: flag().nullish().describe("Whether they replace the present members; else they are added."),
    }),
    bodyExample: { userIds: [1, 2], reset: false },
    responses: {
      200: { description: "The members afterwards.", schema: managedSchema },
      400: { description: "There is no list of users.", schema: managedSchema },
      401: singleUser,
      403: forbidden,
      404: { description: "There is no such workspace, or none of the users.", schema: managedSchema },
    },
    errors: inMultiUserMode(managedError),
    precondition: assertMultiUserMode,
    handle: async ({ client, params, body }) => {
      const { id: workspaceId, slug } = await workspaceOf(client, params["id"] ?? "");
      const { users, unknown } = await usersNamed(client, body.userIds.map(String));
      if (users.length > 0) {
        const input = { workspaceId, userIds: users.map(({ id }) => id) };
        if (body.reset === true) await client.execute(SetMembersOperation, { input });
        else await client.execute(AddMembersOperation, { input });
      }
      const members = (await membersOf(client, slug)).map(presentMember);
      if (users.length === 0) {
        return json({ success: false, error: "No valid user IDs provided.", users: members }, 404);
      }
      return json({ success: true, error: unknown.length === 0 ? null : unknownUsers(unknown), users: members });
    },
  }),
];

function unknownUsers(unknown: readonly string[]): string {
  return `Unknown users: ${unknown.join(", ")}.`;
}
