import type { IncomingHttpHeaders } from "node:http";

/**
 * The secret in an `Authorization` header: what stands after the first space, whatever the scheme is called, as
 * AnythingLLM reads it. A header of one word carries none.
 */
export function bearerSecret({ authorization }: IncomingHttpHeaders): string | null {
  const secret = authorization?.split(" ")[1];
  return secret === undefined || secret === "" ? null : secret;
}
