import type { FastifyInstance } from "fastify";
import * as operations from "../generated/operations.js";
import { operationsIn } from "./client.js";
import { registerDocs } from "./docs.js";
import { dialects } from "./openapi.js";
import { registerSignOn } from "./sign-on.js";
import { registerDialect, type RegistrarOptions } from "./routing/registrar.js";
import type { Dialect } from "./routing/route.js";

export { SchemaClient, type SchemaClientOptions } from "./client.js";

/**
 * Serves every REST dialect and its documentation.
 * @returns how those that have a shape of their own for it say that there is no such route.
 * @throws Error when the schema refuses an operation of theirs, so that the server does not start.
 */
export async function registerDialects<Caller>(
  app: FastifyInstance,
  options: RegistrarOptions<Caller>,
): Promise<{ basePaths: readonly string[]; unknown: NonNullable<Dialect["unknown"]> }[]> {
  options.client.register(operationsIn(operations));
  for (const dialect of dialects) await registerDialect(app, dialect, options);
  registerDocs(app);
  registerSignOn(app);
  return dialects.flatMap(({ basePaths, unknown }) => (unknown === undefined ? [] : [{ basePaths, unknown }]));
}
