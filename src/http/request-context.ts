import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { Authenticator } from "../auth/authenticator.js";
import { permissions } from "../auth/permissions.js";
import { secretFromAuthorization } from "../auth/secrets.js";
import type { ClientOrigin, Identity } from "../auth/viewer.js";
import type { ViewerWatch, Watch } from "../auth/viewer-watch.js";
import type { Transactions } from "../database/transaction.js";
import { UnauthenticatedError } from "../errors/index.js";
import type { Context } from "../schema/context.js";
import { RateLimitedError } from "../errors/rate-limited.js";
import { createLoaders } from "../services/loaders.js";
import type { Services } from "../services/index.js";
import { comesFromOwnMachine } from "./own-machine.js";
import type { RequestLimit, RequestLimits } from "./rate-limits.js";

/** Where a request's credential stands, and whence it came. */
export interface Presentation {
  readonly authorization: string | undefined;
  /** The `Origin` header. */
  readonly webOrigin: string | undefined;
}

/** A request as it is counted: the address that it comes from and, over HTTP, itself. */
export interface CountedRequest {
  readonly address: string;
  /** Where the state of its limit is remembered. */
  readonly request?: object;
}

/** Whoever sends a request of a REST dialect; without an identity nobody in particular. */
export interface Caller {
  readonly identity: Identity | null;
  readonly origin: ClientOrigin;
}

/** A caller who has shown a credential. */
export type KnownCaller = Caller & { readonly identity: Identity };

/** Makes the context of a request from its credential, the same way for every transport. */
export class RequestContexts {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly viewers: ViewerWatch,
    private readonly limits: RequestLimits,
    private readonly services: Services,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Whom an `Authorization` header stands for; null without a header, or with an empty one.
   * @throws UnauthenticatedError when there is a header, and no valid credential in it; RateLimitedError after too many.
   */
  async identify(
    { authorization, webOrigin }: Presentation,
    { address, request }: CountedRequest,
  ): Promise<Identity | null> {
    if (authorization === undefined || authorization.trim() === "") return null;
    const secret = secretFromAuthorization(authorization);
    if (secret === null) return this.refuse(address, request);
    const find = () => this.authenticator.identify({ secret, webOrigin: webOrigin ?? null });
    return this.limits.identify(secret, address, find, request);
  }

  /** Counts a request against the limits of whoever sends it. @throws RateLimitedError */
  async count(identity: Identity | null, { address, request }: CountedRequest): Promise<void> {
    await this.limits.count(identity, address, "request", request);
  }

  /**
   * Who sends a request with a secret that a dialect has found in it; the request is counted.
   * @param secret null: it has none
   * @param mayBeNobody whether a request without a secret is nobody's, instead of refused
   * @throws UnauthenticatedError, RateLimitedError
   */
  async caller(
    secret: string | null,
    request: FastifyRequest,
    limit: RequestLimit,
    mayBeNobody: boolean,
  ): Promise<Caller> {
    if (secret !== null || !mayBeNobody) return this.knownCaller(secret, request, limit);
    await this.limits.count(null, request.ip, limit, request.raw);
    return { identity: null, origin: originOf(request) };
  }

  /** Whoever asks what anybody may know; the request is not counted. */
  nobody(request: FastifyRequest): Caller {
    return { identity: null, origin: originOf(request) };
  }

  /**
   * The visitor of an embed with this secret. Neither counted nor guarded against guessing: requests of widgets are
   * counted before, and there is nothing to guess that is shorter than an embed's uuid.
   * @throws UnauthenticatedError
   */
  async visitor(secret: string, request: FastifyRequest): Promise<KnownCaller> {
    const identity = await this.authenticator.identify({ secret, webOrigin: request.headers.origin ?? null });
    if (identity.credential.kind !== "embed") throw new UnauthenticatedError("No visitor's credential was given.");
    return { identity, origin: originOf(request) };
  }

  /** The same for what is answered to nobody else. @throws UnauthenticatedError, RateLimitedError */
  async knownCaller(secret: string | null, request: FastifyRequest, limit: RequestLimit): Promise<KnownCaller> {
    if (secret === null) return this.refuse(request.ip, request.raw);
    const find = () => this.authenticator.identify({ secret, webOrigin: request.headers.origin ?? null });
    const identity = await this.limits.identify(secret, request.ip, find, request.raw);
    await this.limits.count(identity, request.ip, limit, request.raw);
    // The routes are for users: what visitors, invites and sign-on tokens have is no key to them.
    if (!permissions.read.credentials.some((kind) => kind === identity.credential.kind)) {
      throw new UnauthenticatedError("No valid API key was given.");
    }
    return { identity, origin: originOf(request) };
  }

  /**
   * An identity as it is now, for a further request of an open connection.
   * @throws UnauthenticatedError when it would not be admitted any more.
   */
  async again(identity: Identity): Promise<Identity> {
    const [present] = await this.authenticator.reload([identity]);
    if (present === null || present === undefined) throw new UnauthenticatedError("The credential is valid no longer.");
    return present;
  }

  /** Watches over the identity of an open connection. */
  watch(identity: Identity): Watch {
    return this.viewers.watch(identity);
  }

  of(identity: Identity | null, given: Partial<ClientOrigin> = {}): Context {
    const correlationId = given.correlationId ?? randomUUID();
    const { address = null, userAgent = null, isOwnMachine = false } = given;
    const origin = { address, correlationId, userAgent, isOwnMachine };
    const viewer = identity === null ? null : { ...identity, origin };
    return {
      viewer,
      origin,
      services: this.services,
      loaders: createLoaders(this.transactions, viewer),
      watch: (one) => this.viewers.watch(one),
      correlationId,
    };
  }

  /** The context of a GraphQL request over HTTP; a bad credential answers 401, and too many requests 429. */
  async forGraphql(presentation: Presentation, request: FastifyRequest): Promise<Context> {
    const counted = { address: request.ip, request: request.raw };
    try {
      const identity = await this.identify(presentation, counted);
      await this.count(identity, counted);
      return this.of(identity, originOf(request));
    } catch (error) {
      if (error instanceof RateLimitedError) {
        throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 429 } } });
      }
      if (!(error instanceof UnauthenticatedError)) throw error;
      throw new GraphQLError(error.message, { extensions: { code: error.code, http: { status: 401 } } });
    }
  }

  /** A request without a credential counts as a visitor's. @throws UnauthenticatedError, RateLimitedError */
  private async refuse(address: string, request: object | undefined): Promise<never> {
    await this.limits.count(null, address, "request", request);
    throw new UnauthenticatedError();
  }
}

function originOf(request: FastifyRequest): ClientOrigin {
  return {
    address: request.ip,
    correlationId: request.id,
    userAgent: request.headers["user-agent"] ?? null,
    isOwnMachine: comesFromOwnMachine(request.raw),
  };
}
