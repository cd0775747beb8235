import { hasRole, refusalOf } from "../auth/permissions.js";
import type { Viewer } from "../auth/viewer.js";
import { UserRole } from "../entities/index.js";
import { always, type Condition, never } from "./condition.js";
import { isManager } from "./workspace.policy.js";

/** A user is known to themselves and to managers. */
export function knownUsers(viewer: Viewer, alias = "user"): Condition {
  if (viewer.user === null) return never;
  if (isManager(viewer)) return always;
  return { sql: `${alias}.id = :viewerId`, parameters: { viewerId: viewer.user.id } };
}

/**
 * Whom a viewer may look up by the traces that they left, such as their chats: oneself by any credential, others as the
 * list of users has them.
 */
export function usersToLookUp(viewer: Viewer, alias = "user"): Condition {
  if (viewer.user === null) return never;
  if (refusalOf(viewer, "manage") === null) return knownUsers(viewer, alias);
  return { sql: `${alias}.id = :viewerId`, parameters: { viewerId: viewer.user.id } };
}

/** An administrator is whoever has that role. */
export function isAdministrator(viewer: Viewer): boolean {
  return viewer.user !== null && hasRole(viewer.user, UserRole.ADMIN);
}

/** A user's email address and message limit are seen by themselves and by administrators. */
export function maySeePrivateFacts(viewer: Viewer, user: { readonly id: number }): boolean {
  return viewer.user?.id === user.id || isAdministrator(viewer);
}
