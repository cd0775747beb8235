import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from "graphql";
import { Extensions } from "type-graphql";
import { type PermissionName, refusalOf } from "../auth/permissions.js";
import type { Viewer } from "../auth/viewer.js";
import { ForbiddenError, UnauthenticatedError } from "../errors/index.js";
import { describeArgumentError } from "./argument-errors.js";
import type { Context } from "./context.js";
import { assertStorable } from "./storable.js";
import { whileWatched } from "./while-watched.js";

type PermissionContext = Pick<Context, "viewer" | "watch" | "services">;

/** Declares what a field needs. A root field, or one that leads on to another object, does not build without it. */
export function Permission(permission: PermissionName): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ permission });
}

/**
 * Puts the declared permission before every root field, and before every field by which one object leads to another.
 * @throws Error naming the fields that declare none, so that a forgotten one stops the build, not the guard.
 */
export function enforcePermissions(schema: GraphQLSchema): void {
  const undeclared: string[] = [];
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const name = `${root?.name ?? ""}.${field.name}`;
      const permission = field.extensions["permission"] as PermissionName | undefined;
      if (permission === undefined) {
        undeclared.push(name);
        continue;
      }
      if (root === schema.getSubscriptionType()) {
        guard(field, "subscribe", permission, name);
        endWithViewer(field);
        // Events are ready values. Type-graphql's resolver would read and validate the arguments again for each.
        field.resolve = (event: unknown) => event;
      } else guard(field, "resolve", permission, name);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    // What a schema tells of itself is shared by all schemas of a process, and is needed at once to build the next.
    if (!isObjectType(type) || isIntrospectionType(type) || isRoot(schema, type)) continue;
    checkArguments(type);
    for (const field of Object.values(type.getFields())) {
      if (!leadsOn(type, field)) continue;
      const permission = field.extensions["permission"] as PermissionName | undefined;
      if (permission === undefined) undeclared.push(`${type.name}.${field.name}`);
      else requirePermission(field, permission, `${type.name}.${field.name}`);
    }
  }
  if (undeclared.length > 0) throw new Error(`Fields without @Permission: ${undeclared.join(", ")}`);
}

/** Fields of an error are told from the input on, where there is one. */
function inputOf(args: Readonly<Record<string, unknown>>): unknown {
  return args["input"] ?? args;
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
}

/** Arguments of nested fields reach the database, and their faults reach clients, as those of root fields do. */
function checkArguments(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const inner = field.resolve;
    if (field.args.length === 0 || inner === undefined) continue;
    field.resolve = async (source, args: Record<string, unknown>, context, info) => {
      assertStorable(args);
      try {
        return await inner(source, args, context, info);
      } catch (error) {
        throw describeArgumentError(error);
      }
    };
  }
}

/**
 * Whether a field leads from one object that has an id to another: whoever may see the first need not see the second.
 * What payloads, edges and pages hold was checked by the field that made them.
 */
function leadsOn(type: GraphQLObjectType, field: { readonly type: GraphQLOutputType }): boolean {
  const target = getNamedType(field.type);
  return isNode(type) && isObjectType(target) && (isNode(target) || "pageInfo" in target.getFields());
}

function isNode(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === "Node");
}

function requirePermission(field: Guarded, permission: PermissionName, name: string): void {
  const inner = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const refusal = refusalFor(context.viewer, permission);
    return refusal === null ? inner(source, args, context, info) : refuse(context, name, refusal);
  };
}

/** Ends a subscription with an error once its viewer has lost the right to it. */
function endWithViewer(field: Guarded): void {
  const inner = field.subscribe;
  if (inner === undefined) return;
  field.subscribe = async (source, args, context, info) => {
    const events = (await inner(source, args, context, info)) as AsyncGenerator<unknown, void, void>;
    return context.viewer === null ? events : whileWatched(events, context.watch(context.viewer));
  };
}

type Guarded = Pick<GraphQLFieldConfig<unknown, PermissionContext>, "resolve" | "subscribe">;

function guard(field: Guarded, method: "resolve" | "subscribe", permission: PermissionName, name: string): void {
  const inner = field[method] ?? defaultFieldResolver;
  const guarded: GraphQLFieldResolver<unknown, PermissionContext, Record<string, unknown>, Promise<unknown>> = async (
    source,
    args,
    context,
    info,
  ) => {
    const refusal = refusalFor(context.viewer, permission);
    if (refusal !== null) return refuse(context, name, refusal);
    assertStorable(inputOf(args));
    try {
      return await inner(source, args, context, info);
    } catch (error) {
      return refuse(context, name, describeArgumentError(error));
    }
  };
  field[method] = guarded;
}

/** The error of whoever lacks a permission; null for whoever has it. */
function refusalFor(viewer: Viewer | null, permission: PermissionName): Error | null {
  if (permission === "public") return null;
  if (viewer === null) return new UnauthenticatedError();
  const refusal = refusalOf(viewer, permission);
  return refusal === null ? null : new ForbiddenError(refusal);
}

/** Throws an error; that somebody may not do something is recorded before. */
async function refuse({ viewer, services }: PermissionContext, field: string, error: unknown): Promise<never> {
  if (viewer !== null && error instanceof ForbiddenError) {
    await services.events.recordRefusal(viewer, field, error.message);
  }
  throw error;
}
