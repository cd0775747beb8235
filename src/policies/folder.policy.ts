import type { Viewer } from "../auth/viewer.js";
import { always, type Condition } from "./condition.js";
import { knownDocuments } from "./document.policy.js";
import { isManager } from "./workspace.policy.js";

/** A folder is known to managers whose credential reaches everything, and to whoever knows a document in it. */
export function knownFolders(viewer: Viewer, alias = "folder"): Condition {
  if (viewer.workspaceIds === null) return always;
  const { sql, parameters } = knownDocuments(viewer, "inside");
  return {
    sql: `EXISTS (SELECT 1 FROM document inside WHERE inside.folder = ${alias}.name AND ${sql})`,
    parameters,
  };
}

/** Folders are made, renamed and removed by managers whose credential reaches every workspace. */
export function mayManageFolders(viewer: Viewer): boolean {
  return isManager(viewer) && viewer.workspaceIds === null;
}
