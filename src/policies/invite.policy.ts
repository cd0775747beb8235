import type { Viewer } from "../auth/viewer.js";
import { always, type Condition, never } from "./condition.js";
import { isAdministrator } from "./user.policy.js";

/** An invite is known to administrators. */
export function knownInvites(viewer: Viewer): Condition {
  return isAdministrator(viewer) ? always : never;
}
