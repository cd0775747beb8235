/** A conversation: a thread's, a session's, or the workspace's own. */
export interface Conversation {
  readonly workspaceId: number;
  readonly threadId: number | null;
  readonly sessionId: string | null;
  /** In whose name it is held; undefined: in the viewer's. */
  readonly userId?: number | undefined;
}
