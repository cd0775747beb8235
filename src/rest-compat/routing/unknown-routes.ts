import type { FastifyInstance } from "fastify";
import type { Dialect } from "./route.js";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Says in a dialect's shape what none of its routes does: paths below its base paths that it does not have (404), and
 * methods that a path does not take (405).
 */
export function putUnknownRoutes(scope: FastifyInstance, { basePaths, routes, unknown }: Dialect): void {
  if (unknown === undefined) return;
  const taken = new Map<string, string[]>();
  for (const { method, path } of routes) taken.set(path, [...(taken.get(path) ?? []), method]);
  for (const prefix of basePaths) {
    for (const [path, allowed] of taken) {
      scope.route({
        method: methods.filter((method) => !allowed.includes(method)),
        url: `${prefix}${path}`,
        exposeHeadRoute: false,
        handler: ({ method, url }, reply) => {
          const message = `Not allowed to ${method} on ${pathOf(url)}.`;
          void reply.code(405).header("allow", allowed.join(", "));
          return reply.send(unknown({ kind: "invalid", message, code: "METHOD_NOT_ALLOWED" }));
        },
      });
    }
    void scope.register(
      async (below) => {
        below.setNotFoundHandler(({ method, url }, reply) => {
          const message = `Unknown request URL: ${method} ${pathOf(url)}.`;
          return reply.code(404).send(unknown({ kind: "notFound", message, code: "UNKNOWN_URL" }));
        });
      },
      { prefix },
    );
  }
}

function pathOf(url: string): string {
  return url.split("?")[0] ?? url;
}
