import type { Viewer } from "../auth/viewer.js";
import { all, type Condition } from "./condition.js";
import { isManager, knownWorkspaces } from "./workspace.policy.js";

/**
 * LIKE pattern of a chat's `asker` for visitors of embeds. It holds when the embed, which their chats outlive, is deleted:
 * by the embed alone they would then be taken for chats of the workspace's own users.
 */
export const visitorsAskers = "embed:%";

/** A chat is known to the managers of its workspace, and to the user, or the visitor of an embed, who asked. */
export function knownChats(viewer: Viewer, alias = "chat"): Condition {
  const inWorkspace = knownWorkspaces(viewer, `${alias}.workspaceId`);
  if (isManager(viewer)) return inWorkspace;
  const isOwn: Condition =
    viewer.user === null
      ? { sql: `${alias}.asker = :asker`, parameters: { asker: viewer.asker } }
      : { sql: `${alias}.userId = :viewerId`, parameters: { viewerId: viewer.user.id } };
  return all(inWorkspace, isOwn);
}
