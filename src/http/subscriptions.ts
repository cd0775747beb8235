import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
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
import { CloseCode, type SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { ForbiddenError, UnauthenticatedError } from "../errors/index.js";
import { RateLimitedError } from "../errors/rate-limited.js";
import type { Identity } from "../auth/viewer.js";
import type { Watch } from "../auth/viewer-watch.js";
import type { GraphqlOptions } from "./graphql.plugin.js";
import { assertCost, limitRules, limits } from "./limits.js";

interface SocketState {
  readonly identity: Identity | null;
  readonly watch: Watch | null;
}

/** What graphql-ws tells of a connection. */
interface Extra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** Subscriptions get their error before the socket is closed. */
const closeDelayMilliseconds = 100;

/** The close code of WebSocket for "come back later", after which graphql-ws clients try again. */
const tryAgainLater = 1013;

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
  const watchOver = (socket: WebSocket, identity: Identity | null): Watch | null => {
    if (identity === null) return null;
    const watch = options.contexts.watch(identity);
    watch.ended.addEventListener("abort", () => {
      // Not 4401, after which clients give up: another credential may be at hand.
      setTimeout(() => {
        socket.close(CloseCode.Forbidden, "The credential is valid no longer");
      }, closeDelayMilliseconds);
    });
    return watch;
  };
  const identityOf = async ({ socket, request }: Extra, payload: SubscribePayload): Promise<Identity | null> => {
    const known = state.get(socket)?.identity ?? null;
    if (known !== null) return options.contexts.again(known);
    return options.contexts.identify(
      { authorization: operationHeader(payload), webOrigin: request.headers.origin },
      { address: options.addressOf(request) },
    );
  };
  const server = useServer<Record<string, unknown>>(
    {
      onConnect: async (context) => {
        const { headers } = context.extra.request;
        const given =
          stringAt(context.connectionParams, "authorization") ?? stringAt(context.connectionParams, "Authorization");
        try {
          const identity = await options.contexts.identify(
            { authorization: given ?? headers.authorization, webOrigin: headers.origin },
            { address: options.addressOf(context.extra.request) },
          );
          state.set(context.extra.socket, { identity, watch: watchOver(context.extra.socket, identity) });
          return true;
        } catch (error) {
          if (error instanceof RateLimitedError) context.extra.socket.close(tryAgainLater, error.message);
          else if (!(error instanceof UnauthenticatedError)) {
            const correlationId = options.errors.log(error);
            context.extra.socket.close(CloseCode.InternalServerError, `See the log: ${correlationId}`);
          }
          return false;
        }
      },
      onClose: (context) => {
        state.get(context.extra.socket)?.watch?.release();
      },
      onSubscribe: async (context, _id, payload) => {
        const correlationId = randomUUID();
        try {
          const identity = await identityOf(context.extra, payload);
          const { request } = context.extra;
          const userAgent = request.headers["user-agent"] ?? null;
          const origin = { address: options.addressOf(request), correlationId, userAgent };
          await options.contexts.count(identity, origin);
          return prepare(options.schema, payload, options.contexts.of(identity, origin));
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
