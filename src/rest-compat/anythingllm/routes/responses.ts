import { z } from "zod";
import { abortSchema, addedSchema } from "../present/schemas.js";
import type { DocumentedResponse } from "../../routing/route.js";

/** The answer to every request without a valid key, or with one that may not do this. */
export const forbidden: DocumentedResponse = {
  description: "There is no valid API key, or its scopes or its owner do not admit this.",
  schema: z.object({ error: z.string() }).meta({ id: "Forbidden" }),
  example: { error: "No valid api key found." },
};

/** Plain text that says what was wrong. */
export function refusedInText(description: string): DocumentedResponse {
  return { description, contentType: "text/plain" };
}

/** JSON with the reason under `message`. */
export function refusedInMessage(description: string): DocumentedResponse {
  return { description, schema: z.looseObject({ message: z.string() }) };
}

/** A chat that was refused or failed. */
export function aborted(description: string): DocumentedResponse {
  return { description, schema: abortSchema };
}

/** A document that was not added. */
export function notAdded(description: string): DocumentedResponse {
  return {
    description,
    schema: z.object({ success: z.literal(false), error: z.string(), documents: z.array(z.never()) }),
  };
}

/** Documents that were added. */
export const added: DocumentedResponse = {
  description: "The document is in the library and can be asked.",
  schema: z.object({
    success: z.literal(true),
    error: z.string().nullable().describe("Workspaces that could not be found; null: none."),
    documents: z.array(addedSchema),
  }),
};
