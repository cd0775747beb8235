import { bearerSecret } from "../credentials.js";
import type { Dialect } from "../routing/route.js";
import { refused, v1Statuses } from "./errors.js";
import { authRoutes } from "./routes/auth.routes.js";
import { chatRoutes } from "./routes/chat.routes.js";
import { libraryRoutes } from "./routes/library.routes.js";
import { retrievalRoutes } from "./routes/retrieval.routes.js";
import { uploadRoutes } from "./routes/upload.routes.js";
import { workspaceRoutes } from "./routes/workspace.routes.js";

/** AnythingLLM's developer API. */
export const anythingllm: Dialect = {
  name: "anythingllm",
  basePaths: ["/api/v1", "/v1"],
  routes: [...authRoutes, ...workspaceRoutes, ...uploadRoutes, ...libraryRoutes, ...retrievalRoutes, ...chatRoutes],
  statuses: v1Statuses,
  limit: "request",
  secretOf: bearerSecret,
  refused,
};
