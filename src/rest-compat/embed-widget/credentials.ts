import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { bearerSecret } from "../credentials.js";

/** The form of an embed's public name. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const signedToken = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A visitor's session, which the widget makes: a uuid, or any other name of 8 to 128 letters, digits, `_` and `-`. */
export const sessionName = z.string().regex(/^[\w-]{8,128}$/);

/** Whether a path can name an embed at all. */
export function isEmbedName(name: string | undefined): name is string {
  return name !== undefined && uuid.test(name);
}

/**
 * The secret by which the schema knows a visitor: the embed, the session, and what the page's site has signed, if the
 * request brings it as a bearer token.
 */
export function visitorSecret(embed: string, session: string, headers: IncomingHttpHeaders): string {
  const token = bearerSecret(headers);
  const proof = token !== null && signedToken.test(token) ? `.${token}` : "";
  return `docent_embed_${embed}.${session}${proof}`;
}
