import {
  defaultFieldResolver,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from "graphql";
import { Extensions } from "type-graphql";
import type { Viewer } from "../auth/viewer.js";
import type { ApiKeyScope } from "../entities/index.js";
import { ForbiddenError, UnauthenticatedError } from "../errors/index.js";
import { describeArgumentError } from "./argument-errors.js";
import { assertStorable } from "./storable.js";

/** What a caller must hold to use a root field. `public` needs no credential. */
export type PermissionName = ApiKeyScope | "public";

interface PermissionContext {
  readonly viewer: Viewer | null;
}

/** Declares what a root field needs. A root field without it does not build. */
export function Permission(permission: PermissionName): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ permission });
}

/**
 * Puts the declared permission before every root field.
 * @throws Error naming the root fields that declare none, so that a forgotten one stops the build, not the guard.
 */
export function enforcePermissions(schema: GraphQLSchema): void {
  const undeclared: string[] = [];
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const permission = field.extensions["permission"] as PermissionName | undefined;
      if (permission === undefined) {
        undeclared.push(`${root?.name ?? ""}.${field.name}`);
        continue;
      }
      if (root === schema.getSubscriptionType()) {
        guard(field, "subscribe", permission);
        // Events are ready values. Type-graphql's resolver would read and validate the arguments again for each.
        field.resolve = (event: unknown) => event;
      } else guard(field, "resolve", permission);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !isRoot(schema, type)) refuseUnstorable(type);
  }
  if (undeclared.length > 0) throw new Error(`Root fields without @Permission: ${undeclared.join(", ")}`);
}

/** Fields of an error are told from the input on, where there is one. */
function inputOf(args: Readonly<Record<string, unknown>>): unknown {
  return args["input"] ?? args;
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
}

/** Arguments of nested fields reach the database as those of root fields do. */
function refuseUnstorable(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const inner = field.resolve;
    if (field.args.length === 0 || inner === undefined) continue;
    field.resolve = (source, args: Record<string, unknown>, context, info) => {
      assertStorable(args);
      return inner(source, args, context, info);
    };
  }
}

type Guarded = Pick<GraphQLFieldConfig<unknown, PermissionContext>, "resolve" | "subscribe">;

function guard(field: Guarded, method: "resolve" | "subscribe", permission: PermissionName): void {
  const inner = field[method] ?? defaultFieldResolver;
  const guarded: GraphQLFieldResolver<unknown, PermissionContext, Record<string, unknown>, Promise<unknown>> = async (
    source,
    args,
    context,
    info,
  ) => {
    assertPermission(context.viewer, permission);
    assertStorable(inputOf(args));
    try {
      return await inner(source, args, context, info);
    } catch (error) {
      throw describeArgumentError(error);
    }
  };
  field[method] = guarded;
}

function assertPermission(viewer: Viewer | null, permission: PermissionName): void {
  if (permission === "public") return;
  if (viewer === null) throw new UnauthenticatedError();
  if (!viewer.scopes.has(permission)) throw new ForbiddenError(`This needs the ${permission} scope.`);
}
