import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from "graphql";

/** Writes operations that ask for as much as a field can tell, without following links to other objects. */
export class OperationWriter {
  constructor(private readonly schema: GraphQLSchema) {}

  /** The operation with one root field and all of its arguments as variables of their names. */
  rootField(root: "Query" | "Mutation" | "Subscription", name: string): string {
    const field = this.field(root, name);
    const variables = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(", ");
    const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
    const selection = this.selection(getNamedType(field.type));
    return `${root.toLowerCase()}${parens(variables)} { ${name}${parens(given)} ${selection} }`;
  }

  /** A query of an object by its id, with a selection on its type. */
  node(type: string, selection = this.selection(this.type(type))): string {
    return `query ($id: ID!) { node(id: $id) { __typename ... on ${type} ${selection} } }`;
  }

  /** One field of a type with all that the objects behind it tell; lists from their start. */
  link(type: string, name: string): string {
    const field = this.field(type, name);
    const isList = field.args.some((argument) => argument.name === "first");
    return `{ ${name}${isList ? "(first: 20)" : ""} ${this.selection(getNamedType(field.type))} }`;
  }

  /** All leaves of a type, and those of the values in it. */
  selection(type: GraphQLNamedType, depth = 0): string {
    if (!isCompositeType(type)) return "";
    if (isUnionType(type)) {
      const parts = type.getTypes().map((member) => `... on ${member.name} ${this.selection(member, depth + 1)}`);
      return `{ __typename ${parts.join(" ")} }`;
    }
    const fields = Object.values(type.getFields()).filter((field) => !field.args.some(isRequiredArgument));
    const parts = fields.flatMap((field) => {
      const target = getNamedType(field.type);
      if (!isCompositeType(target)) return [field.name];
      if (depth > 2 || (isObjectType(type) && leadsOn(type, field))) return [];
      return [`${field.name} ${this.selection(target, depth + 1)}`];
    });
    return `{ __typename ${parts.join(" ")} }`;
  }

  private field(type: string, name: string): GraphQLField<unknown, unknown> {
    const field = this.type(type).getFields()[name];
    if (field === undefined) throw new Error(`There is no ${type}.${name}.`);
    return field;
  }

  private type(name: string): GraphQLObjectType {
    const type = this.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There is no type ${name}.`);
    return type;
  }
}

/** The names of the root fields of an operation type. */
export function rootFields(schema: GraphQLSchema, root: "Query" | "Mutation" | "Subscription"): string[] {
  const type = schema.getType(root);
  return isObjectType(type) ? Object.keys(type.getFields()).sort() : [];
}

/** The names of the types with global ids. */
export function nodeTypesOf(schema: GraphQLSchema): string[] {
  return objectTypes(schema)
    .filter(isNode)
    .map(({ name }) => name)
    .sort();
}

/** Every field by which one object leads to others, as `Type.field`. */
export function linksOf(schema: GraphQLSchema): string[] {
  return objectTypes(schema)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => leadsOn(type, field))
        .map((field) => `${type.name}.${field.name}`),
    )
    .sort();
}

function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !roots.includes(type) && !type.name.startsWith("__"));
}

/** What payloads, edges and pages hold is theirs; any other object that holds a further one leads to it. */
function leadsOn(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  const target = getNamedType(field.type);
  return !/(?:Payload|Edge|Connection)$/.test(type.name) && isObjectType(target) && holdsNodes(target);
}

/** Objects with ids, lists of them, and what pairs them. */
function holdsNodes(type: GraphQLObjectType): boolean {
  return (
    isNode(type) ||
    Object.values(type.getFields()).some(({ type: inner }) => {
      const target = getNamedType(inner);
      return isObjectType(target) && target !== type && (isNode(target) || /(?:Edge|Attachment)$/.test(target.name));
    })
  );
}

function isNode(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === "Node");
}

function parens(text: string): string {
  return text === "" ? "" : `(${text})`;
}
