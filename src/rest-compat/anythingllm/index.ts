import { bearerSecret } from "../credentials.js";
import type { Dialect } from "../routing/route.js";
import { refused, v1Statuses } from "./errors.js";
import { authRoutes } from "./routes/auth.routes.js";
import { chatExportRoutes } from "./routes/chat-export.routes.js";
import { chatRemovalRoutes } from "./routes/chat-removal.routes.js";
import { chatRoutes } from "./routes/chat.routes.js";
import { documentRoutes } from "./routes/document.routes.js";
import { embedRoutes } from "./routes/embed.routes.js";
import { folderRoutes } from "./routes/folder.routes.js";
import { instanceRoutes } from "./routes/instance.routes.js";
import { invitesRoutes } from "./routes/invites.routes.js";
import { libraryRoutes } from "./routes/library.routes.js";
import { linkRoutes } from "./routes/link.routes.js";
import { membersRoutes } from "./routes/members.routes.js";
import { pinRoutes } from "./routes/pin.routes.js";
import { retrievalRoutes } from "./routes/retrieval.routes.js";
import { signOnRoutes } from "./routes/sign-on.routes.js";
import { systemRoutes } from "./routes/system.routes.js";
import { threadChatRoutes } from "./routes/thread-chat.routes.js";
import { threadRoutes } from "./routes/thread.routes.js";
import { uploadRoutes } from "./routes/upload.routes.js";
import { usersRoutes } from "./routes/users.routes.js";
import { workspaceRoutes } from "./routes/workspace.routes.js";

/** AnythingLLM's developer API. */
export const anythingllm: Dialect = {
  name: "anythingllm",
  basePaths: ["/api/v1", "/v1"],
  routes: [
    ...authRoutes,
    ...instanceRoutes,
    ...usersRoutes,
    ...invitesRoutes,
    ...membersRoutes,
    ...signOnRoutes,
    ...systemRoutes,
    ...workspaceRoutes,
    ...uploadRoutes,
    ...linkRoutes,
    ...libraryRoutes,
    ...documentRoutes,
    ...folderRoutes,
    ...retrievalRoutes,
    ...chatRoutes,
    ...chatRemovalRoutes,
    ...chatExportRoutes,
    ...threadRoutes,
    ...threadChatRoutes,
    ...pinRoutes,
    ...embedRoutes,
  ],
  statuses: v1Statuses,
  limit: "request",
  secretOf: bearerSecret,
  refused,
};
