import type { Viewer } from "../auth/viewer.js";
import { always, type Condition } from "./condition.js";
import { isManager } from "./workspace.policy.js";

/** A document is known to managers, and to whoever knows a workspace that it is attached to. */
export function knownDocuments(viewer: Viewer, alias = "document"): Condition {
  if (viewer.workspaceIds === null) return always;
  return {
    sql: `EXISTS (SELECT 1 FROM workspace_document known_place WHERE known_place.document_id = ${alias}.id AND known_place.workspace_id = ANY(:reach))`,
    parameters: { reach: [...viewer.workspaceIds] },
  };
}

/** A document is added by managers; a credential that is limited to workspaces adds it to one of them. */
export function mayAddDocument(viewer: Viewer, workspaceIds: readonly number[]): boolean {
  return isManager(viewer) && (viewer.workspaceIds === null || workspaceIds.length > 0);
}

/** A document is changed and removed by managers whose credential reaches every workspace that it is attached to. */
export function mayRemoveDocument(viewer: Viewer, placedIn: readonly number[]): boolean {
  const { workspaceIds: reach } = viewer;
  return isManager(viewer) && (reach === null || placedIn.every((id) => reach.has(id)));
}
