import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import { enforcePermissions } from "./permission.js";
import { validateArgument } from "./validate-argument.js";

/**
 * Builds the executable schema of the given resolver classes, with the declared permission before every root field.
 * @throws Error when a root field declares none.
 */
export function buildSchema(resolvers: Readonly<NonEmptyArray<new () => object>>): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers] as NonEmptyArray<new () => object>,
    validateFn: validateArgument,
    // Subscriptions are async generators here; type-graphql asks for a bus all the same.
    pubSub: { publish: () => undefined, subscribe: () => noEvents() },
  });
  enforcePermissions(schema);
  return schema;
}

async function* noEvents(): AsyncGenerator<never> {
  await Promise.resolve();
}
