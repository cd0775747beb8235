import { z } from "zod";
import type { DocumentedResponse } from "../../routing/route.js";

const errorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: "OpenAiError" });

/** OpenAI's error object. */
export function refused(description: string): DocumentedResponse {
  return { description, schema: errorSchema };
}
