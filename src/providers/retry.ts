import { setTimeout as delay } from "node:timers/promises";
import { retryAfterOf, statusOf } from "./upstream-errors.js";

const firstPauseMs = 500;
const longestPauseMs = 20_000;

/**
 * Does work again when a vendor's server is busy or broken (429, 408, 5xx, no connection), with pauses that double, vary by
 * half and respect Retry-After.
 *
 * @param attempts how often it is tried in all.
 * @throws the last error; the signal's reason when that fires.
 */
export async function withRetries<T>(work: () => Promise<T>, attempts: number, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || signal?.aborted === true || !mayPass(error)) throw error;
      await delay(pauseAfter(error, attempt), undefined, signal === undefined ? {} : { signal });
    }
  }
}

function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status === 408 || status === 429 || status >= 500;
}

function pauseAfter(error: unknown, attempt: number): number {
  const wished = (retryAfterOf(error) ?? 0) * 1_000;
  const backoff = firstPauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  return Math.min(longestPauseMs, Math.max(wished, backoff));
}
