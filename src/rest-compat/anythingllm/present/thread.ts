import type { ThreadFieldsFragment } from "../../../generated/operations.js";

/** A thread in AnythingLLM's words. Where there are no accounts, threads are nobody's. */
export function presentWholeThread(thread: ThreadFieldsFragment, workspaceId: number) {
  return {
    id: thread.databaseId,
    name: thread.name,
    slug: thread.slug,
    workspace_id: workspaceId,
    user_id: thread.user?.databaseId ?? null,
    createdAt: thread.createdAt,
    lastUpdatedAt: thread.updatedAt,
  };
}
