import { z } from "zod";
import type { DocumentedResponse } from "../../routing/route.js";
import { refusedInText } from "./responses.js";

/** Whether something was done, and if not, why. */
export const doneSchema = z.object({ success: z.boolean(), error: z.string().nullable() });

/** The answer to what was done, or could not be. */
export function done(description: string): DocumentedResponse {
  return { description, schema: doneSchema, example: { success: true, error: null } };
}

/** The answer of administration in single-user mode. */
export const singleUser: DocumentedResponse = refusedInText("The instance is not in multi-user mode: `Unauthorized`.");

/** The answer of the other routes about users in single-user mode. */
export const singleUserSentence: DocumentedResponse = {
  description: "The instance is not in multi-user mode.",
  contentType: "text/html",
  example: "Instance is not in Multi-User mode. Permission denied.",
};
