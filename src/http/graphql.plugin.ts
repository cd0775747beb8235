import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Context } from "../schema/context.js";
import type { ErrorRenderer } from "./graphql-errors.js";
import { assertCost, limitRules, limits } from "./limits.js";
import { playground } from "./playground.js";
import type { RequestContexts } from "./request-context.js";
import { registerUploads } from "./uploads.js";

/** What the GraphQL transports need. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly contexts: RequestContexts;
  readonly errors: ErrorRenderer;
  readonly maximumUploadBytes: number;
  /** The network address that a request comes from, with regard to trusted proxies. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/** Serves GraphQL over HTTP at /graphql, and the playground to browsers that open it. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema: options.schema,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationRules: [...limitRules],
    formatError: (formatted, error) => options.errors.render(formatted, error),
    plugins: [fastifyApolloDrainPlugin(app), correlation(options), cost(options.schema)],
  });
  await apollo.start();
  const page = playground();
  await app.register(async (scope) => {
    registerUploads(scope, options.maximumUploadBytes);
    const handler = fastifyApolloHandler(apollo, {
      context: (request) =>
        options.contexts.forGraphql(
          { authorization: request.headers.authorization, webOrigin: request.headers.origin },
          request,
        ),
    });
    scope.route({
      method: ["GET", "POST", "OPTIONS"],
      url: "/graphql",
      handler: async function (request, reply) {
        if (request.method === "GET" && (request.headers.accept ?? "").includes("text/html")) {
          return page.send(request, reply);
        }
        return handler.call(this, request as never, reply as never);
      },
    });
  });
}

/** Ties errors to the request in which they arose. */
function correlation({ errors }: GraphqlOptions): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors: found, contextValue }) => {
        for (const error of found) errors.tag(error, contextValue.correlationId);
      },
    }),
  };
}

/** Refuses operations that cost too much and tells the cost of the others. */
function cost(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let found = 0;
      return {
        didResolveOperation: async ({ document, request, operationName }) => {
          found = assertCost(schema, document, request.variables, operationName);
        },
        willSendResponse: async ({ response }) => {
          if (response.body.kind !== "single" || found === 0) return;
          response.body.singleResult.extensions = {
            ...response.body.singleResult.extensions,
            cost: { requested: found, maximum: limits.cost },
          };
        },
      };
    },
  };
}
