import type { z } from "zod";
import { DocentError, type ErrorKind } from "../../errors/index.js";

/** An error as a dialect renders it. */
export interface Fault {
  readonly kind: ErrorKind | "unexpected";
  readonly status: number;
  /** Stable, upper-case; see docs/errors.md. */
  readonly code: string;
  /** Safe to show; names the field at fault, where there is one. */
  readonly message: string;
  /** The field at fault, by the name that the route's clients use. */
  readonly field?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** HTTP statuses by kind of error; a dialect or a route replaces some of them. */
export type Statuses = Readonly<Record<ErrorKind, number>>;

/** The statuses that apply where no dialect says otherwise. */
export const statuses: Statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  unprocessable: 422,
  rateLimited: 429,
  unavailable: 503,
  upstream: 502,
  timeout: 504,
};

/**
 * The fault that an error tells of.
 * @param names what the route's clients call the schema's fields, by the last part of their path
 * @returns null for an unexpected error
 */
export function faultOf(error: unknown, table: Statuses, names: Readonly<Record<string, string>> = {}): Fault | null {
  if (error instanceof DocentError) {
    const { kind, code, message, retryAfterSeconds } = error;
    const last = error.field?.replace(/^input\./, "");
    const field = last === undefined ? undefined : (names[last] ?? last);
    const told = last === undefined || names[last] === undefined ? message : message.replaceAll(last, names[last]);
    return { kind, status: table[kind], code, message: naming(field, told), field, retryAfterSeconds };
  }
  return requestFault(error, table);
}

/** Faults that Fastify finds in a request by itself: a body that cannot be parsed, or is too large. */
function requestFault(error: unknown, table: Statuses): Fault | null {
  if (!(error instanceof Error) || !("statusCode" in error) || typeof error.statusCode !== "number") return null;
  if (error.statusCode < 400 || error.statusCode >= 500) return null;
  const kind = error.statusCode === 413 ? "tooLarge" : "invalid";
  const status = kind === "tooLarge" ? table.tooLarge : error.statusCode;
  return { kind, status, code: kind === "tooLarge" ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST", message: error.message };
}

/** The fault of input that a route's own schema refuses. */
export function inputFault(error: z.ZodError, table: Statuses): Fault {
  const [issue] = error.issues;
  const field = issue === undefined || issue.path.length === 0 ? undefined : issue.path.join(".");
  const message = naming(field, issue?.message ?? "is not valid");
  return { kind: "invalid", status: table.invalid, code: "BAD_USER_INPUT", message, field };
}

/** The fault of an error that nobody expected; the log tells more under the correlation id. */
export function unexpectedFault(correlationId: string): Fault {
  const message = `Something went wrong on the server (${correlationId}).`;
  return { kind: "unexpected", status: 500, code: "INTERNAL_SERVER_ERROR", message };
}

function naming(field: string | undefined, message: string): string {
  return field === undefined || mentions(message, field) ? message : `${field}: ${message}`;
}

/** Whether a message has a field's name as a word, in the singular or the plural. */
function mentions(message: string, field: string): boolean {
  const escaped = field.replace(/[^\w]/g, "\\$&");
  return new RegExp(`(?<!\\w)${escaped}s?(?!\\w)`, "i").test(message);
}
