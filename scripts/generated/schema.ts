import "reflect-metadata";
import { resolvers } from "../../src/resolvers/index.js";
import { buildSchema } from "../../src/schema/build.js";
import { printSorted } from "../../src/schema/print.js";

/**
 * The public schema as schema.graphql should read.
 * @throws Error when a root field declares no permission.
 */
export function printSchemaFile(): string {
  return printSorted(buildSchema(resolvers));
}
