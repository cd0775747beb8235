import type { Viewer } from "../auth/viewer.js";
import { all, type Condition } from "./condition.js";
import { isManager, knownWorkspaces } from "./workspace.policy.js";

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
