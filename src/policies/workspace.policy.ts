import { hasRole } from "../auth/permissions.js";
import type { Viewer } from "../auth/viewer.js";
import { UserRole } from "../entities/index.js";
import { always, type Condition } from "./condition.js";

/** A workspace is known to managers and to its members, as far as their credential reaches. */
export function knownWorkspaces(viewer: Viewer, column = "workspace.id"): Condition {
  if (viewer.workspaceIds === null) return always;
  return { sql: `${column} = ANY(:reach)`, parameters: { reach: [...viewer.workspaceIds] } };
}

/** The same of a workspace whose number is at hand. */
export function mayKnowWorkspace(viewer: Viewer, workspaceId: number): boolean {
  return viewer.workspaceIds === null || viewer.workspaceIds.has(workspaceId);
}

/** A workspace is changed by the managers who know of it. */
export function mayManageWorkspace(viewer: Viewer, workspace: { readonly id: number }): boolean {
  return isManager(viewer) && mayKnowWorkspace(viewer, workspace.id);
}

/** Workspaces are created by managers whose credential reaches every workspace. */
export function mayCreateWorkspaces(viewer: Viewer): boolean {
  return isManager(viewer) && viewer.workspaceIds === null;
}

/** A manager is whoever has that role, or a higher one, over all workspaces. */
export function isManager(viewer: Pick<Viewer, "user">): boolean {
  return viewer.user !== null && hasRole(viewer.user, UserRole.MANAGER);
}
