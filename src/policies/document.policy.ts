import type { Viewer } from "../auth/viewer.js";
import { always, type Condition } from "./condition.js";
import { isManager } from "./workspace.policy.js";

/** What a rule on documents asks of whoever acts: a viewer, or work that goes on in somebody's name. */
export type Reach = Pick<Viewer, "user" | "workspaceIds">;

/** A document is known to managers, and to whoever knows a workspace that it is attached to. */
export function knownDocuments(viewer: Viewer, alias = "document"): Condition {
  if (viewer.workspaceIds === null) return always;
  return {
    sql: `EXISTS (SELECT 1 FROM workspace_document known_place WHERE known_place.document_id = ${alias}.id AND known_place.workspace_id = ANY(:reach))`,
    parameters: { reach: [...viewer.workspaceIds] },
  };
}

/** A document is added by managers; a credential that is limited to workspaces adds it to one of them. */
export function mayAddDocument(viewer: Reach, workspaceIds: readonly number[]): boolean {
  return isManager(viewer) && (viewer.workspaceIds === null || workspaceIds.length > 0);
}

/** A document is changed and removed by managers whose credential reaches every workspace that it is attached to. */
export function mayRemoveDocument(viewer: Reach, placedIn: readonly number[]): boolean {
  const { workspaceIds: reach } = viewer;
  return isManager(viewer) && (reach === null || placedIn.every((id) => reach.has(id)));
}

/** A document that an address leads to is replaced by whoever may change it; by a limited credential, none that is in no workspace. */
export function mayReplaceDocument(viewer: Reach, placedIn: readonly number[]): boolean {
  return mayRemoveDocument(viewer, placedIn) && (viewer.workspaceIds === null || placedIn.length > 0);
}
