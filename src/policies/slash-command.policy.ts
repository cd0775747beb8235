import type { Viewer } from "../auth/viewer.js";
import { type Condition, never } from "./condition.js";

/** A slash command is known to, and changed by, the user who keeps it. */
export function knownSlashCommands(viewer: Viewer, alias = "slashCommand"): Condition {
  if (viewer.user === null) return never;
  return { sql: `${alias}.userId = :viewerId`, parameters: { viewerId: viewer.user.id } };
}
