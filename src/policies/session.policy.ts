import type { Viewer } from "../auth/viewer.js";
import { always, type Condition, never } from "./condition.js";
import { isAdministrator } from "./user.policy.js";

/** A session is seen and ended by its user and by administrators. */
export function knownSessions(viewer: Viewer, alias = "session"): Condition {
  if (viewer.user === null) return never;
  if (isAdministrator(viewer)) return always;
  return { sql: `${alias}.userId = :viewerId`, parameters: { viewerId: viewer.user.id } };
}
