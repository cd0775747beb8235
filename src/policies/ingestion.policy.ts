import { refusalOf } from "../auth/permissions.js";
import type { Viewer } from "../auth/viewer.js";
import { isManager } from "./workspace.policy.js";

/** Managers pause the reading of all that they own, by a credential that reaches all of it. */
export function mayPauseOwnIngestion(viewer: Viewer): boolean {
  return isManager(viewer) && viewer.workspaceIds === null;
}

/** Administrators pause the reading of everybody's documents. */
export function mayPauseAllIngestion(viewer: Viewer): boolean {
  return refusalOf(viewer, "administer") === null;
}
