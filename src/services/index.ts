import type { ApiKeyService } from "./api-key.service.js";
import type { ChatService } from "./chat.service.js";
import type { DocumentProgressStream } from "./document-progress.js";
import type { DocumentService } from "./document.service.js";
import type { EmbedService } from "./embed.service.js";
import type { NodeService } from "./node.service.js";
import type { SearchService } from "./search.service.js";
import type { ThreadService } from "./thread.service.js";
import type { WorkspaceService } from "./workspace.service.js";

/** Every use case of the server, as resolvers and workers call them. */
export interface Services {
  readonly apiKeys: ApiKeyService;
  readonly chats: ChatService;
  readonly documents: DocumentService;
  readonly documentProgress: DocumentProgressStream;
  readonly embeds: EmbedService;
  readonly nodes: NodeService;
  readonly search: SearchService;
  readonly threads: ThreadService;
  readonly workspaces: WorkspaceService;
}
