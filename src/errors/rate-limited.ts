import { DocentError } from "./index.js";

/** How much of a limit is used at one moment. */
export interface LimitState {
  /** Requests in a window. */
  readonly limit: number;
  /** Requests that are left in this window. */
  readonly remaining: number;
  /** When counting begins anew. */
  readonly resetAt: Date;
  /** Whole seconds until the next request may succeed: at least 1 once none are left, and 0 while some are. */
  readonly retryAfterSeconds: number;
}

/** The caller has used up a limit of requests; `state` says which, and until when. */
export class RateLimitedError extends DocentError {
  constructor(
    readonly state: LimitState,
    message = `Too many requests. Try again in ${state.retryAfterSeconds} s.`,
  ) {
    super("rateLimited", "RATE_LIMITED", message, { retryAfterSeconds: state.retryAfterSeconds });
  }
}
