import type { Viewer } from "../auth/viewer.js";
import { always, type Condition, never } from "./condition.js";
import { isAdministrator } from "./user.policy.js";

/** Events are known to administrators. */
export function knownEvents(viewer: Viewer): Condition {
  return isAdministrator(viewer) ? always : never;
}
