import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { ForbiddenError, UnauthenticatedError } from "../errors/index.js";
import type { Viewer } from "../auth/viewer.js";
import type { GraphqlOptions } from "./graphql.plugin.js";
import { assertCost, limitRules, limits } from "./limits.js";

interface SocketState {
  viewer?: Viewer | null;
}

const rules = [...specifiedRules, ...limitRules];

/** Closes the sockets; answers that run go on, since their readers can resume. */
export type CloseSubscriptions = () => Promise<void>;

/**
 * Serves GraphQL over graphql-ws on the path of the HTTP endpoint. The credential is `authorization` in the payload of
 * connection_init, in the upgrade request's header, or (as the playground sends it) in an operation's
 * `extensions.headers`.
 */
export function registerSubscriptions(app: FastifyInstance, options: GraphqlOptions): CloseSubscriptions {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * 1_048_576 });
  app.server.on("upgrade", (request, socket, head) => {
    if ((request.url ?? "").split("?")[0] !== "/graphql") {
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit("connection", webSocket, request));
  });
  const state = new WeakMap<object, SocketState>();
  const server = useServer<Record<string, unknown>>(
    {
      onConnect: async (context) => {
        const header = context.extra.request.headers.authorization;
        const given =
          stringAt(context.connectionParams, "authorization") ?? stringAt(context.connectionParams, "Authorization");
        try {
          state.set(context.extra.socket, { viewer: await options.contexts.viewer(given ?? header) });
          return true;
        } catch (error) {
          if (error instanceof UnauthenticatedError) return false;
          throw error;
        }
      },
      onSubscribe: async (context, _id, payload) => {
        const correlationId = randomUUID();
        try {
          const viewer =
            state.get(context.extra.socket)?.viewer ?? (await options.contexts.viewer(operationHeader(payload)));
          return prepare(options.schema, payload, options.contexts.of(viewer, correlationId));
        } catch (error) {
          return [tagged(options, asGraphqlError(error), correlationId)];
        }
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => options.errors.render(error.toJSON(), error)),
      onNext: (_context, _id, _payload, args, result) => {
        if (result.errors === undefined) return;
        const { correlationId } = args.contextValue as { correlationId: string };
        const errors = result.errors.map((error) => {
          options.errors.tag(error, correlationId);
          return options.errors.render(error.toJSON(), error);
        });
        return { data: result.data ?? null, errors };
      },
    },
    sockets,
    12_000,
  );
  return async () => {
    await server.dispose();
    sockets.close();
  };
}

function prepare(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  contextValue: object,
): ExecutionArgs | readonly GraphQLError[] {
  const document = parse(payload.query, { maxLexicalTokens: limits.tokens });
  const faults = validate(schema, document, rules);
  if (faults.length > 0) {
    return faults.map(
      (fault) =>
        new GraphQLError(fault.message, {
          ...positions(fault),
          extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...fault.extensions },
        }),
    );
  }
  if (getOperationAST(document, payload.operationName) == null) {
    throw new GraphQLError("The document has no operation of that name.", {
      extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
    });
  }
  const variableValues = payload.variables ?? {};
  assertCost(schema, document, variableValues, payload.operationName);
  return { schema, document, operationName: payload.operationName ?? null, variableValues, contextValue };
}

function positions(fault: GraphQLError) {
  return { nodes: fault.nodes ?? null, source: fault.source ?? null, positions: fault.positions ?? null };
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) {
    return error.extensions["code"] === undefined
      ? new GraphQLError(error.message, { ...positions(error), extensions: { code: "GRAPHQL_PARSE_FAILED" } })
      : error;
  }
  const original = error instanceof Error ? error : new ForbiddenError("Refused.");
  return new GraphQLError(original.message, { originalError: original });
}

function tagged(options: GraphqlOptions, error: GraphQLError, correlationId: string): GraphQLError {
  options.errors.tag(error, correlationId);
  return error;
}

function operationHeader(payload: SubscribePayload): string | undefined {
  const headers = payload.extensions?.["headers"];
  if (typeof headers !== "object" || headers === null) return undefined;
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === "authorization");
  return typeof entry?.[1] === "string" ? entry[1] : undefined;
}

function stringAt(params: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const value = params?.[name];
  return typeof value === "string" ? value : undefined;
}
