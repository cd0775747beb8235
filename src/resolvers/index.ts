import { AccountResolver } from "./account.resolver.js";
import { ApiKeyResolver } from "./api-key.resolver.js";
import { ChatListResolver } from "./chat-list.resolver.js";
import { ChatResolver } from "./chat.resolver.js";
import { ChunkResolver } from "./chunk.resolver.js";
import { CrawlPageResolver, CrawlResolver } from "./crawl.resolver.js";
import { DocumentAttachmentResolver, DocumentResolver } from "./document.resolver.js";
import { EmbedAccessResolver } from "./embed-access.resolver.js";
import { EmbedResolver } from "./embed.resolver.js";
import { EventResolver } from "./event.resolver.js";
import { GenerationResolver } from "./generation.resolver.js";
import { IngestionResolver } from "./ingestion.resolver.js";
import { FileResolver } from "./file.resolver.js";
import { FolderResolver } from "./folder.resolver.js";
import { InstanceResolver } from "./instance.resolver.js";
import { IntakeResolver } from "./intake.resolver.js";
import { InviteResolver } from "./invite.resolver.js";
import { LinkResolver, SyncRunResolver, WatchResolver } from "./link.resolver.js";
import { MemberResolver } from "./member.resolver.js";
import { SearchResolver } from "./search.resolver.js";
import { SessionResolver } from "./session.resolver.js";
import { SettingResolver } from "./setting.resolver.js";
import { SlashCommandResolver } from "./slash-command.resolver.js";
import { ThreadResolver } from "./thread.resolver.js";
import { UserResolver } from "./user.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";
import { WorkspaceResolver } from "./workspace.resolver.js";

/** Every resolver class of the schema. */
export const resolvers = [
  WorkspaceResolver,
  DocumentResolver,
  DocumentAttachmentResolver,
  IntakeResolver,
  LinkResolver,
  WatchResolver,
  CrawlResolver,
  CrawlPageResolver,
  SyncRunResolver,
  FileResolver,
  FolderResolver,
  ChunkResolver,
  IngestionResolver,
  ThreadResolver,
  ChatResolver,
  ChatListResolver,
  SearchResolver,
  GenerationResolver,
  EmbedAccessResolver,
  EmbedResolver,
  ApiKeyResolver,
  UserResolver,
  MemberResolver,
  InviteResolver,
  InstanceResolver,
  AccountResolver,
  SessionResolver,
  SettingResolver,
  SlashCommandResolver,
  EventResolver,
  ViewerResolver,
] as const;
