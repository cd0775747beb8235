import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { DocentError, type ErrorKind } from "../errors/index.js";

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  unprocessable: 422,
  rateLimited: 429,
  unavailable: 503,
  upstream: 502,
  timeout: 504,
};

/** Renders what no route has rendered itself: faults of the request, and unexpected errors, masked and logged. */
export function renderHttpError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof DocentError) {
    if (error.retryAfterSeconds !== undefined) void reply.header("retry-after", String(error.retryAfterSeconds));
    const field = error.field === undefined ? {} : { field: error.field };
    const { message, code } = error;
    return reply.code(statuses[error.kind]).send({ error: message, code, ...field, correlationId: request.id });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) {
    return reply.code(status).send({ error: error.message, code: error.code, correlationId: request.id });
  }
  request.log.error({ err: error, correlationId: request.id }, "unexpected error");
  return reply.code(500).send({
    error: "Something went wrong on the server. The correlation id names the log entry.",
    code: "INTERNAL_SERVER_ERROR",
    correlationId: request.id,
  });
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** How an API says below its base paths that there is no such route. */
export interface UnknownRouteShape {
  readonly basePaths: readonly string[];
  readonly unknown: (fault: {
    readonly kind: "notFound" | "invalid";
    readonly message: string;
    readonly code: string;
  }) => object;
}

/**
 * Unknown paths are 404, known paths with another method 405, both in JSON.
 * @param shapes of the APIs that have one of their own
 */
export function renderNotFound(
  shapes: readonly UnknownRouteShape[],
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return ({ id: correlationId, method, url, server }, reply) => {
    const path = url.split("?")[0] ?? url;
    const isIn = (base: string) => path.toLowerCase().startsWith(`${base}/`);
    const shape = shapes.find(({ basePaths }) => basePaths.some(isIn))?.unknown;
    const allowed = methods.filter(
      (other) => other !== method && server.findRoute({ url: path, method: other }) !== null,
    );
    const fault =
      allowed.length === 0
        ? ({ kind: "notFound", message: `No route ${method} ${path}.`, code: "NOT_FOUND" } as const)
        : ({ kind: "invalid", message: `${path} does not take ${method}.`, code: "METHOD_NOT_ALLOWED" } as const);
    if (allowed.length > 0) void reply.header("allow", allowed.join(", "));
    const { message: error, code } = fault;
    return reply.code(allowed.length === 0 ? 404 : 405).send(shape?.(fault) ?? { error, code, correlationId });
  };
}
