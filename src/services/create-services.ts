import { OneTimeTokens } from "../auth/one-time-tokens.js";
import type { SessionTokens } from "../auth/session-tokens.js";
import type { ChatEngine } from "../chat/engine.js";
import type { LiveChats } from "../chat/live-chats.js";
import { MessageQuota } from "../chat/message-quota.js";
import { VisitorQuota } from "../chat/visitor-quota.js";
import type { Transactions } from "../database/transaction.js";
import { EventReader } from "../events/event-reader.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { RefusalRecorder } from "../events/refusal-recorder.js";
import type { ParserPool } from "../ingestion/process/parser-pool.js";
import { AuthThrottle, type RateLimiter } from "../limits/index.js";
import type { Mailer } from "../mail/mailer.js";
import type { Logger } from "../observability/logger.js";
import type { EmbeddingModels, ImageModel } from "../providers/index.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { Retriever } from "../retrieval/index.js";
import type { SecretBox } from "../secrets/secret-box.js";
import type { FileStore } from "../storage/file-store.js";
import type { WorkFolders } from "../storage/work-folders.js";
import type { SafeFetch } from "../web/safe-fetch.js";
import { AccountService } from "./account.service.js";
import { Administrators } from "./administrators.js";
import { AttachmentReader } from "./attachment-reader.js";
import { ApiKeyService } from "./api-key.service.js";
import { ChatFeedbackService } from "./chat-feedback.service.js";
import { ChatListService } from "./chat-list.service.js";
import { ChatRemovalService } from "./chat-removal.service.js";
import { ChatSessionService } from "./chat-session.service.js";
import { ChatService } from "./chat.service.js";
import { ChunkService } from "./chunk.service.js";
import { CrawlService } from "./crawl.service.js";
import { DocumentIntakeService } from "./document-intake.service.js";
import type { DocumentProgressStream } from "./document-progress.js";
import { DocumentRemovalService } from "./document-removal.service.js";
import type { DocumentRemover } from "./document-remover.js";
import type { DocumentSync } from "./document-sync.js";
import type { DocumentService } from "./document.service.js";
import type { DocumentWriter } from "./document-writer.js";
import { EmbeddedDocumentService } from "./embedded-document.service.js";
import { DocumentEditService } from "./document-edit.service.js";
import { FileTypeService } from "./file-type.service.js";
import { FolderService } from "./folder.service.js";
import { EmbedAccessService } from "./embed-access.service.js";
import { EmbedService } from "./embed.service.js";
import { EventService } from "./event.service.js";
import { EmbeddingService } from "./embedding.service.js";
import { ImageService } from "./image.service.js";
import { FirstApiKeyService } from "./first-api-key.service.js";
import type { Services } from "./index.js";
import { IngestionService } from "./ingestion.service.js";
import { InstanceService } from "./instance.service.js";
import { InviteService } from "./invite.service.js";
import { LinkService } from "./link.service.js";
import { MemberService } from "./member.service.js";
import { NewUsers } from "./new-users.js";
import { NodeService } from "./node.service.js";
import type { ProviderTestService } from "./provider-test.service.js";
import { RegistrationService } from "./registration.service.js";
import { ReprocessingService } from "./reprocessing.service.js";
import { SearchService } from "./search.service.js";
import { SessionService } from "./session.service.js";
import { SettingsDumpService } from "./settings-dump.service.js";
import type { SettingsService } from "./settings.service.js";
import { QuestionReader } from "./question-reader.js";
import { SlashCommandService } from "./slash-command.service.js";
import { ThreadService } from "./thread.service.js";
import { UserRemovalService } from "./user-removal.service.js";
import { UserService } from "./user.service.js";
import { WatchService } from "./watch.service.js";
import { WorkspaceService } from "./workspace.service.js";

/** What the use cases are made of. */
export interface ServiceParts {
  readonly transactions: Transactions;
  readonly events: EventRecorder;
  readonly refusals: RefusalRecorder;
  readonly settings: SettingsService;
  readonly limiter: RateLimiter;
  readonly tokens: SessionTokens;
  readonly box: SecretBox;
  readonly mailer: Mailer;
  readonly engine: ChatEngine;
  readonly live: LiveChats;
  readonly retriever: Retriever;
  readonly documents: DocumentService;
  readonly logger: Logger;
  readonly files: FileStore;
  readonly work: WorkFolders;
  readonly parsers: ParserPool;
  readonly queue: JobQueue;
  readonly remover: DocumentRemover;
  readonly writer: DocumentWriter;
  readonly sync: DocumentSync;
  /** Fetches what somebody waits for. */
  readonly web: SafeFetch;
  readonly maximumUploadBytes: number;
  /** Whether no workspace can be deleted. */
  readonly keepsWorkspaces: boolean;
  /** The data folder of this node. */
  readonly dataFolder: string;
  readonly documentProgress: DocumentProgressStream;
  readonly providerTests: ProviderTestService;
  readonly embeddingModels: EmbeddingModels;
  readonly images: ImageModel;
  /** The embedding space that documents are written into now. */
  readonly currentSpaceId: () => Promise<number>;
}

