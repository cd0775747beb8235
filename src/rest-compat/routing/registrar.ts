import { Readable } from "node:stream";
import multipart from "@fastify/multipart";
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { z } from "zod";
import { UnauthenticatedError } from "../../errors/index.js";
import type { Logger } from "../../observability/logger.js";
import type { SchemaClient } from "../client.js";
import type { Answer, StreamAnswer } from "./answer.js";
import { acceptBodies } from "./bodies.js";
import { sendEvents } from "./events.js";
import { type Fault, faultOf, inputFault, statuses, type Statuses, unexpectedFault } from "./fault.js";
import { putGate } from "./gate.js";
import { readMultipart } from "./multipart.js";
import type { Dialect, Instance, Route, RouteLimit, RouteRequest } from "./route.js";
import { unlimited } from "./rate-limit-headers.js";
import { started } from "./started.js";

/**
 * Finds out who sends a request, and counts it against the sender's limit.
 * @param secret the credential that the request carries; null: none
 * @param mayBeNobody whether a request without a credential is taken, as nobody's
 * @throws UnauthenticatedError when it is no valid credential; an error of kind rateLimited after too many requests.
 */
export type Authenticate<Caller> = (
  secret: string | null,
  request: FastifyRequest,
  limit: RouteLimit,
  mayBeNobody: boolean,
) => Promise<Caller>;

/** Makes callers of people who have no key. */
export interface Visitors<Caller> {
  /** Whoever asks what anybody may know. */
  nobody(request: FastifyRequest): Caller;
  /** The visitor of an embed with this secret. @throws UnauthenticatedError */
  visitor(secret: string, request: FastifyRequest): Promise<Caller>;
}

/** What the routes of every dialect share. `Caller` is what authentication makes. */
export interface RegistrarOptions<Caller> {
  readonly client: SchemaClient<Caller>;
  readonly authenticate: Authenticate<Caller>;
  readonly visitors: Visitors<Caller>;
  /** Some pieces as long as the caller's rights last; then they end with an error. */
  readonly whileAdmitted: <Piece>(
    pieces: AsyncGenerator<Piece, void, void>,
    caller: Caller,
  ) => AsyncGenerator<Piece, void, void>;
  readonly logger: Logger;
  readonly instance: Instance;
}

/** Serves the routes of a dialect under each of its base paths. */
export async function registerDialect<Caller>(
  app: FastifyInstance,
  dialect: Dialect,
  options: RegistrarOptions<Caller>,
): Promise<void> {
  await app.register(async (scope) => {
    acceptBodies(scope);
    putGate(scope, dialect, (request) => options.client.as(options.visitors.nobody(request)));
    await scope.register(multipart, { throwFileSizeLimit: false });
    for (const route of dialect.routes) {
      const served = new ServedRoute(dialect, route, options);
      for (const base of dialect.basePaths) {
        const shared = {
          url: `${base}${route.path}`,
          // The credential comes first: nobody else's body is read, stored or commented on.
          onRequest: (request: FastifyRequest, reply: FastifyReply) => served.authenticate(request, reply),
          errorHandler: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
            served.fail(error, request, reply);
          },
        };
        scope.route({ ...shared, method: route.method, handler: (request, reply) => served.handle(request, reply) });
        if (route.tellsLimits === true) {
          scope.route({ ...shared, method: "HEAD", handler: (_request, reply) => reply.send() });
        }
      }
    }
  });
}

/** One route on its way between Fastify and its handler. */
class ServedRoute<Caller> {
  private readonly callers = new WeakMap<FastifyRequest, Caller>();
  private readonly statuses: Statuses;
  private readonly limit: RouteLimit;

  constructor(
    private readonly dialect: Dialect,
    private readonly route: Route,
    private readonly options: RegistrarOptions<Caller>,
  ) {
    this.statuses = { ...statuses, ...dialect.statuses, ...route.statuses };
    this.limit = route.limit ?? dialect.limit;
  }

