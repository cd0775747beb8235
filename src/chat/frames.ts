/**
 * What the writer of an answer tells the other nodes, on a channel of the chat's own. Frames may be lost; whoever misses one
 * reads the row.
 */
export type AnswerFrame =
  /** The text from the last committed checkpoint on: what stands before `from` is in the database. */
  | { readonly kind: "text"; readonly from: number; readonly text: string }
  /** The row has changed: it streams now, a checkpoint was committed, or it has ended. */
  | { readonly kind: "stored" };

/** What one node asks another to do, on a channel of the node's own. */
export interface NodeCommand {
  readonly kind: "stop";
  readonly chatId: number;
}

/** A chat's channel. The uuid, since numbers repeat among instances that share a message server. */
export function chatChannel(uuid: string): string {
  return `chat:${uuid}`;
}

/** A node's channel. */
export function nodeChannel(nodeId: string): string {
  return `node:${nodeId}`;
}
