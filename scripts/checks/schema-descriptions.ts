import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { root } from "../root.js";

interface Described {
  readonly description?: string | null | undefined;
}

/** Every type, field, argument, input field and enum value of the committed schema says what it means. */
export function checkSchemaDescriptions(): readonly string[] {
  const schema = buildSchema(readFileSync(`${root}schema.graphql`, "utf8"));
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [...(roots.includes(type) ? [] : [[type.name, type] as const]), ...membersOf(type)])
    .filter(([, element]) => (element.description ?? "").trim() === "")
    .map(([path]) => `${path} has no description`);
}

function membersOf(type: GraphQLNamedType): readonly (readonly [string, Described])[] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value] as const);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const);
  if (isObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields()).flatMap((field) => fieldAndArguments(type.name, field));
  return [];
}

function fieldAndArguments(
  owner: string,
  field: GraphQLField<unknown, unknown>,
): readonly (readonly [string, Described])[] {
  const path = `${owner}.${field.name}`;
  return [[path, field], ...field.args.map((argument) => [`${path}(${argument.name}:)`, argument] as const)];
}
