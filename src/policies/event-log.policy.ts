import type { Viewer } from "../auth/viewer.js";
import { type Condition, never } from "./condition.js";
import { isAdministrator } from "./user.policy.js";
import { knownWorkspaces } from "./workspace.policy.js";

/** Events are known to administrators, as far as their credential reaches. */
export function knownEvents(viewer: Viewer, alias = "event"): Condition {
  return isAdministrator(viewer) ? knownWorkspaces(viewer, `${alias}.workspaceId`) : never;
}
