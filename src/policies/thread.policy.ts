import type { Viewer } from "../auth/viewer.js";
import { UserRole } from "../entities/index.js";
import { all, any, type Condition, never } from "./condition.js";
import { isManager, knownWorkspaces } from "./workspace.policy.js";

/** A thread is known to whoever knows its workspace and is a manager or its user, and to all members when it has none. */
export function knownThreads(viewer: Viewer, alias = "thread"): Condition {
  if (viewer.user === null) return never;
  const inWorkspace = knownWorkspaces(viewer, `${alias}.workspaceId`);
  if (isManager(viewer)) return inWorkspace;
  return all(
    inWorkspace,
    any(
      { sql: `${alias}.userId IS NULL`, parameters: {} },
      { sql: `${alias}.userId = :viewerId`, parameters: { viewerId: viewer.user.id } },
    ),
  );
}

/** A thread is renamed and deleted by its user, and by managers. */
export function mayChangeThread(viewer: Viewer, thread: { readonly userId: number | null }): boolean {
  return isManager(viewer) || (thread.userId !== null && thread.userId === viewer.user?.id);
}

/** A thread belongs to the person who begins it; what a manager's program begins belongs to the workspace. */
export function threadOwner(viewer: Viewer): number | null {
  if (viewer.user === null) return null;
  const isPersonal = viewer.credential.kind === "session" || viewer.user.role === UserRole.DEFAULT;
  return isPersonal ? viewer.user.id : null;
}
