import { z } from "zod";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { plainError } from "../errors.js";
import { forbidden } from "./responses.js";

/** Whether a key works. */
export const authRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/auth",
    summary: "Verify that the API key is valid",
    description: "Answers 403 to every other key.",
    tags: ["Authentication"],
    responses: {
      200: {
        description: "The key works.",
        schema: z.object({ authenticated: z.literal(true) }),
        example: { authenticated: true },
      },
      403: forbidden,
    },
    errors: plainError,
    // Nothing is left to ask: without a valid key the request does not come here.
    handle: () => Promise.resolve(json({ authenticated: true })),
  }),
];
