import type { Dialect } from "../routing/route.js";
import { refused, widgetStatuses } from "./errors.js";
import { embedGate } from "./gate.js";
import { widgetRoutes } from "./widget.routes.js";

/** The public routes that AnythingLLM's chat widget calls from the pages of other sites. */
export const embedWidget: Dialect = {
  name: "embedWidget",
  basePaths: ["/api/embed"],
  routes: widgetRoutes,
  statuses: widgetStatuses,
  limit: "widget",
  secretOf: () => null,
  refused,
  gate: embedGate,
};
