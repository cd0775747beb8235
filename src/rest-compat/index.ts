import type { FastifyInstance } from "fastify";
import * as operations from "../generated/operations.js";
import type { Logger } from "../observability/logger.js";
import { operationsIn, type SchemaClient } from "./client.js";
import { registerDocs } from "./docs.js";
import { dialects } from "./openapi.js";
import { registerSignOn } from "./sign-on.js";
import { type Authenticate, registerDialect, type Visitors } from "./routing/registrar.js";
import type { Instance } from "./routing/route.js";

export { SchemaClient, type SchemaClientOptions } from "./client.js";

/** What the REST dialects need. `Caller` is what authentication makes and the schema's contexts are made of. */
export interface DialectOptions<Caller> {
  readonly client: SchemaClient<Caller>;
  readonly authenticate: Authenticate<Caller>;
  readonly visitors: Visitors<Caller>;
  /** Some pieces as long as the caller's rights last; then they end with an error. */
  readonly whileAdmitted: <Piece>(
    pieces: AsyncGenerator<Piece, void, void>,
    caller: Caller,
  ) => AsyncGenerator<Piece, void, void>;
  readonly logger: Logger;
  readonly instance: Instance;
}

/**
 * Serves every REST dialect and its documentation.
 * @throws Error when the schema refuses an operation of theirs, so that the server does not start.
 */
export async function registerDialects<Caller>(app: FastifyInstance, options: DialectOptions<Caller>): Promise<void> {
  options.client.register(operationsIn(operations));
  for (const dialect of dialects) await registerDialect(app, dialect, options);
  registerDocs(app);
  registerSignOn(app);
}