  async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    void reply.headers(unlimited());
    try {
      const { credential = "required" } = this.route;
      const secret = credential === "none" ? null : this.dialect.secretOf(request.headers);
      const caller = await this.options.authenticate(secret, request, this.limit, credential !== "required");
      this.callers.set(request, caller);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      const fault = faultOf(error, this.dialect.statuses);
      if (fault !== null) return this.send(reply, this.dialect.refused(fault));
    }
  }

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const gone = disconnection(reply);
    const answer = await this.answerTo(request, gone);
    if (answer.kind === "stream") return this.send(reply, { ...answer, pieces: await this.watched(request, answer) });
    if (answer.kind !== "events") return this.send(reply, answer);
    await sendEvents(reply, answer.frames, {
      signal: gone,
      broken: (error) => answer.broken(this.faultOf(error, request.id)),
    });
    return reply;
  }

  private async answerTo(request: FastifyRequest, signal: AbortSignal): Promise<Answer> {
    const caller = this.callers.get(request);
    if (caller === undefined) throw new UnauthenticatedError();
    const client = this.options.client.as(caller);
    await this.route.precondition?.(client);
    const { fields, files, release } = await this.bodyOf(request);
    try {
      const parsed = this.parse(request, fields);
      if (!parsed.success) return this.route.errors(parsed.fault);
      return await this.route.handle({
        ...parsed.values,
        client,
        file: files[0] ?? null,
        files,
        headers: request.headers,
        visitor: async (secret: string) => this.options.client.as(await this.options.visitors.visitor(secret, request)),
        signal,
        instance: this.options.instance,
      } as RouteRequest<never, never, never>);
    } finally {
      await release();
    }
  }

  /** What is streamed, for as long as its caller's rights last. */
  private async watched(request: FastifyRequest, { pieces }: StreamAnswer): Promise<StreamAnswer["pieces"]> {
    const caller = this.callers.get(request);
    if (caller === undefined) throw new UnauthenticatedError();
    return started(this.options.whileAdmitted(all(pieces), caller));
  }

  fail(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const fault = this.faultOf(error, request.id);
    const isRefusal = fault.kind === "unauthenticated" || fault.kind === "forbidden";
    const shape = isRefusal ? this.dialect.refused : this.route.errors;
    void this.send(reply, shape(fault), fault.retryAfterSeconds);
  }

  private faultOf(error: unknown, correlationId: string): Fault {
    const fault = faultOf(error, this.statuses, this.route.fieldNames);
    if (fault !== null) return fault;
    this.options.logger.error({ err: error, correlationId, route: this.route.path }, "unexpected error");
    return unexpectedFault(correlationId);
  }

  private async bodyOf(request: FastifyRequest) {
    const { file, files } = this.route;
    const isForm = file !== undefined || (files !== undefined && request.isMultipart());
    // What a form brings must not count as nothing.
    if (!isForm && request.isMultipart()) throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE();
    // null is a body, and no object; only what is absent asks for nothing.
    const fields = request.body === undefined ? {} : request.body;
    if (!isForm) return { fields, files: [], release: () => Promise.resolve() };
    const wanted =
      files === undefined ? ({ fields: [file ?? "file"], least: 1, most: 1 } as const) : { ...files, least: 0 };
    return readMultipart(request, wanted, this.options.instance.maxUploadBytes);
  }

  private parse(request: FastifyRequest, given: unknown) {
    const { params, query, body } = this.route;
    const inputs: readonly (readonly [string, z.ZodObject | undefined, unknown])[] = [
      ["params", params, request.params],
      ["query", query, request.query],
      ["body", body, given],
    ];
    const values: Record<string, unknown> = { body: {}, unknownKeys: [] };
    for (const [name, schema, value] of inputs) {
      if (schema === undefined) continue;
      const result = schema.safeParse(value);
      if (!result.success) return { success: false, fault: inputFault(result.error, this.statuses) } as const;
      values[name] = result.data;
      if (name === "body") values["unknownKeys"] = unknownKeysOf(schema, value);
    }
    return { success: true, values } as const;
  }

  private send(reply: FastifyReply, answer: Answer, retryAfterSeconds?: number): FastifyReply {
    if (answer.kind === "events") throw new Error("An error cannot be a stream of events.");
    if (retryAfterSeconds !== undefined) void reply.header("retry-after", String(retryAfterSeconds));
    void reply.code(answer.status).headers(answer.headers ?? {});
    if (answer.kind === "stream") {
      return reply.type(answer.contentType).send(Readable.from(answer.pieces, { objectMode: false }));
    }
    if (answer.kind === "json") return reply.type("application/json; charset=utf-8").send(answer.body);
    return reply.type(answer.contentType ?? "text/plain; charset=utf-8").send(answer.body);
  }
}

/** Fires when the connection closes before the answer is complete. */
function disconnection(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

async function* all<Piece>(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece, void, void> {
  yield* pieces;
}

function unknownKeysOf(schema: z.ZodObject, value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).filter((key) => !(key in schema.shape));
}
