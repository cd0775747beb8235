import { z } from "zod";
import type { InviteFieldsFragment } from "../../../generated/operations.js";

/** An invite. */
export const inviteSchema = z
  .object({
    id: z.number(),
    code: z.string().nullable().describe("null once it can be claimed no longer."),
    status: z.enum(["pending", "claimed", "disabled"]),
    claimedBy: z.object({ id: z.number(), username: z.string() }).nullable(),
    workspaceIds: z.string().describe("The workspaces' numbers, as JSON."),
    createdAt: z.iso.datetime(),
    createdBy: z.number().describe("The number of the user who made it; 0: a user who is gone."),
    lastUpdatedAt: z.iso.datetime(),
  })
  .meta({ id: "Invite" });

const statuses = { PENDING: "pending", CLAIMED: "claimed", DISABLED: "disabled" } as const;

/** An invite as an administrator's client knows it. */
export function presentInvite(invite: InviteFieldsFragment): z.input<typeof inviteSchema> {
  const { claimedBy } = invite;
  return {
    id: invite.databaseId,
    code: invite.code,
    status: statuses[invite.status],
    claimedBy: claimedBy === null ? null : { id: claimedBy.databaseId, username: claimedBy.username },
    workspaceIds: JSON.stringify(invite.workspaces.map(({ databaseId }) => databaseId)),
    createdAt: invite.createdAt,
    createdBy: invite.creator?.databaseId ?? 0,
    lastUpdatedAt: invite.updatedAt,
  };
}
