import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
} from "graphql";
import { resolvers } from "../../../src/resolvers/index.js";
import { buildSchema } from "../../../src/schema/build.js";

/** The schema as the server executes it. */
export const schema = buildSchema(resolvers);

/** A field that takes arguments: a root field, one of an object that has an id, or one of a hit of a search. */
export interface ArgumentField {
  /** Such as `createUser` or `Workspace.chats`. */
  readonly label: string;
  readonly operation: "query" | "mutation" | "subscription";
  readonly name: string;
  readonly args: readonly GraphQLArgument[];
  /** What to select of its answer. */
  readonly selection: string;
  /** The type whose objects have it; null for root fields. */
  readonly parent: string | null;
}

/** A place inside a field's arguments: the names of arguments and input fields, and `0` for the item of a list. */
export interface Position {
  readonly label: string;
  readonly field: ArgumentField;
  readonly path: readonly string[];
  /** The type that is expected there, without its `!`. */
  readonly type: GraphQLInputType;
}

/** Every field with arguments. */
export const argumentFields: readonly ArgumentField[] = [
  ...rootFields("query", schema.getQueryType()),
  ...rootFields("mutation", schema.getMutationType()),
  ...rootFields("subscription", schema.getSubscriptionType()),
  ...Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && (type.name === "SearchHit" || type.getInterfaces().some(({ name }) => name === "Node"))
      ? nestedFields(type)
      : [],
  ),
];

/** Every place of every argument. */
export const positions: readonly Position[] = argumentFields.flatMap((field) =>
  field.args.flatMap((arg) => positionsIn(field, [arg.name], arg.type)),
);

/** The places where an input object is expected. */
export const inputPositions = positions.filter(({ type }) => isInputObjectType(type));

/** The places where a scalar or an enum is expected, but for those that take any JSON, or a file. */
export const leafPositions = positions.filter(
  ({ type }) => isLeafType(type) && !["JSON", "JSONObject", "Upload"].includes(type.name),
);

/** The places where an id is expected. */
export const idPositions = leafPositions.filter(({ type }) => isLeafType(type) && type.name === "ID");

/** Fields with arguments that no test here could reach: those of other objects without an id. */
export const unreachableFields: readonly string[] = Object.values(schema.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || type.name.startsWith("__")) return [];
  const names = Object.values(type.getFields()).flatMap(({ name, args }) => (args.length === 0 ? [] : [name]));
  const known = argumentFields.filter(({ parent }) => parent === type.name).map(({ name }) => name);
  const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
  return isRoot ? [] : names.filter((name) => !known.includes(name)).map((name) => `${type.name}.${name}`);
});

function rootFields(operation: ArgumentField["operation"], type: GraphQLObjectType | null | undefined) {
  return fieldsOf(type).map((field) => ({ ...field, label: field.name, operation, parent: null }));
}

function nestedFields(type: GraphQLObjectType): ArgumentField[] {
  return fieldsOf(type).map((field) => ({
    ...field,
    label: `${type.name}.${field.name}`,
    operation: "query",
    parent: type.name,
  }));
}

function fieldsOf(type: GraphQLObjectType | null | undefined) {
  return Object.values(type?.getFields() ?? {})
    .filter(({ args }) => args.length > 0)
    .map(({ name, args, type: answer }) => ({
      name,
      args,
      selection: selectionOf(getNamedType(answer)),
    }));
}

/** Lists tell how many they hold, and what takes many things why it did not take them. */
function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return "";
  const fields = isObjectType(type) ? type.getFields() : {};
  if ("results" in fields) return "{ results { error { code } } }";
  return "totalCount" in fields ? "{ totalCount }" : "{ __typename }";
}

function positionsIn(field: ArgumentField, path: readonly string[], given: GraphQLInputType): Position[] {
  const type = getNullableType(given);
  const here: Position = { label: `${field.label}(${path.join(".")})`, field, path, type };
  if (isListType(type)) return [here, ...positionsIn(field, [...path, "0"], type.ofType)];
  if (!isInputObjectType(type)) return [here];
  const inside = Object.values(type.getFields()).flatMap((one) => positionsIn(field, [...path, one.name], one.type));
  return [here, ...inside];
}
