import { ApiKey } from "./api-key.js";
import { Chat, ChatSegment } from "./chat.js";
import { ChunkEmbedding } from "./chunk-embedding.js";
import { Chunk } from "./chunk.js";
import { ClusterNode } from "./cluster-node.js";
import { DocumentGeneration } from "./document-generation.js";
import { Document } from "./document.js";
import { Embed } from "./embed.js";
import { EmbeddingSpace } from "./embedding-space.js";
import { Posting } from "./posting.js";
import { Thread } from "./thread.js";
import { User } from "./user.js";
import { WorkspaceDocument } from "./workspace-document.js";
import { Workspace } from "./workspace.js";

export {
  ApiKey,
  Chat,
  ChatSegment,
  Chunk,
  ChunkEmbedding,
  ClusterNode,
  Document,
  DocumentGeneration,
  Embed,
  EmbeddingSpace,
  Posting,
  Thread,
  User,
  Workspace,
  WorkspaceDocument,
};
export * from "./chat-values.js";
export * from "./enums.js";
export { decodeGlobalId, encodeGlobalId, type NodeType } from "./global-id.js";
export { Node } from "./node.js";

/** Every table that TypeORM knows. */
export const entities = [
  ApiKey,
  Chat,
  ChatSegment,
  Chunk,
  ChunkEmbedding,
  ClusterNode,
  Document,
  DocumentGeneration,
  Embed,
  EmbeddingSpace,
  Posting,
  Thread,
  User,
  Workspace,
  WorkspaceDocument,
];
