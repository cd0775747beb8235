import type { FastifyInstance, FastifyRequest } from "fastify";

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Lets the routes of a scope take JSON as `application/json`, the same in `text/plain`, and urlencoded forms. An
 * absent body is an empty object, also where a content type announces one. What cannot be parsed is 400.
 */
export function acceptBodies(scope: FastifyInstance): void {
  const parseJson = scope.getDefaultJsonParser("remove", "remove");
  const json = (request: FastifyRequest, content: string | Buffer, done: Done): void => {
    const given = content.toString();
    if (given.trim() === "") done(null, {});
    else void parseJson(request, given, done);
  };
  scope.removeContentTypeParser(["application/json", "text/plain"]);
  scope.addContentTypeParser(["application/json", "text/plain"], { parseAs: "string" }, json);
  scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (request, content, done) => {
    const given = content.toString();
    // Command-line tools send JSON under this name unless they are told otherwise.
    if (given.trimStart().startsWith("{")) json(request, given, done);
    else done(null, Object.fromEntries(new URLSearchParams(given)));
  });
}
