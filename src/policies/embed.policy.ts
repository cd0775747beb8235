import type { Viewer } from "../auth/viewer.js";
import { type Condition, never } from "./condition.js";
import { isManager, knownWorkspaces } from "./workspace.policy.js";

/** An embed is known to, and changed by, the managers of its workspace. */
export function knownEmbeds(viewer: Viewer, alias = "embed"): Condition {
  return isManager(viewer) ? knownWorkspaces(viewer, `${alias}.workspaceId`) : never;
}
