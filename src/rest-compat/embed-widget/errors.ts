import { randomUUID } from "node:crypto";
import { type ErrorShape, json } from "../routing/answer.js";
import { type Fault, statuses, type Statuses } from "../routing/fault.js";

/** The dialect's statuses. */
export const widgetStatuses: Statuses = statuses;

/** The object that ends a chat that failed, or that never began. `errorMsg` is what the widget shows below it. */
export function abort(error: string, more: { readonly uuid?: string; readonly errorMsg?: string } = {}) {
  const { uuid = randomUUID(), errorMsg } = more;
  return {
    id: uuid,
    uuid,
    type: "abort",
    textResponse: null,
    sources: [],
    close: true,
    error,
    ...(errorMsg === undefined ? {} : { errorMsg }),
  };
}

/** An answer of type `abort`. */
const abortError: ErrorShape = (fault) => {
  if (fault.kind === "rateLimited") {
    return json(abort("Rate limit exceeded", { errorMsg: fault.message }), fault.status);
  }
  return json(abort(fault.message), fault.status);
};

/** The same for the session in a request, which is unknown when it has the wrong form. */
export const sessionError: ErrorShape = (fault) =>
  fault.field === "sessionId" ? json(abort("Invalid session ID."), 404) : abortError(fault);

/** A visitor whom the embed does not admit. */
export const refused: ErrorShape = ({ kind, status, message }: Fault) =>
  json(abort(kind === "unauthenticated" ? "Invalid request." : message), status);
