import { dialects } from "../../src/rest-compat/openapi.js";
import type { Route } from "../../src/rest-compat/routing/route.js";

const common = new Set([400, 413, 415, 429]);

/**
 * Checks an answer against what the documentation promises for its route and status. Malformed, oversize and
 * foreign bodies, and too many requests, may be refused on every route.
 * @throws Error when the status is not documented, or the body has another shape.
 */
export function assertDocumented(method: string, path: string, status: number, body: unknown): void {
  const route = routeAt(method === "HEAD" ? "GET" : method, path.split("?")[0] ?? path);
  if (route === undefined || method === "HEAD") return;
  const response = route.responses[status];
  if (response === undefined) {
    if (common.has(status)) return;
    throw new Error(`${method} ${path} answered ${status}, which is not documented: ${JSON.stringify(body)}`);
  }
  if (response.contentType === "text/event-stream" || typeof body === "string") return;
  const result = response.schema?.safeParse(body);
  if (result === undefined || result.success) return;
  throw new Error(`${method} ${path} answered ${status} in a shape that is not documented: ${result.error.message}`);
}

/** The route that serves a path; one whose path has no parameter wins, as in the router. */
function routeAt(method: string, path: string): Route | undefined {
  const candidates = dialects.flatMap(({ basePaths, routes }) =>
    routes.flatMap((route) => basePaths.map((base) => ({ route, pattern: `${base}${route.path}` }))),
  );
  const matching = candidates.filter(({ route, pattern }) => route.method === method && matches(pattern, path));
  return (matching.find(({ pattern }) => !pattern.includes(":")) ?? matching[0])?.route;
}

function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, "[^/]+")}/?$`, "i").test(path);
}
