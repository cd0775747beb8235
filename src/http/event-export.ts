import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { secretFromAuthorization } from "../auth/secrets.js";
import { ValidationError } from "../errors/index.js";
import type { EventFilter } from "../events/event-filter.js";
import { viewerOf } from "../schema/context.js";
import { whileWatched } from "../schema/while-watched.js";
import { eventTypesOf } from "../services/event-names.js";
import type { RequestContexts } from "./request-context.js";

/** A database id in a query string. */
const idSchema = z.coerce.number().int().min(1).max(2_147_483_647);
/** A moment, or a day, which begins in UTC. */
const timeSchema = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: "must be a date or a time as ISO 8601 writes it" })
  .transform((text) => new Date(text));

const querySchema = z.strictObject({
  type: z.union([z.string(), z.array(z.string()).max(100)]).optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  userId: idSchema.optional(),
  workspaceId: idSchema.optional(),
});

/**
 * Serves the event log as lines of JSON at `GET /api/events.ndjson`, described in docs/events.md. It is read as fast as
 * it is taken, and never held whole. It ends early, without the end that HTTP marks, when its viewer loses the right
 * to it.
 */
export function registerEventExport(app: FastifyInstance, contexts: RequestContexts): void {
  app.route({
    method: "GET",
    url: "/api/events.ndjson",
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const secret = secretFromAuthorization(request.headers.authorization);
      const { identity, origin } = await contexts.knownCaller(secret, request, "request");
      const context = contexts.of(identity, origin);
      const lines = await context.services.events.export(viewerOf(context), filterOf(request));
      void reply.headers({
        "content-type": "application/x-ndjson; charset=utf-8",
        "content-disposition": 'attachment; filename="events.ndjson"',
        "cache-control": "no-store",
      });
      return reply.send(Readable.from(whileWatched(lines, contexts.watch(identity))));
    },
  });
}

function filterOf(request: FastifyRequest): EventFilter {
  const { data, error } = querySchema.safeParse(request.query);
  if (error !== undefined) {
    const [issue] = error.issues;
    const field = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
    throw new ValidationError(issue?.message ?? "is not valid", { field: String(field) });
  }
  const { type, from, to, userId, workspaceId } = data;
  const types = type === undefined ? undefined : eventTypesOf([type].flat(), "type");
  return { types, from, to, actorId: userId, workspaceId };
}
