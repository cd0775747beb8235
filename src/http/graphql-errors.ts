import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { DocentError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import { withoutValues } from "./without-values.js";

/** Codes of errors that Apollo and our limits raise themselves; their messages speak of the request alone. */
const requestCodes = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "OPERATION_TOO_COMPLEX",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "UNAUTHENTICATED",
]);

/** What the Upload scalar calls a value that is no upload. */
const uploadCodes = new Set<unknown>(["INVALID_UPLOAD_VALUE", "UPLOAD_LITERAL_UNSUPPORTED"]);

/** Renders errors for GraphQL callers: typed ones with their code, unexpected ones masked and logged. */
export class ErrorRenderer {
  private readonly correlationIds = new WeakMap<object, string>();

  constructor(private readonly logger: Logger) {}

  /** Remembers in which request an error arose, for {@link render}. */
  tag(error: object, correlationId: string): void {
    this.correlationIds.set(error, correlationId);
  }

  /** Logs an error that nobody expected. @returns the id by which the log entry is found. */
  log(error: unknown, correlationId: string = randomUUID()): string {
    this.logger.error({ err: error, correlationId }, "unexpected error");
    return correlationId;
  }

  /** The shape that the caller sees. */
  render(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const correlationId = (isObject(error) ? this.correlationIds.get(error) : undefined) ?? randomUUID();
    const cause = rootCause(error);
    if (cause instanceof DocentError) {
      return {
        ...place(formatted),
        message: cause.message,
        extensions: {
          code: cause.code,
          ...(cause.field === undefined ? {} : { field: cause.field }),
          ...(cause.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: cause.retryAfterSeconds }),
          correlationId,
        },
      };
    }
    const httpError = uploadFault(cause);
    if (httpError !== null) {
      return { ...place(formatted), message: httpError.message, extensions: { code: httpError.code, correlationId } };
    }
    const given = formatted.extensions?.["code"];
    const code = given === undefined || uploadCodes.has(given) ? "BAD_USER_INPUT" : given;
    // An error without a path arose before anything ran: it speaks of the request.
    const isRequests = cause instanceof GraphQLError || (error instanceof GraphQLError && formatted.path === undefined);
    if (isRequests && typeof code === "string" && requestCodes.has(code)) {
      return { ...place(formatted), message: withoutValues(formatted.message), extensions: { code, correlationId } };
    }
    this.logger.error({ err: cause, correlationId, path: formatted.path }, "unexpected error");
    return {
      ...place(formatted),
      message: "Something went wrong on the server. The correlation id names the log entry.",
      extensions: { code: "INTERNAL_SERVER_ERROR", correlationId },
    };
  }
}

function place({ locations, path }: GraphQLFormattedError): Pick<GraphQLFormattedError, "locations" | "path"> {
  return { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** The multipart parser's errors carry an HTTP status below 500 and a message for the caller. */
function uploadFault(error: unknown): { readonly code: string; readonly message: string } | null {
  if (!(error instanceof Error) || !("expose" in error) || !("status" in error) || error.expose !== true) return null;
  return { code: error.status === 413 ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST", message: error.message };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
