import { bearerSecret } from "../credentials.js";
import type { Dialect } from "../routing/route.js";
import { openaiStatuses, refused } from "./errors.js";
import { completionsRoutes } from "./routes/completions.routes.js";
import { modelsRoutes } from "./routes/models.routes.js";

/** OpenAI's API, as far as a workspace can be a model. */
export const openai: Dialect = {
  name: "openai",
  basePaths: ["/api/v1/openai", "/v1/openai"],
  routes: [...modelsRoutes, ...completionsRoutes],
  statuses: openaiStatuses,
  limit: "request",
  secretOf: bearerSecret,
  refused,
};
