/**
 * What kind of failure an error is. Transports map the kind to a status of their own; the code tells a program what
 * happened, the message tells a person.
 */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "conflict"
  | "tooLarge"
  | "unprocessable"
  | "rateLimited"
  | "unavailable"
  | "upstream"
  | "timeout";

/** The optional facts of a {@link DocentError}. */
export interface DocentErrorOptions {
  /** The input field at fault, as a dotted path from the operation's input. */
  readonly field?: string;
  /** After how many seconds the same request may succeed. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * An error that callers may see. Its message must be safe to show to whoever made the request; everything that is not
 * a DocentError is masked by the transports and logged with a correlation id.
 */
export class DocentError extends Error {
  /** Stable, upper-case, documented in docs/errors.md. */
  readonly code: string;
  readonly kind: ErrorKind;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, options: DocentErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.kind = kind;
    this.code = code;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The input breaks a rule; `field` names it. */
export class ValidationError extends DocentError {
  constructor(message: string, options: DocentErrorOptions = {}) {
    super("invalid", "BAD_USER_INPUT", message, options);
  }
}

/** No credential, or one that is unknown, expired or revoked. */
export class UnauthenticatedError extends DocentError {
  constructor(message = "This needs a valid credential: send an API key as `Authorization: Bearer <key>`.") {
    super("unauthenticated", "UNAUTHENTICATED", message);
  }
}

/** The viewer is known, and may not do this. */
export class ForbiddenError extends DocentError {
  constructor(message: string, options: DocentErrorOptions = {}) {
    super("forbidden", "FORBIDDEN", message, options);
  }
}

/** The thing does not exist, or the viewer may not know that it does. */
export class NotFoundError extends DocentError {
  constructor(what: string, options: DocentErrorOptions = {}) {
    super("notFound", "NOT_FOUND", `${what} not found.`, options);
  }
}

/** The request contradicts the present state. */
export class ConflictError extends DocentError {
  constructor(message: string, options: DocentErrorOptions = {}) {
    super("conflict", "CONFLICT", message, options);
  }
}

/** The payload exceeds a limit; the message says which. */
export class TooLargeError extends DocentError {
  constructor(message: string, options: DocentErrorOptions = {}) {
    super("tooLarge", "PAYLOAD_TOO_LARGE", message, options);
  }
}

/** The node has no room for this now. */
export class OverloadedError extends DocentError {
  constructor(message: string, retryAfterSeconds: number) {
    super("unavailable", "OVERLOADED", message, { retryAfterSeconds });
  }
}

/** People have accounts in multi-user mode only. */
export class MultiUserModeRequiredError extends DocentError {
  constructor() {
    super("conflict", "MULTI_USER_MODE_REQUIRED", "The instance is in single-user mode: this needs multi-user mode.");
  }
}
