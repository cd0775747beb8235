/** The types that have global ids. */
export const nodeTypes = [
  "Workspace",
  "Document",
  "Thread",
  "Chat",
  "User",
  "ApiKey",
  "Embed",
  "Session",
  "Invite",
  "EventLog",
  "Crawl",
] as const;
export type NodeType = (typeof nodeTypes)[number];

/** Makes the opaque id of an object: base64url of `Type:databaseId`. */
export function encodeGlobalId(type: string, databaseId: number): string {
  return Buffer.from(`${type}:${databaseId}`, "utf8").toString("base64url");
}

/** Reads an opaque id back; null when it is not one that {@link encodeGlobalId} makes. */
export function decodeGlobalId(globalId: string): { readonly type: NodeType; readonly databaseId: number } | null {
  const match = /^([A-Za-z]+):([1-9]\d{0,9})$/.exec(Buffer.from(globalId, "base64url").toString("utf8"));
  if (match === null) return null;
  const [, type, digits] = match;
  const databaseId = Number(digits);
  if (databaseId > 2_147_483_647 || !nodeTypes.includes(type as NodeType)) return null;
  // One object has one id: other spellings of the same bytes (padding, another alphabet) are refused.
  return encodeGlobalId(type as NodeType, databaseId) === globalId ? { type: type as NodeType, databaseId } : null;
}
