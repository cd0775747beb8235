import { randomUUID } from "node:crypto";
import { GraphQLError } from "graphql";
import type { Authenticator } from "../auth/authenticator.js";
import { secretFromAuthorization } from "../auth/secrets.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { UnauthenticatedError } from "../errors/index.js";
import type { Context } from "../schema/context.js";
import { createLoaders } from "../services/loaders.js";
import type { Services } from "../services/index.js";

/** Makes the context of a request from its credential, the same way for every transport. */
export class RequestContexts {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly services: Services,
    private readonly transactions: Transactions,
  ) {}

  /**
   * The viewer that an `Authorization` header stands for; null without a header, or with an empty one.
   * @throws UnauthenticatedError when there is a header, and no valid credential in it.
   */
  async viewer(authorization: string | undefined): Promise<Viewer | null> {
    if (authorization === undefined || authorization.trim() === "") return null;
    const secret = secretFromAuthorization(authorization);
    if (secret === null) throw new UnauthenticatedError();
    return this.authenticator.byApiKey(secret);
  }

  of(viewer: Viewer | null, correlationId: string = randomUUID()): Context {
    return { viewer, services: this.services, loaders: createLoaders(this.transactions), correlationId };
  }

  /** The context of a GraphQL request over HTTP; a bad credential answers 401. */
  async forGraphql(authorization: string | undefined, correlationId: string): Promise<Context> {
    try {
      return this.of(await this.viewer(authorization), correlationId);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      throw new GraphQLError(error.message, { extensions: { code: error.code, http: { status: 401 } } });
    }
  }
}
