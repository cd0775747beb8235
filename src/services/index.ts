import type { AccountService } from "./account.service.js";
import type { ApiKeyService } from "./api-key.service.js";
import type { ChatService } from "./chat.service.js";
import type { DocumentIntakeService } from "./document-intake.service.js";
import type { DocumentProgressStream } from "./document-progress.js";
import type { DocumentRemovalService } from "./document-removal.service.js";
import type { DocumentService } from "./document.service.js";
import type { EmbedService } from "./embed.service.js";
import type { EventService } from "./event.service.js";
import type { InstanceService } from "./instance.service.js";
import type { InviteService } from "./invite.service.js";
import type { MemberService } from "./member.service.js";
import type { NodeService } from "./node.service.js";
import type { ProviderTestService } from "./provider-test.service.js";
import type { RegistrationService } from "./registration.service.js";
import type { SearchService } from "./search.service.js";
import type { SessionService } from "./session.service.js";
import type { SettingsService } from "./settings.service.js";
import type { ThreadService } from "./thread.service.js";
import type { UserRemovalService } from "./user-removal.service.js";
import type { UserService } from "./user.service.js";
import type { WorkspaceService } from "./workspace.service.js";

/** Every use case of the server, as resolvers and workers call them. */
export interface Services {
  readonly accounts: AccountService;
  readonly apiKeys: ApiKeyService;
  readonly chats: ChatService;
  readonly documents: DocumentService;
  readonly documentIntake: DocumentIntakeService;
  readonly documentProgress: DocumentProgressStream;
  readonly documentRemoval: DocumentRemovalService;
  readonly embeds: EmbedService;
  readonly events: EventService;
  readonly instance: InstanceService;
  readonly invites: InviteService;
  readonly members: MemberService;
  readonly nodes: NodeService;
  readonly providerTests: ProviderTestService;
  readonly registration: RegistrationService;
  readonly search: SearchService;
  readonly sessions: SessionService;
  readonly settings: SettingsService;
  readonly threads: ThreadService;
  readonly userRemoval: UserRemovalService;
  readonly users: UserService;
  readonly workspaces: WorkspaceService;
}
