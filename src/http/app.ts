import { randomUUID } from "node:crypto";
import cors from "@fastify/cors";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Settings } from "../config/index.js";
import { answerHeaders, requestIdHeader } from "../observability/answer-headers.js";
import type { Logger } from "../observability/logger.js";
import { registerEventExport } from "./event-export.js";
import { type GraphqlOptions, registerGraphql } from "./graphql.plugin.js";
import { type Readiness, registerHealth } from "./health.js";
import { registerRateLimitHeaders, type RequestLimits } from "./rate-limits.js";
import { renderHttpError, renderNotFound, type UnknownRouteShape } from "./http-errors.js";

/** How long requests may still take once the server stops. */
const closeGraceMilliseconds = 1_000;

/** What the HTTP server is made of. */
export interface AppOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly graphql: GraphqlOptions;
  readonly ready: Readiness;
  readonly limits: RequestLimits;
  /** Registers the REST dialects, and tells how they say that there is no such route. */
  readonly dialects: (app: FastifyInstance) => Promise<readonly UnknownRouteShape[]>;
}

/** A request as it is logged: without its query, in which clients send tokens, and without headers. */
function describeRequest({ method, url, ip }: FastifyRequest): object {
  return { method, path: url.split("?")[0], address: ip };
}

/** The HTTP server with all its routes, not yet listening. */
export async function createApp({
  settings,
  logger,
  graphql,
  ready,
  limits,
  dialects,
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger.child(
      { name: "http" },
      { level: logger.isLevelEnabled("debug") ? "debug" : "warn", serializers: { req: describeRequest } },
    ),
    genReqId: () => randomUUID(),
    trustProxy: settings.TRUST_PROXY,
    bodyLimit: settings.MAX_BODY_BYTES,
    forceCloseConnections: "idle",
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 1_000 },
  }) as unknown as FastifyInstance;
  app.addHook("preClose", (done) => {
    // Closing waits for sockets that never sent a request, and for requests that never end.
    setTimeout(() => {
      app.server.closeAllConnections();
    }, closeGraceMilliseconds).unref();
    done();
  });
  app.addHook("onRequest", (request, reply, done) => {
    void reply.header(requestIdHeader, request.id);
    done();
  });
  app.setErrorHandler(renderHttpError);
  const any = settings.CORS_ORIGINS.includes("*");
  await app.register(cors, {
    origin: any ? true : settings.CORS_ORIGINS,
    methods: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
    exposedHeaders: [...answerHeaders],
  });
  registerRateLimitHeaders(app, limits);
  registerHealth(app, ready);
  app.get("/", (_request, reply) => reply.redirect("/graphql"));
  await registerGraphql(app, graphql);
  registerEventExport(app, graphql.contexts);
  app.setNotFoundHandler(renderNotFound(await dialects(app)));
  return app;
}
