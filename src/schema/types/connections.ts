import {
  ApiKey,
  Chat,
  Chunk,
  Crawl,
  CrawlPage,
  Document,
  DocumentSyncRun,
  Embed,
  EventLog,
  Folder,
  Invite,
  Session,
  Thread,
  User,
  Workspace,
  WorkspaceDocument,
} from "../../entities/index.js";
import { connectionOf } from "../connection.js";

export const WorkspaceConnection = connectionOf(Workspace, "Workspace", "workspaces");
export const DocumentConnection = connectionOf(Document, "Document", "documents");
export const DocumentAttachmentConnection = connectionOf(WorkspaceDocument, "DocumentAttachment", "attached documents");
export const DocumentChunkConnection = connectionOf(Chunk, "DocumentChunk", "chunks");
export const DocumentSyncRunConnection = connectionOf(DocumentSyncRun, "DocumentSyncRun", "looks at a source");
export const CrawlConnection = connectionOf(Crawl, "Crawl", "crawls");
export const CrawlPageConnection = connectionOf(CrawlPage, "CrawlPage", "pages of a crawl");
export const FolderConnection = connectionOf(Folder, "Folder", "folders");
export const ThreadConnection = connectionOf(Thread, "Thread", "threads");
export const ChatConnection = connectionOf(Chat, "Chat", "chats");
export const EmbedConnection = connectionOf(Embed, "Embed", "embeds");
export const ApiKeyConnection = connectionOf(ApiKey, "ApiKey", "API keys");
export const UserConnection = connectionOf(User, "User", "users");
export const InviteConnection = connectionOf(Invite, "Invite", "invites");
export const SessionConnection = connectionOf(Session, "Session", "sessions");
export const EventLogConnection = connectionOf(EventLog, "EventLog", "events");