/** Makes every use case of the server. */
export function createServices(parts: ServiceParts): Services {
  const { transactions, events, settings, limiter, live, engine, documents, documentProgress, providerTests } = parts;
  const { files, queue } = parts;
  const throttle = new AuthThrottle(limiter);
  const oneTimeTokens = new OneTimeTokens(transactions);
  const administrators = new Administrators(transactions);
  const instance = new InstanceService(transactions, settings, events);
  const shared = { transactions, settings, events, throttle, instance, oneTimeTokens };
  const sessions = new SessionService({ ...shared, tokens: parts.tokens, refusals: parts.refusals });
  const newUsers = new NewUsers(transactions, settings, events);
  const users = new UserService({ ...shared, sessions, newUsers, administrators });
  const workspaces = new WorkspaceService(transactions, events, parts.keepsWorkspaces);
  const threads = new ThreadService(transactions, workspaces, users, events);
  const quota = new MessageQuota(transactions, () => settings.get("dailyMessageLimit"));
  const visitorQuota = new VisitorQuota(transactions);
  const embeds = new EmbedService(transactions, workspaces, events);
  const removal = new DocumentRemovalService(transactions, parts.remover);
  const intake = new DocumentIntakeService(transactions, files, parts.writer, parts.maximumUploadBytes, parts.logger);
  const slashCommands = new SlashCommandService(transactions, events);
  const reader = new QuestionReader(slashCommands, new AttachmentReader(parts.parsers, parts.work));
  const chats = new ChatService(
    transactions,
    workspaces,
    threads,
    users,
    engine,
    live,
    quota,
    visitorQuota,
    events,
    reader,
  );
  return {
    accounts: new AccountService({ ...shared, sessions, mailer: parts.mailer }),
    apiKeys: new ApiKeyService(transactions, events, throttle),
    chats,
    chatFeedback: new ChatFeedbackService(transactions, chats, events),
    chatList: new ChatListService(transactions),
    chatRemoval: new ChatRemovalService({ transactions, workspaces, threads, live, events }),
    chatSessions: new ChatSessionService(transactions, workspaces, events),
    chunks: new ChunkService(transactions, documents, files, parts.parsers),
    crawls: new CrawlService(transactions, queue, events),
    documents,
    documentIntake: intake,
    documentProgress,
    documentRemoval: removal,
    documentEdit: new DocumentEditService(transactions, queue, events),
    fileTypes: new FileTypeService(settings),
    folders: new FolderService(transactions, removal, events),
    embeddedDocuments: new EmbeddedDocumentService(transactions, intake),
    embeddings: new EmbeddingService(parts.embeddingModels),
    embeds,
    embedAccess: new EmbedAccessService(transactions, embeds, parts.box, () => settings.get("publicUrl"), events),
    events: new EventService({
      transactions,
      events,
      reader: new EventReader(transactions),
      refusals: parts.refusals,
      retentionDays: () => settings.get("eventRetentionDays"),
    }),
    images: new ImageService(parts.images),
    firstApiKey: new FirstApiKeyService(transactions, events, instance),
    ingestion: new IngestionService({ transactions, queue, progress: documentProgress, events }),
    instance,
    invites: new InviteService(transactions, parts.box, instance, events),
    links: new LinkService(intake, parts.web, parts.maximumUploadBytes),
    members: new MemberService(transactions, workspaces, instance, events),
    nodes: new NodeService(transactions),
    providerTests,
    registration: new RegistrationService({ ...shared, sessions, newUsers }),
    reprocessing: new ReprocessingService({
      transactions,
      queue,
      progress: documentProgress,
      events,
      box: parts.box,
      currentSpaceId: parts.currentSpaceId,
    }),
    search: new SearchService(transactions, workspaces, parts.retriever),
    sessions,
    settings,
    settingsDump: new SettingsDumpService(settings, events, parts.dataFolder),
    slashCommands,
    threads,
    userRemoval: new UserRemovalService({ transactions, events, instance, users, administrators, live }),
    users,
    watches: new WatchService(transactions, parts.sync, events, () => settings.get("watchMinimumSeconds")),
    workspaces,
  };
}
