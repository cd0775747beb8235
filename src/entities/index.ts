import { ApiKey } from "./api-key.js";
import { Chat, ChatSegment } from "./chat.js";
import { ChunkEmbedding } from "./chunk-embedding.js";
import { Chunk } from "./chunk.js";
import { ClusterNode } from "./cluster-node.js";
import { Crawl, CrawlPage } from "./crawl.js";
import { DocumentGeneration } from "./document-generation.js";
import { DocumentSyncRun } from "./document-sync-run.js";
import { DocumentWatch } from "./document-watch.js";
import { Document } from "./document.js";
import { Embed } from "./embed.js";
import { EmbeddingSpace } from "./embedding-space.js";
import { EventLog } from "./event-log.js";
import { Folder } from "./folder.js";
import { IngestionPause } from "./ingestion-pause.js";
import { IngestionShare } from "./ingestion-share.js";
import { Instance } from "./instance.js";
import { Invite } from "./invite.js";
import { OneTimeToken } from "./one-time-token.js";
import { Posting } from "./posting.js";
import { RateLimit } from "./rate-limit.js";
import { Session } from "./session.js";
import { Setting } from "./setting.js";
import { SlashCommand } from "./slash-command.js";
import { Thread } from "./thread.js";
import { User } from "./user.js";
import { WorkspaceDocument } from "./workspace-document.js";
import { WorkspaceMember } from "./workspace-member.js";
import { Workspace } from "./workspace.js";

export {
  ApiKey,
  Chat,
  ChatSegment,
  Chunk,
  ChunkEmbedding,
  ClusterNode,
  Crawl,
  CrawlPage,
  Document,
  DocumentGeneration,
  DocumentSyncRun,
  DocumentWatch,
  Embed,
  EmbeddingSpace,
  EventLog,
  Folder,
  IngestionPause,
  IngestionShare,
  Instance,
  Invite,
  OneTimeToken,
  Posting,
  RateLimit,
  Session,
  Setting,
  SlashCommand,
  Thread,
  User,
  Workspace,
  WorkspaceDocument,
  WorkspaceMember,
};
export * from "./chat-values.js";
export type * from "./document-values.js";
export * from "./enums.js";
export * from "./web-values.js";
export { decodeGlobalId, encodeGlobalId, type NodeType, nodeTypes } from "./global-id.js";
export { TokenPurpose } from "./one-time-token.js";
export { Node } from "./node.js";

/** Every table that TypeORM knows. */
export const entities = [
  ApiKey,
  Chat,
  ChatSegment,
  Chunk,
  ChunkEmbedding,
  ClusterNode,
  Crawl,
  CrawlPage,
  Document,
  DocumentGeneration,
  DocumentSyncRun,
  DocumentWatch,
  Embed,
  EmbeddingSpace,
  EventLog,
  Folder,
  IngestionPause,
  IngestionShare,
  Instance,
  Invite,
  OneTimeToken,
  Posting,
  RateLimit,
  Session,
  Setting,
  SlashCommand,
  Thread,
  User,
  Workspace,
  WorkspaceDocument,
  WorkspaceMember,
];
