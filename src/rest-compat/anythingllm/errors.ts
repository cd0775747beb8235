import { randomUUID } from "node:crypto";
import { type Answer, type ErrorShape, json, text } from "../routing/answer.js";
import { type Fault, statuses, type Statuses } from "../routing/fault.js";

/** AnythingLLM says 403 for every credential that does not do. */
export const v1Statuses: Statuses = { ...statuses, unauthenticated: 403 };

/** Routes below a workspace say 400 for a workspace that does not exist. */
export const unknownIs400 = { notFound: 400 } as const;

/** A missing or wrong API key, and one that may not do this, on every route. */
export const refused: ErrorShape = ({ kind, status, message }) =>
  json({ error: kind === "unauthenticated" ? "No valid api key found." : message }, status);

/** `{"error"}`: routes that have no shape of their own. */
export const plainError: ErrorShape = ({ status, message }) => json({ error: message }, status);

/** Plain text, where AnythingLLM sends the status in words alone; what went wrong follows the words. */
export const textError: ErrorShape = ({ status, message }) => text(`${words[status] ?? "Error"}: ${message}`, status);

/** `{"workspace": null, "message"}`: creation and update of workspaces. */
export const workspaceError: ErrorShape = ({ status, message }) => json({ workspace: null, message }, status);

/** `{"message"}`: vector search. */
export const messageError: ErrorShape = ({ status, message }) => json({ message }, status);

/** `{"success": false, "error"}`: documents. */
export const documentError: ErrorShape = ({ status, message }) =>
  json({ success: false, error: message, documents: [] }, status);

/** `{"success": false, "message"}`: removal of documents. */
export const successError: ErrorShape = ({ status, message }) => json({ success: false, message }, status);

/** `{"success": false, "error"}`: administration. */
export const doneError: ErrorShape = ({ status, message }) => json({ success: false, error: message }, status);

/** An answer of type `abort`: chats. */
export function abortError({ status, message }: Pick<Fault, "status" | "message">): Answer {
  return json(abort(message), status);
}

/** The object that ends a chat that failed. */
export function abort(error: string, uuid: string = randomUUID()) {
  return { id: uuid, uuid, type: "abort", textResponse: null, sources: [], close: true, error };
}

const words: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  413: "Payload Too Large",
  422: "Unprocessable Entity",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
