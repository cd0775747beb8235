import { bearerSecret } from "../credentials.js";
import { type ErrorShape, json } from "../routing/answer.js";
import { statuses } from "../routing/fault.js";
import type { Dialect } from "../routing/route.js";
import { credentialsRoutes } from "./routes/credentials.routes.js";

/** `{"error", "detail"}`: a refusal; clients of both documents find its words. */
const refused: ErrorShape = ({ status, message }) => json({ error: message, detail: message }, status);

/** The routes of AnythingLLM's platform guide that its developer API does not have. */
export const platform: Dialect = {
  name: "platform",
  basePaths: ["/api/v1", "/v1"],
  routes: credentialsRoutes,
  statuses,
  limit: "request",
  secretOf: bearerSecret,
  refused,
};
