import type { Viewer } from "../auth/viewer.js";
import { always, type Condition, never } from "./condition.js";
import { isManager } from "./workspace.policy.js";

/**
 * A crawl is known to managers, who may cancel it too; a credential that is limited to workspaces knows those crawls
 * whose documents come into its own workspaces alone.
 */
export function knownCrawls(viewer: Viewer, alias = "crawl"): Condition {
  if (!isManager(viewer)) return never;
  if (viewer.workspaceIds === null) return always;
  return {
    sql: `(cardinality(${alias}.workspaceIds) > 0 AND ${alias}.workspaceIds <@ :reach::int[])`,
    parameters: { reach: [...viewer.workspaceIds] },
  };
}
