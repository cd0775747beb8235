import { z } from "zod";
import { bearerSecret } from "../credentials.js";
import { json } from "../routing/answer.js";
import { type Dialect, route } from "../routing/route.js";
import { plainError, refused, v1Statuses } from "./errors.js";

/** What AnythingLLM serves beside its developer API, to whoever asks. */
export const anythingllmRoot: Dialect = {
  name: "anythingllm_root",
  basePaths: ["/api"],
  routes: [
    route({
      method: "GET",
      path: "/ping",
      summary: "Whether the server is there",
      description: "Needs no key.",
      tags: ["System Settings"],
      credential: "none",
      responses: { 200: { description: "It is.", schema: z.object({ online: z.literal(true) }) } },
      errors: plainError,
      handle: () => Promise.resolve(json({ online: true })),
    }),
  ],
  statuses: v1Statuses,
  limit: "request",
  secretOf: bearerSecret,
  refused,
};
