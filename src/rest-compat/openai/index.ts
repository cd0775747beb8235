import { bearerSecret } from "../credentials.js";
import type { Dialect } from "../routing/route.js";
import { errorBody, openaiStatuses, refused } from "./errors.js";
import { completionsRoutes } from "./routes/completions.routes.js";
import { embeddingsRoutes } from "./routes/embeddings.routes.js";
import { imagesRoutes } from "./routes/images.routes.js";
import { modelsRoutes } from "./routes/models.routes.js";
import { vectorStoresRoutes } from "./routes/vector-stores.routes.js";

/** OpenAI's API, as far as a workspace can be a model. */
export const openai: Dialect = {
  name: "openai",
  basePaths: ["/api/v1/openai", "/v1/openai"],
  routes: [...modelsRoutes, ...completionsRoutes, ...embeddingsRoutes, ...vectorStoresRoutes, ...imagesRoutes],
  statuses: openaiStatuses,
  limit: "request",
  secretOf: bearerSecret,
  refused,
  unknown: (fault) => errorBody(fault.kind === "notFound" ? { ...fault, code: "UNKNOWN_URL" } : fault),
};
