import { RateLimitedError } from "../errors/rate-limited.js";
import { networkOf } from "./network.js";
import type { RateLimiter } from "./rate-limiter.js";
import type { SharedCounter } from "./shared-counter.js";

/** So many failures in a row cost nothing but the limits a minute. */
const freeFailures = 10;
/** Failures in a row are forgotten a day after the first. */
const failureMemorySeconds = 86_400;
const shortestPauseSeconds = 30;
const longestPauseSeconds = 900;
/** For so long an address from which somebody signed in is known as theirs; below the longest timer, 24 days. */
const knownAddressSeconds = 14 * 86_400;

/** Somebody who wants to prove who they are. */
export interface AuthAttempt {
  /** The network address; null for work that the server began itself, which nobody limits. */
  readonly address: string | null;
  /**
   * What stands for the account: a username key, an email address, the start of a token; whether or not there is such an
   * account, so that the answer tells nothing.
   */
  readonly account: string;
}

/**
 * Keeps guessing slow. Two limits a minute apply to every attempt, one per address and account and a wider one per
 * address. Passwords have a third: from the eleventh failure in a row on, wherever they come from, an account admits one
 * attempt a pause, and each failure doubles the pause from 30 s to 15 min, which is about a hundred guesses a day. So
 * that strangers cannot shut somebody out, failures at an address from which the account has signed in count by
 * themselves.
 */
export class AuthThrottle {
  private readonly failures: SharedCounter | null;
  private readonly pauses: SharedCounter | null;
  private readonly knownAddresses: SharedCounter | null;

  constructor(private readonly limiter: RateLimiter) {
    this.failures = limiter.counter("signInFailure", freeFailures, failureMemorySeconds);
    this.pauses = limiter.counter("signInPause", 1, longestPauseSeconds);
    this.knownAddresses = limiter.counter("signInAddress", 1, knownAddressSeconds);
  }

  /**
   * Counts an attempt of any kind: to sign in, refresh, register, claim, reset or check a key.
   * @throws RateLimitedError
   * @throws TransactionMisuseError inside a transaction.
   */
  async admit({ address, account }: AuthAttempt): Promise<void> {
    if (address === null) return;
    const network = networkOf(address);
    await this.limiter.consume("authAddress", network);
    await this.limiter.consume("auth", `${network} ${account}`);
  }

  /**
   * Does {@link admit}, then lets `prove` check a password, a recovery code or the like, unless the account is in a
   * pause. When it resolves, the account's failures are forgotten; when it rejects, the attempt was one more.
   * @throws what `prove` throws; RateLimitedError, without calling it.
   */
  async guard<T>(attempt: AuthAttempt, prove: () => Promise<T>): Promise<T> {
    await this.admit(attempt);
    const subject = await this.subjectOf(attempt);
    await this.assertNoPause(subject);
    const proven = await prove();
    await this.failures?.clear(subject);
    await this.pauses?.clear(subject);
    const pair = pairOf(attempt);
    if (pair !== null) await this.knownAddresses?.add(pair);
    return proven;
  }

  /** Whose failures count together: everybody's at an account, or those at an address that is known as its own. */
  private async subjectOf(attempt: AuthAttempt): Promise<string> {
    const pair = pairOf(attempt);
    const known = pair === null ? undefined : await this.knownAddresses?.read(pair);
    return pair !== null && (known?.consumed ?? 0) > 0 ? pair : attempt.account;
  }

  /** The attempt is counted before it is made, so that many at once gain nothing. */
  private async assertNoPause(subject: string): Promise<void> {
    const failures = await this.failures?.add(subject);
    if (failures?.isOver !== true) return;
    const pause = Math.min(longestPauseSeconds, shortestPauseSeconds * 2 ** (failures.consumed - freeFailures - 1));
    const place = await this.pauses?.add(subject, 1, pause);
    if (place?.isOver !== true) return;
    await this.failures?.subtract(subject);
    const retryAfterSeconds = Math.max(1, Math.ceil(place.milliseconds / 1_000));
    throw new RateLimitedError(
      { limit: 1, remaining: 0, resetAt: new Date(Date.now() + place.milliseconds), retryAfterSeconds },
      `Too many failed attempts. Try again in ${retryAfterSeconds} s.`,
    );
  }
}

function pairOf({ address, account }: AuthAttempt): string | null {
  return address === null ? null : `${networkOf(address)} ${account}`;
}
