import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answerHeaders } from "../../observability/answer-headers.js";
import type { CallerClient } from "../client.js";
import type { Answer } from "./answer.js";
import { unlimited } from "./rate-limit-headers.js";

/** A request at a gate, before its body is read. */
export interface GateRequest {
  /** The schema as nobody in particular sees it. */
  readonly client: CallerClient;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

/** The answer to a request that comes no further. */
export type GateRefusal = Extract<Answer, { readonly kind: "json" | "text" }>;

/** What a gate says. */
export interface Admission {
  /** What pages may read the answer: the value of `Access-Control-Allow-Origin`; null: none. */
  readonly pages: string | null;
  /** null: the request may go on. */
  readonly refusal: GateRefusal | null;
}

/** Decides which web pages may use a dialect that is open to those of other sites. */
export type Gate = (request: GateRequest) => Promise<Admission>;

/** What has a gate: where it is, and what it stands before. */
interface Gated {
  readonly basePaths: readonly string[];
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  readonly gate?: Gate;
}

/** How long browsers remember the answer to a preflight, in seconds. */
const preflightSeconds = 600;

/**
 * Puts a dialect's gate before its routes. CORS is then the gate's to decide, for preflights as for requests: where it
 * names no page, no header does, and the browser keeps the answer from the page.
 * @param clientOf the schema as nobody sees it, for one request
 */
export function putGate(
  scope: FastifyInstance,
  { basePaths, routes, gate }: Gated,
  clientOf: (request: FastifyRequest) => CallerClient,
): void {
  if (gate === undefined) return;
  // The server's own CORS rules are for the other dialects.
  scope.addHook("onRoute", (options) => {
    options.config = Object.assign({}, options.config, { cors: false });
  });
  const ask = async (request: FastifyRequest, reply: FastifyReply): Promise<Admission> => {
    const params = request.params as Readonly<Record<string, string>>;
    const admission = await gate({ client: clientOf(request), params, headers: request.headers });
    void reply.headers({ ...unlimited(), vary: "Origin" });
    if (admission.pages !== null) void reply.headers(pageHeaders(admission.pages));
    return admission;
  };
  scope.addHook("onRequest", async (request, reply) => {
    const { pages, refusal } = await ask(request, reply);
    if (request.method === "OPTIONS") {
      if (pages !== null) void reply.headers(preflightHeaders(methodsOf(request)));
      return reply.code(204).send();
    }
    if (refusal === null) return;
    const type = refusal.kind === "json" ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
    return reply.code(refusal.status).type(type).send(refusal.body);
  });
  const byPath = new Map<string, string[]>();
  for (const { method, path } of routes) byPath.set(path, [...(byPath.get(path) ?? []), method]);
  const methodsOf = ({ routeOptions }: FastifyRequest): readonly string[] =>
    (routeOptions.config as { readonly methods?: readonly string[] }).methods ?? [];
  for (const [path, methods] of byPath) {
    for (const base of basePaths) {
      // The hook answers.
      scope.options(`${base}${path}`, { config: { methods } }, (_request, reply) => reply.send());
    }
  }
}

function pageHeaders(pages: string): Record<string, string> {
  return {
    "access-control-allow-origin": pages,
    "access-control-expose-headers": answerHeaders.join(", "),
  };
}

function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    "access-control-allow-methods": methods.join(", "),
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": String(preflightSeconds),
  };
}
