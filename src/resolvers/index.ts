import { ChatResolver } from "./chat.resolver.js";
import { DocumentAttachmentResolver, DocumentResolver } from "./document.resolver.js";
import { EmbedResolver } from "./embed.resolver.js";
import { SearchResolver } from "./search.resolver.js";
import { ThreadResolver } from "./thread.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";
import { WorkspaceResolver } from "./workspace.resolver.js";

/** Every resolver class of the schema. */
export const resolvers = [
  WorkspaceResolver,
  DocumentResolver,
  DocumentAttachmentResolver,
  ThreadResolver,
  ChatResolver,
  SearchResolver,
  EmbedResolver,
  ViewerResolver,
] as const;
