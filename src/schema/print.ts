import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";

/** The committed form of a schema: sorted, with descriptions. */
export function printSorted(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
