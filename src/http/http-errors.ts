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

/** Unknown paths are 404, known paths with another method 405, both in JSON. */
export function renderNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?")[0] ?? "/";
  const allowed = (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).filter(
    (method) => method !== request.method && request.server.findRoute({ url: path, method }) !== null,
  );
  if (allowed.length === 0) {
    return reply
      .code(404)
      .send({ error: `No route ${request.method} ${path}.`, code: "NOT_FOUND", correlationId: request.id });
  }
  return reply
    .code(405)
    .header("allow", allowed.join(", "))
    .send({ error: `${path} does not take ${request.method}.`, code: "METHOD_NOT_ALLOWED", correlationId: request.id });
}
