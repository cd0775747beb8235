import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { Authenticator } from "../auth/authenticator.js";
import { permissions } from "../auth/permissions.js";
import { secretFromAuthorization } from "../auth/secrets.js";
import type { ClientOrigin, Identity, Origin } from "../auth/viewer.js";
import type { ViewerWatch, Watch } from "../auth/viewer-watch.js";
import type { Transactions } from "../database/transaction.js";
import { UnauthenticatedError } from "../errors/index.js";
import type { Context } from "../schema/context.js";
import { RateLimitedError } from "../errors/rate-limited.js";
import { createLoaders } from "../services/loaders.js";
import type { Services } from "../services/index.js";
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

/** Whoever sends a request of a REST dialect. */
export interface Caller {
  readonly identity: Identity;
  readonly origin: Origin;
}

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
   * @throws UnauthenticatedError, RateLimitedError
   */
  async caller(secret: string | null, request: FastifyRequest, limit: RequestLimit): Promise<Caller> {
    if (secret === null) return this.refuse(request.ip, request.raw);
    const find = () => this.authenticator.identify({ secret, webOrigin: request.headers.origin ?? null });
    const identity = await this.limits.identify(secret, request.ip, find, request.raw);
    await this.limits.count(identity, request.ip, limit, request.raw);
    // The routes are for users: what visitors, invites and sign-on tokens have is no key to them.
    if (!permissions.read.credentials.some((kind) => kind === identity.credential.kind)) {
      throw new UnauthenticatedError("No valid API key was given.");
    }
    return { identity, origin: { address: request.ip, correlationId: request.id } };
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
    const origin = { address: given.address ?? null, correlationId, userAgent: given.userAgent ?? null };
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
      const userAgent = request.headers["user-agent"] ?? null;
      return this.of(identity, { address: request.ip, correlationId: request.id, userAgent });
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
