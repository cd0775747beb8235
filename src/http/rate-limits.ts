import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { hashSecret } from "../auth/secrets.js";
import { credentialName, type Identity } from "../auth/viewer.js";
import { UnauthenticatedError } from "../errors/index.js";
import { type LimitState, RateLimitedError } from "../errors/rate-limited.js";
import { type LimitName, networkOf, type RateLimiter } from "../limits/index.js";

/** Credentials that this node remembers to have been valid; each takes about 200 bytes. */
const rememberedCredentials = 10_000;

/** The limit that a request with a user's credential counts against. */
export type RequestLimit = Extract<LimitName, "request" | "general" | "upload" | "widget">;

/**
 * Counts requests. Every transport asks it twice a request: before it looks a credential up, and once it knows whose
 * request it is.
 */
export class RequestLimits {
  private readonly accepted = new LRUCache<string, true>({ max: rememberedCredentials });
  private readonly states = new WeakMap<object, LimitState>();

  constructor(private readonly limiter: RateLimiter) {}

  /**
   * Looks a credential up, so that guessing is slow: an address that has shown too many bad credentials is not asked for
   * more, right or wrong. Credentials that this node has seen to be valid are looked up in any case, so that an address's
   * other users are not shut out.
   * @param request where the state of the limit is remembered, if given
   * @throws RateLimitedError; what `find` throws, UnauthenticatedError for a bad credential.
   */
  async identify<T>(secret: string, address: string, find: () => Promise<T>, request?: object): Promise<T> {
    const name = hashSecret(secret);
    const isKnown = this.accepted.get(name) === true;
    const network = networkOf(address);
    // Counted before it is looked up, so that many guesses at once gain nothing.
    const guess = isKnown ? null : await this.consume("badCredential", network, request);
    try {
      const found = await find();
      this.accepted.set(name, true);
      if (guess !== null) await this.limiter.reward("badCredential", network);
      return found;
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      this.accepted.delete(name);
      if (isKnown) await this.consume("badCredential", network, request);
      throw error;
    }
  }

  /**
   * Counts a request once it is known whose it is: against its address's limit, and its credential's, or for visitors
   * that of visitors at the address.
   * @param identity null: there is no credential
   * @param request where the state of the tightest limit is remembered, if given
   * @throws RateLimitedError
   */
  async count(
    identity: Identity | null,
    address: string,
    limit: RequestLimit = "request",
    request?: object,
  ): Promise<void> {
    const network = networkOf(address);
    if (request !== undefined) this.states.delete(request);
    await this.consume("address", network, request);
    if (limit === "widget") await this.consume(limit, network, request);
    else if (identity?.user != null) await this.consume(limit, credentialName(identity), request);
    else await this.consume("visitor", identity === null ? network : `${network} ${credentialName(identity)}`, request);
  }

  /** The state of the limit that a request came closest to; null when none applied to it. */
  stateOf(request: object): LimitState | null {
    return this.states.get(request) ?? null;
  }

  private async consume(name: LimitName, key: string, request: object | undefined): Promise<LimitState | null> {
    try {
      const state = await this.limiter.consume(name, key);
      if (state !== null) this.remember(state, request);
      return state;
    } catch (error) {
      if (error instanceof RateLimitedError) this.remember(error.state, request);
      throw error;
    }
  }

  private remember(state: LimitState, request: object | undefined): void {
    if (request === undefined) return;
    const known = this.states.get(request);
    if (known === undefined || state.remaining <= known.remaining) this.states.set(request, state);
  }
}

/** Tells the state of the limit that a request was counted against in the headers of its answer. */
export function registerRateLimitHeaders(app: FastifyInstance, limits: RequestLimits): void {
  const tell = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const state = limits.stateOf(request.raw);
    if (state === null) return;
    void reply.headers({
      "x-ratelimit-limit": String(state.limit),
      "x-ratelimit-remaining": String(state.remaining),
      "x-ratelimit-reset": String(Math.ceil(state.resetAt.getTime() / 1_000)),
    });
    if (reply.statusCode === 429 && !reply.hasHeader("retry-after")) {
      void reply.header("retry-after", String(state.retryAfterSeconds));
    }
  };
  // Before the handler, for streams that send their head themselves; and for what is counted, or refused, later.
  app.addHook("preHandler", tell);
  app.addHook("onSend", tell);
}
