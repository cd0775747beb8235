import { types } from "node:util";
import { DocentError } from "../errors/index.js";

/** What a model's server did; each code is documented in docs/errors.md. */
export type UpstreamErrorCode =
  /** It answered an error, of its own (5xx) or about what it was sent, as a status or in its stream. */
  | "UPSTREAM_ERROR"
  /** Nothing listens at its address, or the address has no host. */
  | "UPSTREAM_UNREACHABLE"
  /** It refuses this instance's credentials (401, 403). */
  | "UPSTREAM_UNAUTHORIZED"
  /** It has no such model, or no such path (404). */
  | "UPSTREAM_MODEL_NOT_FOUND"
  /** It has too many requests, or the account is used up (429). */
  | "UPSTREAM_RATE_LIMITED"
  /** It ended its answer early, or sent something that is none. */
  | "UPSTREAM_INTERRUPTED";

/** The model's server failed; the message is safe to show. */
export class UpstreamError extends DocentError {
  declare readonly code: UpstreamErrorCode;

  constructor(code: UpstreamErrorCode, message: string, cause?: unknown, retryAfterSeconds?: number) {
    super("upstream", code, message, {
      cause,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
}

/** The model's server did not answer in time. */
export class UpstreamTimeoutError extends DocentError {
  constructor(message: string, cause?: unknown) {
    super("timeout", "UPSTREAM_TIMEOUT", message, { cause });
  }
}

const longestQuote = 300;
const timeoutNames = new Set(["TimeoutError", "APIConnectionTimeoutError", "HeadersTimeoutError", "BodyTimeoutError"]);
const connectionCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

/**
 * Gives the failure of a vendor's client its meaning. The message says what a person can act on and never holds addresses
 * or anything that looks like a key; the cause tells the log more. A DocentError comes back unchanged.
 */
export function toUpstreamError(error: unknown): DocentError {
  if (error instanceof DocentError) return error;
  const status = statusOf(error);
  const cause = causeOf(error);
  if (status !== null) return ofStatus(status, error, cause);
  if (chain(error).some((one) => namesOf(one).some((name) => timeoutNames.has(name))))
    return new UpstreamTimeoutError("The model's server did not answer in time.", cause);
  if (chain(error).some(isNoConnection)) {
    return new UpstreamError("UPSTREAM_UNREACHABLE", "The model's server cannot be reached.", cause);
  }
  if (chain(error).some(isTold)) {
    return new UpstreamError("UPSTREAM_ERROR", `The model's server failed in its answer: ${quote(error)}`, cause);
  }
  return new UpstreamError(
    "UPSTREAM_INTERRUPTED",
    "The model's server ended its answer early or sent something that is none.",
    cause,
  );
}

/** Whether no connection came about: what breaks later is called `terminated`, and has other codes. */
function isNoConnection(error: Error): boolean {
  return (
    connectionCodes.has(codeOf(error)) ||
    namesOf(error).includes("APIConnectionError") ||
    // What the runtime's `fetch` says of certificates, ports and protocols that it does not take, too.
    (error.name === "TypeError" && error.message === "fetch failed")
  );
}

/** Whether the server itself has told of it, in an event of a stream that had begun: the vendors' clients keep the event. */
function isTold(error: Error): boolean {
  return "error" in error && typeof error.error === "object" && error.error !== null;
}

/**
 * What the log gets of a vendor's error: its kind, where it arose, and what was said as far as it cannot be a key. Servers
 * repeat the key that they refuse, and some clients keep the whole request with their errors.
 */
function causeOf(error: unknown): Error {
  const errors = chain(error);
  const said = errors.map((one) => [one.name, codeOf(one), quote(one)].filter((part) => part !== "").join(" "));
  const cause = new Error(said.join("; caused by ") || "an error that tells nothing");
  cause.name = "VendorError";
  const frames = (errors[0]?.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  cause.stack = [`${cause.name}: ${cause.message}`, ...frames].join("\n");
  return cause;
}

/** The HTTP status that an error of a vendor's client carries; null when there was no answer. */
export function statusOf(error: unknown): number | null {
  for (const one of chain(error)) {
    const status = "status" in one ? one.status : "status_code" in one ? one.status_code : undefined;
    if (typeof status === "number" && status >= 100) return status;
  }
  return null;
}

/** After how many seconds the server wants to be asked again; null when it does not say. */
export function retryAfterOf(error: unknown): number | null {
  for (const one of chain(error)) {
    const headers = "headers" in one ? one.headers : undefined;
    const value = headers instanceof Headers ? headers.get("retry-after") : null;
    const seconds = value === null ? Number.NaN : Number(value);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  }
  return null;
}

function ofStatus(status: number, error: unknown, cause: Error): DocentError {
  switch (status) {
    case 401:
    case 403: {
      const message = `The model's server refuses this instance's credentials (${status}).`;
      return new UpstreamError("UPSTREAM_UNAUTHORIZED", message, cause);
    }
    case 404:
      return new UpstreamError(
        "UPSTREAM_MODEL_NOT_FOUND",
        `The model's server does not have the model, or is elsewhere (404): ${quote(error)}`,
        cause,
      );
    case 408:
    case 504:
      return new UpstreamTimeoutError(`The model's server did not answer in time (${status}).`, cause);
    case 429: {
      const message = "The model's server has too many requests (429).";
      return new UpstreamError("UPSTREAM_RATE_LIMITED", message, cause, retryAfterOf(error) ?? undefined);
    }
    default:
      return new UpstreamError("UPSTREAM_ERROR", `The model's server answered ${status}: ${quote(error)}`, cause);
  }
}

/** What the server said, in one line, without what could be an address or a key. */
function quote(error: unknown): string {
  const [first] = chain(error);
  const said = (first?.message ?? "")
    .replace(/^\d{3}\s+/, "")
    .replace(/\s+/g, " ")
    .trim();
  const safe = said
    .replace(/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, "[address]")
    .replace(/\b(bearer|key|token|secret)\b[\s:="']+[^\s,;)"']+/gi, "$1 [redacted]")
    .replace(/(?=\S*\d)[\w+/=*-]{16,}/g, "[redacted]")
    .replace(/[\w+/=*-]{32,}/g, "[redacted]");
  if (safe === "") return "no reason given.";
  return safe.length > longestQuote ? `${safe.slice(0, longestQuote)}...` : safe;
}

/** An error and its causes, outermost first. */
function chain(error: unknown): Error[] {
  const errors: Error[] = [];
  // Errors of the runtime itself are of another realm where tests run in one of their own.
  for (let one = error; (one instanceof Error || types.isNativeError(one)) && errors.length < 5; one = one.cause)
    errors.push(one);
  return errors;
}

/** Some vendors' errors are told apart by their class alone. */
function namesOf(error: Error): string[] {
  return [error.name, error.constructor.name];
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
